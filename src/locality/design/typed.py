"""What a person typed into a form that had no effect, as they read it: each text with its label.

The view is asked for its forms; a field that none of them knows is called by its name. Files can't be given back.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import Field
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import options_of
from locality.design.forms.fields import as_shown
from locality.values.posted import KEPT, TYPED_BY, UNSENT

View = Callable[..., Any]
Fields = Iterable[tuple[str, str]]
Called = Callable[[str, str], str]
"""From a field's name and a value of it: its label, or nothing."""

_MACHINE = frozenset(
    {"csrfmiddlewaretoken", "form_key", TYPED_BY, KEPT, "seen", "then", "next", "fields", "sent", "conflict", UNSENT}
)
_SECRET = re.compile("password|^code$")
_PARTS = ("-day", "-month", "-year")
_NUMBERS = re.compile(r"\W?\d+\W?|[-_.]")


@dataclass(frozen=True)
class Typed:
    """A text, and what it answers."""

    label: str
    text: str


def typed_in(request: HttpRequest, form: PageForm | None = None) -> list[Typed]:
    """What this form brought; nothing where it can't be read. Passwords and codes are not shown again.

    `form`: the very form, where the view has it: it knows what its lists offered, such as people.
    """
    if request.method != "POST":
        return []
    try:
        fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except Exception:
        return []
    return typed_of(fields, request.resolver_match.func if request.resolver_match else None, form)


def typed_of(
    fields: Fields, view: View | None, form: PageForm | None = None, *, called: Called = lambda *_: ""
) -> list[Typed]:
    """The same of fields and the view that they were sent to. `called`: what a value is called that a list offered once."""
    by_name: dict[str, list[str]] = {}
    for name, value in fields:
        if not (name in _MACHINE or name.startswith(("revision-", "sent-")) or _SECRET.search(name)) and value.strip():
            by_name.setdefault(_whole(name), []).append(as_shown(value))
    forms = sorted(_forms_of(view), key=lambda form: -len(form.base_fields.keys() & by_name.keys()))
    asked = [*([form.fields] if form else []), *(each.base_fields for each in forms)]
    found = (_typed(name, values, asked, called) for name, values in by_name.items())
    return [each for each in found if each is not None]


def view_of(path: str) -> View | None:
    """The view of an address of this site."""
    try:
        return resolve(path.partition("?")[0]).func
    except Resolver404:
        return None


def has_form(view: View | None, fields: Fields) -> bool:
    """Whether a form of the view's asks for one of these fields, so that it can show them again."""
    names = {_whole(name) for name, _ in fields}
    return any(form.base_fields.keys() & names for form in _forms_of(view))


def _whole(name: str) -> str:
    """A date comes in three parts."""
    return next((name.removesuffix(part) for part in _PARTS if name.endswith(part)), name)


def _forms_of(view: View | None) -> list[type[PageForm]]:
    """The forms that the view's module uses."""
    module = sys.modules.get(inspect.unwrap(view).__module__) if view else None
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, PageForm) and each is not PageForm
    ] if module else []  # fmt: skip


def _typed(name: str, values: list[str], asked: list[dict[str, Field]], called: Called) -> Typed | None:
    field: Any = next((fields[name] for fields in asked if name in fields), None)
    if field is None:
        text = " ".join(values)
        return None if text.isdecimal() else Typed(_words(_NUMBERS.sub(" ", name)) or "Your text", text)
    options = options_of(field)
    if options is None:
        return Typed(str(field.label), " ".join(values))
    labels = (options.get(value) or called(name, value) or _word(value) for value in values)
    chosen = [label for label in labels if label]
    return Typed(str(field.label), ", ".join(chosen)) if chosen else None


def _word(value: str) -> str:
    """A value of the code as words; a number says nothing to anybody."""
    return "" if value.isdecimal() else _words(value)


def _words(name: str) -> str:
    """A name of the code, as words."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
