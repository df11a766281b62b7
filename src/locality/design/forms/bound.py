"""A form of a page, and its fields as they are drawn: label, hint, error, and the text exactly as it was typed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from markupsafe import Markup

from locality.design.engine import page_environment
from locality.design.forms.others import Others, draw_line, line_id
from locality.values.posted import UNSENT
from locality.values.refusals import NotPossible

Params = dict[str, Any]

NOT_SENT = "This has not been sent yet. Check it, then press the button."


class PageBoundField(BoundField):
    """A field in its form, drawn by a macro of the design system."""

    form: "PageForm"

    def render(self, *_args: Any, **_kwargs: Any) -> SafeString:
        """The whole form group: label, hint, error and input."""
        self.form.drawn.setdefault(self.name)
        component, macro, params = cast("Any", self.field).draw(self)
        template = page_environment().get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
        group = str(getattr(template.module, macro)(params)).strip()
        if options := params.get("options"):
            before, end, after = group.rpartition("</select>")
            group = f"{before}{options}{end}{after}"
        # at the end of the group: beside an input of one line, the design system would put it to the right of it
        line = str(self._others_line())
        return SafeString(f"{group.removesuffix('</div>')}{line}</div>" if line else group)

    __str__ = render
    __html__ = render

    @property
    def id(self) -> str:
        """The id of the first input."""
        return self.auto_id or self.html_name

    @property
    def error(self) -> str | None:
        """The first thing to mend, if any; one at a time is enough."""
        return str(self.errors[0]) if self.errors else None

    @property
    def wrong_part(self) -> str | None:
        """Which part of a field of several inputs is wrong (`month` of a date), where that is known."""
        errors = self.form.errors.as_data().get(self.name)
        code = errors[0].code if errors else None
        return code.removeprefix("part:") if code and code.startswith("part:") else None

    @property
    def error_href(self) -> str:
        """Where the error summary leads: the first input, or the first wrong part."""
        return f"#{cast('Any', self.field).id_of_error(self)}"

    def common(self, caption: str = "label") -> Params:
        """The parameters all macros share; `caption` is "label", or "legend" for a group of inputs."""
        field = cast("Any", self.field)
        text = str(self.label)
        if not field.required and self.form.mark_optional and field.mark_optional:
            text += " (optional)"
        heading = {
            "text": text,
            "classes": f"govuk-{'fieldset__legend' if caption == 'legend' else 'label'}--{field.label_size}",
            "isPageHeading": field.heading,
        }
        params: Params = {
            "id": self.id,
            "idPrefix": self.id,
            "name": self.html_name,
            "formGroup": {"attributes": self._group_attributes()},
        }
        params |= {"fieldset": {"legend": heading}} if caption == "legend" else {"label": heading}
        if field.help_text:
            params["hint"] = {"html" if hasattr(field.help_text, "__html__") else "text": field.help_text}
        if self.error:
            params["errorMessage"] = {"text": self.error}
        if self._others:
            params["describedBy"] = line_id(self.id)
        return params

    def marked(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes of an input, which says of itself that it is wrong."""
        return attributes | {"aria-invalid": "true"} if self.error else attributes

    @property
    def _others(self) -> Others | None:
        """What shows the writer how others read this field, where they do and the writer may know."""
        return self.form.others if cast("Any", self.field).read_by_others else None

    def _others_line(self) -> Markup:
        text = self.value()
        shown = text if isinstance(text, str) else ""
        return draw_line(self.id, self.html_name, self._others, shown) if self._others else Markup("")

    def _group_attributes(self) -> dict[str, str]:
        """What the autosave script reads: the field's name, and what a window has seen to which its text is shown."""
        attributes = {"data-field": self.html_name}
        if self.name in self.form.revisions:
            attributes["data-revision"] = self.form.revisions[self.name]
        return attributes


