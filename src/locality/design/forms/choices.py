"""Fields a person chooses from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from django import forms
from markupsafe import Markup, escape

from locality.design.forms.bound import PageBoundField, Params
from locality.design.forms.fields import UNNAMED, Asked, Drawn, as_shown

Option = tuple[Any, str]
Options = Iterable[Option] | Callable[[], Iterable[Option]]


def options_of(field: forms.Field) -> dict[str, str] | None:
    """The label of each value a field offers, none where its form fills them in later; None for one that is typed into."""
    offered = getattr(field, "choices", None)
    return None if offered is None else {str(value): str(label) for value, label in offered}


class _OneOf(Asked, forms.ChoiceField):
    """One of several values."""

    nothing = "Select an answer"

    def __init__(self, *, choices: Options = (), hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.hints = hints or {}
        super().__init__(choices=choices, **kwargs)

    def to_python(self, value: object) -> Any:
        """The value chosen, as text."""
        if value is None or value == "":
            return ""
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise self._not_offered()
        return str(value)

    def validate(self, value: Any) -> None:
        """Refuse what was not offered."""
        if self.required and value in self.empty_values:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if value and not self.valid_value(value):
            raise self._not_offered()

    def _not_offered(self) -> forms.ValidationError:
        given = f"The answer to “{self.label}”" if self.noun == UNNAMED else self.noun
        return self.refuse(f"{given} is not one of the choices. Select one of them.", "invalid_choice")

    def refuse(self, sentence: str, code: str = "invalid") -> forms.ValidationError:
        """Our sentence, never the framework's."""
        return forms.ValidationError(sentence, code=code)

    def options(self) -> list[Option]:
        """Value and label of each choice, in order."""
        return [(str(value), str(label)) for value, label in cast("Iterable[Option]", self.choices)]


class Choice(_OneOf):
    """One of a few, as radio buttons.

    hints: a line below a choice, by its value. reveals: the name of the field that a choice opens, by its value.
    inline: side by side (for yes and no).
    """

    widget = forms.RadioSelect

    def __init__(
        self, *, reveals: Mapping[str, str] | None = None, inline: bool = False, divider_before: str = "", **kwargs: Any
    ) -> None:
        self.reveals = reveals or {}
        self.inline = inline
        self.divider_before = divider_before
        super().__init__(**kwargs)

    def draw(self, bound: PageBoundField) -> Drawn:
        """A group of radio buttons."""
        chosen = as_shown(bound.value())
        items = draw_options(self, bound, {chosen} if chosen else set())
        params = bound.common("legend") | {
            "items": items,
            "classes": "govuk-radios--inline" if self.inline else "",
            "attributes": self.attributes,
        }
        return "radios", "govukRadios", params


class Pick(_OneOf):
    """One of many, as a drop-down list."""

    widget = forms.Select

    def __init__(self, *, placeholder: str = "", **kwargs: Any) -> None:
        self.placeholder = placeholder
        super().__init__(**kwargs)

    @property
    def first_option(self) -> str:
        """What stands in the list before anything is chosen: the sentence of the error where nothing was."""
        asked = str(self.error_messages["required"])
        return self.placeholder or (asked if asked.startswith("Select ") else "Select an answer")

    def draw(self, bound: PageBoundField) -> Drawn:
        """A drop-down list that starts with nothing chosen, and asks for it as the error does."""
        chosen = as_shown(bound.value())
        options = self.options()
        if not any(value == "" for value, _ in options):
            options.insert(0, ("", self.first_option))
        # of hundreds, the macro of the design system would take longer than all the rest of a page
        drawn = (
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
            for value, label in options
        )
        given = {"attributes": bound.marked(self.attributes), "options": "\n".join(drawn)}
        return "select", "govukSelect", bound.common() | given


class Many(Asked, forms.MultipleChoiceField):
    """Any number of several, as checkboxes."""

    widget = forms.CheckboxSelectMultiple
    nothing = "Select an answer"

    def __init__(
        self,
        *,
        choices: Options = (),
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.hints = hints or {}
        self.reveals = reveals or {}
        super().__init__(choices=choices, **kwargs)

    def to_python(self, value: object) -> Any:
        """The values chosen, as texts, each once."""
        if not value:
            return []
        if not isinstance(value, list | tuple) or not all(isinstance(one, str | int) for one in value):
            raise self._not_offered()
        return list(dict.fromkeys(str(one) for one in value))

    def validate(self, value: Any) -> None:
        """Refuse what was not offered."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if not all(self.valid_value(one) for one in value):
            raise self._not_offered()

    def _not_offered(self) -> forms.ValidationError:
        return forms.ValidationError(
            f"{self.noun}: one of your answers is not one of the choices. Select again.", code="invalid_choice"
        )

    def options(self) -> list[Option]:
        """Value and label of each choice, in order."""
        return [(str(value), str(label)) for value, label in cast("Iterable[Option]", self.choices)]

    def draw(self, bound: PageBoundField) -> Drawn:
        """A group of checkboxes."""
        given = bound.value() or []
        chosen = {as_shown(one) for one in (given if isinstance(given, list | tuple | set) else [given])}
        params = bound.common("legend") | {"items": draw_options(self, bound, chosen), "attributes": self.attributes}
        return "checkboxes", "govukCheckboxes", params


class Confirm(Asked, forms.BooleanField):
    """One checkbox, to be ticked."""

    widget = forms.CheckboxInput
    mark_optional = False
    nothing = "Tick the box to go on"

    def draw(self, bound: PageBoundField) -> Drawn:
        """A checkbox with the sentence that is confirmed."""
        params = bound.common()
        label = params.pop("label")
        item: Params = {"value": "on", "text": label["text"], "checked": bool(bound.value())}
        if "hint" in params:
            item["hint"] = params.pop("hint")
        return "checkboxes", "govukCheckboxes", params | {"items": [item], "attributes": self.attributes}


def draw_options(field: Choice | Many, bound: PageBoundField, chosen: set[str]) -> list[Params]:
    """The choices, each with its hint and the field it opens."""
    items: list[Params] = []
    for value, label in field.options():
        if getattr(field, "divider_before", "") == value and value:
            items.append({"divider": "or"})
        item: Params = {"value": value, "text": label, "checked": value in chosen}
        if value in field.hints:
            item["hint"] = {"text": field.hints[value]}
        if value in field.reveals:
            item["conditional"] = {"html": Markup(bound.form[field.reveals[value]].render())}  # noqa: S704 - drawn by macros
        items.append(item)
    return items
