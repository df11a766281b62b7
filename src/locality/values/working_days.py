"""Counting working days, and where a day begins and ends in England.

"At least N working days before" is the N-th working day before the day itself, until its end, local time. "Within N
working days of" has its day one on the next working day.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from locality.values.periods import Period

LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)
_SATURDAY = 5


def day_of(moment: datetime) -> date:
    """The local date of a moment. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone to have a local date")
    return moment.astimezone(LONDON).date()


def _weekdays_until(day: date) -> int:
    """Days from Monday to Friday since the year 1 began, on a Monday, up to and including a day."""
    weeks, days = divmod(day.toordinal(), 7)
    return weeks * _SATURDAY + min(days, _SATURDAY)


def end_of(day: date) -> datetime:
    """The last moment of a day, local time: a deadline is kept up to and including it."""
    return datetime.combine(day, time.max, tzinfo=LONDON)


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday, less the days off; where an authority counts school days, only those in `only`.

    Before the first and after the last day of `only` every weekday counts: a deadline has a date even when the terms
    of its year are not entered yet.
    """

    days_off: frozenset[date] = frozenset()
    only: frozenset[date] | None = None

    def is_working(self, day: date) -> bool:
        """Whether a day counts."""
        if day.weekday() >= _SATURDAY or day in self.days_off:
            return False
        return not self.only or day in self.only or not self._known.contains(day)

    def before(self, day: date, number: int) -> date:
        """The N-th working day before a day; the day itself does not count, and is the answer for none."""
        return self._step(day, number, -_DAY)

    def after(self, day: date, number: int) -> date:
        """The N-th working day after a day; day one is the next working day. The day itself for none."""
        return self._step(day, number, _DAY)

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; below zero where the end is earlier."""
        if end < start:
            return -self.count(end, start)
        off = bisect_right(self._weekdays_off, end) - bisect_right(self._weekdays_off, start)
        return _weekdays_until(end) - _weekdays_until(start) - off

    @cached_property
    def _known(self) -> Period:
        return Period(min(self.only), max(self.only)) if self.only else Period(date.min)

    @cached_property
    def _weekdays_off(self) -> list[date]:
        """The days from Monday to Friday that do not count, in order: so that years are counted as quickly as days."""
        off = set(self.days_off)
        if self.only:
            first, last = min(self.only), max(self.only)
            off |= {first + offset * _DAY for offset in range((last - first).days + 1)} - self.only
        return sorted(day for day in off if day.weekday() < _SATURDAY)

    def _step(self, day: date, number: int, step: timedelta) -> date:
        if number < 0:
            raise ValueError("A number of working days is not below zero")
        while number:
            day += step
            number -= self.is_working(day)
        return day
