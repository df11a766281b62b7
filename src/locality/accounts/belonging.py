"""What a kept form belongs to, in a line: upper apps say so once, in their `AppConfig.ready` (ADR 0023).

Here nobody knows of meetings and requests; a person with three kept notes must all the same know which is of which item.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

Say = Callable[[HttpRequest, str, Mapping[str, Any]], str]
"""From whoever reads, the address's URL name, and its parts with what was chosen in the form: a line, or nothing. It never
holds more than the person may see now, and no pupil's name."""

_says: list[Say] = []
CHOSEN = ("item",)
"""Fields by which a form of a whole page says which part of it is meant."""


def say_with(say: Say) -> None:
    """Ask this function too."""
    if say not in _says:
        _says.append(say)


def belongs_to(request: HttpRequest, path: str, fields: list[tuple[str, str]]) -> str:
    """Where this form was being sent, as the person knows it; nothing where nobody can say."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return ""
    chosen = {name: int(text) for name, text in fields if name in CHOSEN and text.isdecimal() and len(text) < 12}
    parts = chosen | match.kwargs
    return next((said for say in _says if (said := say(request, match.url_name or "", parts))), "")


def is_of_something(path: str) -> bool:
    """Whether the address is of one thing among many, so that a form without its name says too little."""
    try:
        return bool(resolve(path.partition("?")[0]).kwargs)
    except Resolver404:
        return True