class PageForm(forms.Form):
    """A form of a page. Give it to the layout as `form`, and the error summary appears above the heading."""

    bound_field_class = PageBoundField
    use_required_attribute = False
    mark_optional = True  # a form of filters sets this False: there everything is optional
    others: Others | None = None
    """Set where the writer may know what is hidden from others: shown under each field that they read."""

    def __init__(self, *args: Any, revisions: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.revisions = dict(revisions or {})
        self.drawn: dict[str, None] = {}
        self._take_revealed_out_of_the_row()

    def __getitem__(self, name: str) -> PageBoundField:
        """A field as it is drawn. Raises KeyError for one the form does not have."""
        return cast("PageBoundField", super().__getitem__(name))

    def offer(self, name: str, choices: Iterable[tuple[Any, str]], *, hints: Mapping[str, str] | None = None) -> None:
        """What a list has to choose from, in order: value and label. `hints`: a line below a choice, by its value."""
        field: Any = self.fields[name]
        field.choices = list(choices)
        if hints is not None:
            field.hints = hints

    def offered(self, name: str) -> dict[str, str]:
        """What a list has to choose from now: the label of each value, in order."""
        field: Any = self.fields[name]
        return {str(value): str(label) for value, label in field.choices}

    def between(self, name: str, first: date | None = None, last: date | None = None) -> None:
        """The first and the last day that a date may be; None where there is no end to that side."""
        field: Any = self.fields[name]
        field.not_before, field.not_after = first, last

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, unless something is said of it already: one at a time is enough."""
        if name not in self.errors:
            self.add_error(name, sentence)

    @contextmanager
    def refusals(self, field: str = "", **called: str) -> Iterator[None]:
        """What an action refuses inside is said here: at the field that it names, or at `field`, or above the form.

        `called`: what the form calls an argument of the action, where it has another name for it.
        What follows the action inside stands for the case that it is done, the answer to the browser with it.
        """
        try:
            yield
        except NotPossible as refusal:
            named = called.get(refusal.field, refusal.field)
            self.add_error(named if named in self.fields else field or None, refusal.sentence)
        except ValidationError as refusal:
            for named, errors in getattr(refusal, "error_dict", {"": [refusal]}).items():
                self.add_error(named if named in self.fields else field or None, errors)

    def full_clean(self) -> None:
        """Refuse what is only to be shown again (`UNSENT`)."""
        super().full_clean()
        if self.is_bound and UNSENT in self.data:
            self.add_error(None, NOT_SENT)

    def _take_revealed_out_of_the_row(self) -> None:
        """Note which fields are drawn inside the choice that reveals them."""
        self.revealed: set[str] = {
            name for field in self.fields.values() for name in getattr(field, "reveals", {}).values()
        }

    def _clean_fields(self) -> None:
        """Read every field; then leave out what belongs to another choice, and ask for what the chosen one needs.

        So what is not on the page of one who chose cannot be refused, and all that is wrong is said at once.
        """
        super()._clean_fields()  # type: ignore[misc]  # Django's stubs leave it out
        for name, field in self.fields.items():
            only_when = getattr(field, "only_when", "")
            if not only_when:
                continue
            if not self._is_chosen(only_when):
                self.errors.pop(name, None)
                self.cleaned_data[name] = field.clean(None)
            elif not self.cleaned_data.get(name) and name not in self.errors and cast("Any", field).needed:
                self.add_error(name, cast("Any", field).needed)

    def _is_chosen(self, only_when: str) -> bool:
        choice, _, values = only_when.partition("=")
        return self.cleaned_data.get(choice) in values.split()

    def render_fields(self, *names: str) -> Markup:
        """All fields, or those named, in the order of the form."""
        wanted = names or tuple(name for name in self.fields if name not in self.revealed)
        return Markup("\n").join(Markup(self[name].render()) for name in wanted)  # noqa: S704 - drawn by escaping macros

    @property
    def error_list(self) -> list[dict[str, str]]:
        """The error summary: each sentence with the address of the input to mend.

        In the order of the page, as far as it is drawn; then in that of the form.
        """
        summary = [{"text": str(error)} for error in self.non_field_errors()]
        drawn = [name for name in self.drawn if name in self.fields]
        for name in dict.fromkeys([*drawn, *self.fields]):
            bound = self[name]
            if bound.error:
                summary.append({"text": bound.error, "href": bound.error_href})
        return summary
