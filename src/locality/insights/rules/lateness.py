"""Counting what was done in time and what was late, from days and one deadline function (POST-4, CLK-5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

FURTHEST = timedelta(days=400)


@dataclass(frozen=True)
class Tally:
    """How many were due for a thing: in time, done late, not done and late already, not done and still in time."""

    in_time: int = 0
    done_late: int = 0
    late_open: int = 0
    open: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.in_time + other.in_time,
            self.done_late + other.done_late,
            self.late_open + other.late_open,
            self.open + other.open,
        )

    @property
    def all(self) -> int:
        """All of them."""
        return self.in_time + self.done_late + self.late_open + self.open

    @property
    def late(self) -> int:
        """Those that missed their day, done since or not."""
        return self.done_late + self.late_open

    @property
    def per_cent_late(self) -> int | None:
        """Late ones of those whose day has come or that are done, in whole per cent; None where there are none."""
        known = self.all - self.open
        return round(100 * self.late / known) if known else None


def tally(days: Iterable[tuple[date, date | None]], *, due: Callable[[date], date], today: date) -> Tally:
    """How it went with things of which each began on one day and was done on another, or is not done yet."""
    in_time = done_late = late_open = still_open = 0
    for began, done in days:  # tens of thousands: counted in plain numbers
        last = due(began)
        if done is not None and done <= last:
            in_time += 1
        elif done is not None:
            done_late += 1
        elif last < today:
            late_open += 1
        else:
            still_open += 1
    return Tally(in_time, done_late, late_open, still_open)


def remembered(due: Callable[[date], date]) -> Callable[[date], date]:
    """The deadline function, asked once for each day."""
    return cache(due)


def latest_start_that_is_late(due: Callable[[date], date], today: date) -> date | None:
    """The latest day whose deadline has passed: whatever began on it or before, and is not done, is late.

    Found by asking the deadline function itself day by day; None where nothing of the past year is late yet.
    """
    day = today
    while day > today - FURTHEST:
        if due(day) < today:
            return day
        day -= timedelta(days=1)
    return None


def total(tallies: Iterable[Tally]) -> Tally:
    """All together."""
    return sum(tallies, Tally())
