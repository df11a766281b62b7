"""The forms of a page as a browser sees them: their controls, what stands in each, and what is sent."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

OWN = frozenset({"csrfmiddlewaretoken", "form_key", "typed_by", "kept", "unsent"})
"""Fields of the machinery, which has tests of its own."""
TYPED = frozenset({"text", "search", "email", "tel", "url", "password", "textarea"})
CHOSEN = frozenset({"radio", "checkbox", "select"})


@dataclass
class Control:
    """All inputs of one name."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    """What is sent if nobody touches it."""
    options: list[str] = field(default_factory=list)
    """What can be chosen."""
    figures: str = ""
    """`numeric` or `decimal`, where the browser is asked for such a keyboard."""

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED

    @property
    def part_of_day(self) -> str:
        """`day`, `month` or `year`, where this is an input of a date."""
        return next((part for part in ("day", "month", "year") if self.name.endswith(f"-{part}")), "")


@dataclass
class Form:
    """One form."""

    id: str
    """Template and place: see `forms_named` in `test_every_form.py`."""
    method: str
    address: str
    is_multipart: bool
    comes_back: bool
    """The browser's Back shows again what was typed."""
    controls: dict[str, Control]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.controls)

    @property
    def path(self) -> str:
        return urlsplit(self.address).path


def forms_of(answer: Any) -> list[Form]:
    """Every form of a page, whether it is sent here or elsewhere."""
    request = answer.request
    query = request.get("QUERY_STRING", "")
    address = request["PATH_INFO"] + (f"?{query}" if query else "")
    return [_form(form, address) for form in _document(answer).forms]


def errors(answer: Any) -> list[str]:
    """The sentences of the error summary."""
    found = _document(answer).xpath(_with_class("govuk-error-summary__list") + "/li")
    return [text for item in found if (text := " ".join(item.text_content().split()))]


def warnings(answer: Any) -> list[str]:
    """What a page asks one to read before one goes on with what is filled in rightly."""
    return [" ".join(item.text_content().split()) for item in _document(answer).xpath("//*[@id='warnings']//li")]


def heading(answer: Any) -> str:
    found = _document(answer).xpath("//h1")
    return " ".join(found[0].text_content().split()) if found else ""


def _document(answer: Any) -> Any:
    return html.document_fromstring(answer.content.decode() or "<html></html>")


def _with_class(name: str) -> str:
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def _form(form: Any, address: str) -> Form:
    controls: dict[str, Control] = {}
    for element in form.xpath(".//input|.//textarea|.//select|.//button"):
        name = element.get("name")
        if name and name not in OWN:
            _add(controls, name, element)
    return Form(
        id=form.get("data-form", ""),
        method=(form.get("method") or "get").lower(),
        address=urljoin(address, form.get("action") or address).partition("#")[0],
        is_multipart=form.get("enctype") == "multipart/form-data",
        comes_back=form.get("autocomplete") != "off"
        and any(control.is_typed or control.kind in CHOSEN | {"file"} for control in controls.values()),
        controls=controls,
    )


def _add(controls: dict[str, Control], name: str, element: Any) -> None:
    kind = element.tag if element.tag != "input" else (element.get("type") or "text").lower()
    control = controls.setdefault(name, Control(name, kind, figures=element.get("inputmode") or ""))
    if kind == "textarea":
        control.values.append((element.text or "").removeprefix("\n"))
    elif kind == "select":
        control.options = [option.get("value", option.text) for option in element.xpath(".//option")]
        chosen = element.xpath(".//option[@selected]")
        control.values = [option.get("value", option.text) for option in chosen] or control.options[:1]
    elif kind in {"radio", "checkbox"}:
        control.options.append(element.get("value", "on"))
        if element.get("checked") is not None:
            control.values.append(element.get("value", "on"))
    elif kind in {"button", "submit"}:
        control.options.append(element.get("value", ""))
        control.values = control.options[:1]  # the first button is the one that the Enter key presses
    elif kind != "file":
        control.values.append(element.get("value", ""))
