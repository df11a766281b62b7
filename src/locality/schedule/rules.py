"""Which dates a year of monthly meetings can have: pure, knows no database (PRE-1, FRQ-1)."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from locality.values.dates import show_day
from locality.values.periods import Period
from locality.values.refusals import Refusal
from locality.values.working_days import WorkingDays

FEWEST = 10
"""Meetings a community should have in a school year (FRQ-1)."""

LAST = 5
ORDINALS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", LAST: "Last"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True)
class Pattern:
    """Such as the second Tuesday: `ordinal` 1 to 4, or 5 for the last; `weekday` 0 for Monday to 4 for Friday."""

    ordinal: int
    weekday: int

    def __str__(self) -> str:
        return f"{ORDINALS[self.ordinal].lower()} {WEEKDAYS[self.weekday]}"

    def day_in(self, year: int, month: int) -> date:
        """The pattern's day of a month."""
        days = _weekdays(year, month, self.weekday)
        return days[-1] if self.ordinal == LAST else days[self.ordinal - 1]


@dataclass(frozen=True)
class Proposal:
    """A month's date, or None where the month has none; `why` says what differs from the pattern."""

    month: date
    day: date | None
    why: str = ""


def why_not_so(starts: time | None, ends: time | None, venue: str, link: str) -> list[Refusal]:
    """What is wrong with when and where a meeting is: it ends after it starts, and people know where to go."""
    found = []
    if starts and ends and ends <= starts:
        found.append(Refusal("Enter an end time that is after the start time", "ends"))
    if not venue and not link:
        found.append(Refusal("Enter a venue, or a link to join online", "venue"))
    return found


def why_not_day(day: date, today: date) -> Refusal | None:
    """A meeting is planned for a day that is still to come, or today."""
    return Refusal("Enter a date that is today or later", "day") if day < today else None


def propose(
    pattern: Pattern, terms: Sequence[Period], calendar_of: WorkingDays, clashes: Mapping[date, Sequence[str]]
) -> list[Proposal]:
    """One date a month from the first day of the first term to the last of the last.

    A date lies in a term and on a working day, and not on one of `clashes` (day → who is elsewhere) if the month has
    another. Where the pattern's own day won't do, the nearest day of the same weekday is taken, then the nearest of any.
    """
    if not terms:
        return []
    first, last = terms[0].start, max(term.end or term.start for term in terms)
    return [_for_month(pattern, month, terms, calendar_of, clashes) for month in _months(first, last)]


def _for_month(
    pattern: Pattern,
    month: date,
    terms: Sequence[Period],
    calendar_of: WorkingDays,
    clashes: Mapping[date, Sequence[str]],
) -> Proposal:
    wanted = pattern.day_in(month.year, month.month)
    obstacle = why_not_on(wanted, terms, calendar_of, clashes)
    if obstacle is None:
        return Proposal(month, wanted)

    def nearest(against: Mapping[date, Sequence[str]]) -> date | None:
        possible = [day for day in _days(month) if why_not_on(day, terms, calendar_of, against) is None]
        return min(
            possible, key=lambda day: (day.weekday() != pattern.weekday, abs((day - wanted).days), day), default=None
        )

    if free := nearest(clashes):
        return Proposal(month, free, f"Not {show_day(wanted)}: {obstacle}")
    if (best := nearest({})) is not None:
        return Proposal(month, best, ". ".join(clashes.get(best, ())))
    return Proposal(month, None, "The month has no working day in a term")


def why_not_on(
    day: date,
    terms: Sequence[Period],
    calendar_of: WorkingDays,
    clashes: Mapping[date, Sequence[str]],
    named: Mapping[date, str] | None = None,
) -> str | None:
    """What speaks against a meeting on a day, in words; None where nothing does. `named`: what days off are called."""
    if named and day in named:
        return named[day]
    if not any(term.contains(day) for term in terms):
        return "outside the school terms"
    if not calendar_of.is_working(day):
        return {5: "a Saturday", 6: "a Sunday"}.get(day.weekday(), "a bank holiday or closure day")
    if clashes.get(day):
        return ". ".join(clashes[day])
    return None


def holidays_in(start: date, end: date, terms: Sequence[Period], calendar_of: WorkingDays) -> str:
    """What a window of days spans, for a warning: "" where it lies inside one term without a bank holiday."""
    days = [start + timedelta(days=offset) for offset in range(max(0, (end - start).days) + 1)]
    weekdays = [day for day in days if day.weekday() in range(5)]
    if any(not any(term.contains(day) for term in terms) for day in weekdays):
        return "school holidays"
    if any(not calendar_of.is_working(day) for day in weekdays):
        return "a bank holiday or closure day"
    return ""


def _days(month: date) -> Iterable[date]:
    length = calendar.monthrange(month.year, month.month)[1]
    return (month.replace(day=number) for number in range(1, length + 1))


def _weekdays(year: int, month: int, weekday: int) -> list[date]:
    return [day for day in _days(date(year, month, 1)) if day.weekday() == weekday]


def _months(first: date, last: date) -> list[date]:
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found
