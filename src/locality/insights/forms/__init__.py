"""What can be asked of figures; all of it may be in an address, for it holds no personal data."""

from datetime import date, timedelta
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.days import Day

LONGEST_PERIOD = timedelta(days=800)
USUAL_PERIOD = timedelta(days=90)


class DayForm(PageForm):
    """The day of a balance sheet."""

    on = Day(
        label="Day of the balance sheet",
        noun="The day",
        empty="Enter the day of the balance sheet",
        hint="For example, 31 8 2026",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("on", last=today)

    def day(self, today: date) -> date:
        """The day asked for; today where none was, or none that can be."""
        if not self.is_bound or not self.is_valid():
            return today
        asked: date = self.cleaned_data["on"]
        return asked


class PeriodForm(PageForm):
    """From one day to another, both included."""

    start = Day(label="First day", noun="The first day", empty="Enter the first day of the period")
    end = Day(label="Last day", noun="The last day", empty="Enter the last day of the period")

    def clean(self) -> dict[str, Any]:
        """The period has an order, and an end that a page can count."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("start"), given.get("end")
        if start and end and end < start:
            self.add_error("end", "The last day must be the same as or after the first day")
        elif start and end and end - start > LONGEST_PERIOD:
            self.add_error(
                "end", "The period must be 2 years or shorter. Enter a later first day or an earlier last day"
            )
        return given

    def period(self, today: date) -> tuple[date, date]:
        """The days asked for; the last three months where none were, or none that can be."""
        if not self.is_bound or not self.is_valid():
            return today - USUAL_PERIOD, today
        return self.cleaned_data["start"], self.cleaned_data["end"]


def asked_for(query: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The address's parameters, where any part of a date of this name is among them: a form of GET is bound only then."""
    return query if any(f"{name}-{part}" in query for part in ("day", "month", "year")) else None
