"""Dates and times of day."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms

from locality.design.forms.bound import PageBoundField
from locality.design.forms.fields import Asked, Drawn, as_shown
from locality.values.dates import FIRST_YEAR, LAST_YEAR, MONTHS, show_day, typed_day, typed_month, typed_year
from locality.values.typed import figures

PARTS = ("day", "month", "year")
LONGEST_PART = 20


class DayWidget(forms.Widget):
    """Reads the three inputs of a date."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[Any, ...]:  # noqa: ARG002
        """What was typed as day, month and year."""
        return tuple(data.get(f"{name}-{part}", "") for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        """Whether the form had no such field."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """The first input."""
        return f"{id_}-day"


class Day(Asked):
    """A date in three inputs; the month may be a number or a name.

    not_before, not_after: the first and last day allowed. birthday: adds the browser's own completion.
    """

    widget = DayWidget

    def __init__(self, *, not_before: date | None = None, not_after: date | None = None, **kwargs: Any) -> None:
        self.not_before = not_before
        self.not_after = not_after
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """The date, or a sentence about the first part that is wrong."""
        typed = self._typed(value)
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if len(missing) == len(PARTS):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if missing:
            words = " and ".join("a " + part for part in missing)
            raise self._wrong(missing[0], f"{self.noun} must include {words}")
        found = self._date(typed)
        self._check_limits(found)
        return found

    def _typed(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        if value is None:
            return ["", "", ""]
        if not isinstance(value, tuple | list) or len(value) != len(PARTS):
            raise self._wrong("day", f"{self.noun} must be a real date, like 27 3 2027")
        texts = []
        for part, text in zip(PARTS, value, strict=True):
            cleaned = figures(str(text if text is not None else "")) if isinstance(text, str | int | None) else None
            if cleaned is None or len(cleaned) > LONGEST_PART:
                raise self._wrong(part, f"{self.noun} must be a real date, like 27 3 2027. Check the {part}.")
            texts.append(cleaned)
        return texts

    def _date(self, typed: list[str]) -> date:
        day = typed_day(typed[0])
        month = typed_month(typed[1])
        year = typed_year(typed[2])
        if day is None or not 1 <= day <= 31:
            raise self._wrong("day", f"{self.noun} must have a day from 1 to 31")
        if month is None:
            raise self._wrong("month", f"{self.noun} must have a month from 1 to 12, or its name")
        if year is None:
            raise self._wrong("year", f"{self.noun} must have a year of 4 digits, like 2027")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self._wrong("year", f"{self.noun} must have a year from {FIRST_YEAR} to {LAST_YEAR}")
        try:
            return date(year, month, day)
        except ValueError as error:
            name = MONTHS[month - 1].title()
            raise self._wrong("day", f"{self.noun} must be a real date: {name} {year} has no day {day}") from error

    def _check_limits(self, found: date) -> None:
        if self.not_before and found < self.not_before:
            raise self._wrong("day", f"{self.noun} must be on or after {show_day(self.not_before)}")
        if self.not_after and found > self.not_after:
            raise self._wrong("day", f"{self.noun} must be on or before {show_day(self.not_after)}")

    def _wrong(self, part: str, sentence: str) -> forms.ValidationError:
        return forms.ValidationError(sentence, code=f"part:{part}")

    def id_of_error(self, bound: PageBoundField) -> str:
        """The first wrong part."""
        return f"{bound.id}-{bound.wrong_part or 'day'}"

    def draw(self, bound: PageBoundField) -> Drawn:
        """Three inputs; the wrong one is marked, all of them when the date as a whole is wrong."""
        value = bound.value()
        typed = (value.day, value.month, value.year) if isinstance(value, date) else value or ("", "", "")
        items = [
            {
                "name": part,
                "value": as_shown(text),
                "inputmode": "text" if part == "month" else "numeric",
                "classes": f"govuk-input--width-{4 if part == 'year' else 2 if part == 'day' else 5}"
                + (" govuk-input--error" if bound.error and bound.wrong_part in (None, part) else ""),
                "autocomplete": self.attributes.get(f"autocomplete-{part}"),
                "attributes": {"aria-invalid": "true"} if bound.error and bound.wrong_part in (None, part) else {},
            }
            for part, text in zip(PARTS, typed, strict=True)
        ]
        params = bound.common("legend") | {"items": items, "namePrefix": bound.html_name}
        return "date-input", "govukDateInput", params


class TimeOfDay(Asked):
    """A time in one input: 15:30, 3:30pm, 3pm."""

    widget = forms.TextInput

    def to_python(self, value: object) -> Any:
        """The time; hours without am or pm count from midnight."""
        if value is None or value == "":
            return None
        if isinstance(value, time):
            return value
        text = figures(value).lower() if isinstance(value, str) else "?"
        if not text:
            return None
        if text in ("midday", "noon"):
            return time(12)
        found = len(text) <= LONGEST_PART and re.fullmatch(
            r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*([ap])?\.?(?:m\.?)?", text
        )
        hours = _hours(int(found[1]), found[3]) if found and (found[2] or found[3]) else None
        minutes = int(found[2] or 0) if found else 60
        if hours is None or minutes > 59:
            raise self.refuse(f"{self.noun} must be a time, like 15:30 or 3:30pm")
        return time(hours, minutes)

    def prepare_value(self, value: Any) -> Any:
        """A time as people write it."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def draw(self, bound: PageBoundField) -> Drawn:
        """A short input of text."""
        params = bound.common() | {
            "value": as_shown(bound.value()),
            "classes": "govuk-input--width-5",
            "attributes": bound.marked(self.attributes),
            "spellcheck": False,
        }
        return "input", "govukInput", params


def _hours(hours: int, half: str | None) -> int | None:
    if half is None:
        return hours if hours <= 23 else None
    if not 1 <= hours <= 12:
        return None
    return hours % 12 + (12 if half == "p" else 0)
