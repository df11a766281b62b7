"""What a person typed into a form that had no effect, as they read it: each text with its label.

The view is asked for its forms; a field that none of them knows is called by its name. Files can't be given back.
"""

import inspect
import re
import sys
from collections.abc import Callable, Container, Iterable, Mapping, Set
from dataclasses import dataclass, field, is_dataclass
from types import CodeType
from typing import Any, TypeGuard

from django.forms import Field
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import options_of
from locality.design.forms.fields import UNNAMED, LongText, as_shown
from locality.values.posted import KEPT, TYPED_BY, UNSENT

View = Callable[..., Any]
Fields = Iterable[tuple[str, str]]
Called = Callable[[str, str], str]
"""From a field's name and a value of it: its label, or nothing."""

_MACHINE = frozenset(
    {
        "csrfmiddlewaretoken",
        "form_key",
        TYPED_BY,
        KEPT,
        "seen",
        "shown",
        "then",
        "next",
        "fields",
        "sent",
        "conflict",
        UNSENT,
    }
)
_MARKS = ("revision-", "sent-", "seen-")
ROW = "row"
"""The field as which the number of a table's row is asked: the 12 of "minutes-12"."""
_OF_A_ROW = re.compile(r"[a-z_]+-(\d+)")
"""A field of a table's row: minutes-12."""
_IN_A_LIST = re.compile(r"\A[a-z]+\.\d+\.")
"""With what an answer of a list begins: pupil.3.name is the name that a pupil's page asks for."""
_SECRET = re.compile("password|^code$")
_PARTS = ("-day", "-month", "-year")
_KEY = re.compile(r"(?:[a-z_]+-)?\d+")
"""A choice that only the view can name: 12, school-7."""
_NUMBERS = re.compile(r"\W?\d+\W?|[-_.]")


@dataclass(frozen=True)
class Typed:
    """A text, and what it answers."""

    label: str
    text: str
    said: int = field(default=1, compare=False)
    """How many of the answer's values the text says."""


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
    return [each for _, _, each in _read(fields, view, form, called) if each is not None]


def is_all_said(
    fields: Fields, view: View | None, *, called: Called = lambda *_: "", known: Container[str] = ()
) -> bool:
    """Whether `typed_of` says every answer: not where the view alone knows what a choice is called, as with places.

    `known`: names of choices that are said elsewhere.
    """
    read = _read(fields, view, None, called)
    return all(name in known or (each is not None and len(values) == each.said) for name, values, each in read)


def _read(
    fields: Fields, view: View | None, form: PageForm | None, called: Called
) -> list[tuple[str, list[str], Typed | None]]:
    """Each answer by its name, with how it reads."""
    by_name: dict[str, list[str]] = {}
    for name, value in fields:
        if not (name in _MACHINE or name.startswith(_MARKS) or _SECRET.search(name)) and value.strip():
            by_name.setdefault(_whole(name), []).append(as_shown(value))
    forms = _likeliest(view, by_name.keys())
    asked = [*([form.fields] if form else []), *(each.base_fields for each in forms)]
    return [
        (name, values, _typed(name, values, asked, called))
        for name, values in by_name.items()
        if not _is_of_another_choice(name, asked, by_name)
    ]


def _is_of_another_choice(name: str, asked: list[dict[str, Field]], by_name: Mapping[str, list[str]]) -> bool:
    """Whether an answer belongs to a choice that was not made, as the days of a support that was declined: nobody meant
    it. What was written at length is shown all the same: it is somebody's work."""
    of_it = next((fields[name] for fields in asked if name in fields), None)
    choice, _, values = str(getattr(of_it, "only_when", "")).partition("=")
    return bool(choice) and not isinstance(of_it, LongText) and set(values.split()).isdisjoint(by_name.get(choice, ()))


def view_of(path: str) -> View | None:
    """The view of an address of this site."""
    try:
        return resolve(path.partition("?")[0]).func
    except Resolver404:
        return None


