"""Days and times as people read them."""

import re
from datetime import date, datetime, time, timedelta

from locality.values.numbers import typed_number
from locality.values.periods import Period
from locality.values.sentences import count
from locality.values.working_days import LONDON, WorkingDays, day_of

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that a day somebody types can be in."""
MOST_COUNTED = 10
"""Working days: of a day that is farther off nobody counts them."""
_IN_ORDER = re.compile(r"1[0-9]th|[023]?(?:1st|2nd|3rd|[04-9]th)", re.IGNORECASE)


def typed_year(text: str) -> int | None:
    """A year as typed, with all its 4 figures; None for anything else: 26 would be a year of the Romans."""
    return typed_number(text, 4) if len(text) == 4 else None


def typed_day(text: str) -> int | None:
    """The day of a month as typed: 1, 01, 1st; None for anything else."""
    return typed_number(text[:-2] if _IN_ORDER.fullmatch(text) else text, 4)


def typed_month(text: str) -> int | None:
    """A month as typed: its number, its name, or how the name begins; None for anything else."""
    number = typed_number(text, 4)
    if number is not None:
        return number if 1 <= number <= 12 else None
    name = text.lower().rstrip(".")
    named = [index for index, month in enumerate(MONTHS, start=1) if len(name) >= 3 and month.startswith(name)]
    return named[0] if len(named) == 1 else 9 if name == "sept" else None


def show_day(day: date) -> str:
    """ "Thursday 26 November 2026"; of a moment, its local day."""
    day = _local_day(day)
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def show_short_day(day: date) -> str:
    """ "26 Nov 2026", for tables; of a moment, its local day."""
    day = _local_day(day)
    return f"{day.day} {day:%b} {day.year}"


def show_plain_day(day: date) -> str:
    """ "26 November 2026", where the day of the week says nothing: births, and days of a register."""
    return f"{day.day} {day:%B} {day.year}"


def show_time(moment: time | datetime) -> str:
    """ "15:30"; of a moment, the local time."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(LONDON)
    return f"{moment:%H:%M}"


def show_moment(moment: datetime) -> str:
    """ "Thursday 26 November 2026 at 15:30", local time."""
    return f"{show_day(moment)} at {show_time(moment)}"


def show_months(period: Period) -> str:
    """Whole months: "September to November 2026", "December 2026 to February 2027", "May 2027"; an open one from when."""
    first, last = period.start, period.end
    if last is None:
        return f"from {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"


def show_distance(due: date, today: date, working_days: WorkingDays) -> str:
    """How far off a day is: "today", "tomorrow", "in 3 working days", "2 working days late".

    In working days always, so that of two days the later never sounds earlier. Where none lies between (a weekend, a
    holiday) it is less than one, or late and no more: "2 days late" would stand below "1 working day late" and be said of
    the later day.
    """
    if due == today:
        return "today"
    if due == today + timedelta(days=1):
        return "tomorrow"
    working = abs(working_days.count(today, due))
    days = count(working, "working day") if working else ""
    return f"in {days or 'less than 1 working day'}" if due > today else f"{days} late".lstrip()


def say_were_due(what: str, due: date, late: str) -> str:
    """Of several that are late, as a sentence; `late` is the distance: "The minutes were due on … and are 2 … late."."""
    return f"{what} were due on {show_day(due)} and are {late}."


def is_counted(due: date, today: date, working_days: WorkingDays) -> bool:
    """Whether a day is so near that a reader counts to it: at most 10 working days off, or past."""
    return due <= today or working_days.count(today, due) <= MOST_COUNTED


def show_near(due: date, today: date, working_days: WorkingDays) -> str:
    """What stands behind a day: " (in 9 working days)", " (2 working days late)"; nothing where it is far off."""
    return f" ({show_distance(due, today, working_days)})" if is_counted(due, today, working_days) else ""


def show_age(since: date, today: date, working_days: WorkingDays) -> str:
    """Since when something waits: "waiting for 3 working days, since 24 Nov 2026"."""
    if since >= today:
        return "waiting since today"
    working = working_days.count(since, today)
    for_days = f" for {count(working, 'working day')}," if working else ""
    return f"waiting{for_days} since {show_short_day(since)}"


def _local_day(day: date) -> date:
    return day_of(day) if isinstance(day, datetime) else day
