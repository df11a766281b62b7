"""What a kept form belongs to, in a line: upper apps say so once, in their `AppConfig.ready` (ADR 0023).

Here nobody knows of meetings and requests; a person with three kept notes must all the same know which is of which item.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from locality.values.numbers import typed_number

Say = Callable[[HttpRequest, str, Mapping[str, Any]], str]
"""From whoever reads, the address's URL name, and its parts with what was chosen in the form: a line, or nothing. It never
holds more than the person may see now, and no pupil's name."""

Call = Callable[[HttpRequest, str, Mapping[str, Any], str, str], str]
"""From whoever reads, the address's URL name and its parts, a field and the key chosen in it ("12", "trust-7"): the label,
or nothing. It never holds more than the person may see now."""

_says: list[Say] = []
_calls: list[Call] = []
_KEY = re.compile(r"(?:[a-z_]{1,20}-)?[0-9]{1,11}", re.ASCII)
CHOSEN = ("item",)
"""Fields by which a form of a whole page says which part of it is meant."""


def say_with(say: Say) -> None:
    """Ask this function too."""
    if say not in _says:
        _says.append(say)


def call_with(call: Call) -> None:
    """Ask this function too."""
    if call not in _calls:
        _calls.append(call)


def called(request: HttpRequest, path: str, name: str, value: str) -> str:
    """What was chosen in a field of this form, such as a person; nothing where nobody can say."""
    if not _KEY.fullmatch(value):
        return ""
    if (match := _match(path)) is None:
        return ""
    said = (call(request, match.url_name or "", match.kwargs, name, value) for call in _calls)
    return next(filter(None, said), "")


def belongs_to(request: HttpRequest, path: str, fields: list[tuple[str, str]]) -> str:
    """Where this form was being sent, as the person knows it; nothing where nobody can say."""
    if (match := _match(path)) is None:
        return ""
    numbers = ((name, typed_number(text)) for name, text in fields if name in CHOSEN)
    chosen = {name: number for name, number in numbers if number is not None}
    parts = chosen | match.kwargs
    return next((said for say in _says if (said := say(request, match.url_name or "", parts))), "")


def is_of_something(path: str) -> bool:
    """Whether the address is of one thing among many, so that a form without its name says too little."""
    match = _match(path)
    return match is None or bool(match.kwargs)


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path.partition("?")[0])
    except Resolver404:
        return None