def page_of(path: str) -> str:
    """The address of the page that a form stands on: its own, or that of the thing it does something to.

    "/payments/advances/4/gather/" takes forms alone; who opens it would meet an empty page.
    """
    place = path.partition("?")[0]
    while place.strip("/"):
        if (view := view_of(place)) and _takes_get(view):
            return path if place == path.partition("?")[0] else place
        place = place.rstrip("/").rpartition("/")[0] + "/"
    return "/"


def _takes_get(view: View) -> bool:
    """Whether no `require_POST` around a view refuses GET."""
    while True:
        allowed = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if allowed and "GET" not in allowed:
            return False
        if not hasattr(view, "__wrapped__"):
            return True
        view = view.__wrapped__


def has_form(view: View | None, fields: Fields) -> bool:
    """Whether a form of the view's asks for one of these fields, so that it can show them again."""
    names = {_whole(name) for name, _ in fields}
    return any(form.base_fields.keys() & names for form in _forms_of(view))


def _whole(name: str) -> str:
    """A date comes in three parts."""
    return next((name.removesuffix(part) for part in _PARTS if name.endswith(part)), name)


def _forms_of(view: View | None) -> list[type[PageForm]]:
    """The forms that a view uses, itself or through the functions of its module: not those of its neighbours there."""
    if view is None:
        return []
    inner = inspect.unwrap(view)
    known = vars(sys.modules[inner.__module__])
    reached, forms, open_codes = set[str](), list[type[PageForm]](), [inner.__code__]
    while open_codes:
        code = open_codes.pop()
        open_codes += [each for each in code.co_consts if isinstance(each, CodeType)]
        for name in code.co_names:
            if name in reached or name not in known:
                continue
            reached.add(name)
            thing = known[name]
            forms += [each for each in (thing, *_held_by(thing)) if _is_form(each)]
            if inspect.isfunction(thing) and thing.__module__ == inner.__module__:
                open_codes.append(inspect.unwrap(thing).__code__)
    return forms


def _held_by(thing: object) -> Iterable[object]:
    """What a description of pages holds, such as the form of its rows, or a list of forms by their names."""
    if isinstance(thing, dict):
        return thing.values()
    return vars(thing).values() if is_dataclass(thing) and not isinstance(thing, type) else ()


def _is_form(thing: object) -> TypeGuard[type[PageForm]]:
    return isinstance(thing, type) and issubclass(thing, PageForm) and thing is not PageForm


def _likeliest(view: View | None, names: Set[str]) -> list[type[PageForm]]:
    """The view's forms, the one first that asks for most of these fields, and for least beside them."""
    return sorted(_forms_of(view), key=lambda form: (-len(form.base_fields.keys() & names), len(form.base_fields)))


def _typed(name: str, values: list[str], asked: list[dict[str, Field]], called: Called) -> Typed | None:
    own = _IN_A_LIST.sub("", name)
    of_it: Any = next((fields[own] for fields in asked if own in fields), None)
    if of_it is None:
        row = _OF_A_ROW.fullmatch(name)
        texts = [called(name, value) or value for value in values]
        label = _words(_NUMBERS.sub(" ", name)) or "Your text"
        is_chosen = any(each.isdecimal() for each in texts) and not row
        if row and (of_row := called(ROW, row[1])):
            label = f"{label}, {of_row[:1].lower()}{of_row[1:]}"
        return None if is_chosen else Typed(label, ", ".join(texts), said=len(values))
    options = options_of(of_it)
    if options is None:
        label = of_it.noun if of_it.label == UNNAMED else of_it.label
        return Typed(str(label), " ".join(values), said=len(values))
    labels = (options.get(value) or called(name, value) or _word(value) for value in values)
    chosen = [label for label in labels if label]
    return Typed(str(of_it.label), ", ".join(chosen), said=len(chosen)) if chosen else None


def _word(value: str) -> str:
    """A value of the code as words; a number, and the key of a place, say nothing to anybody."""
    return "" if _KEY.fullmatch(value) else _words(value)


def _words(name: str) -> str:
    """A name of the code, as words."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
