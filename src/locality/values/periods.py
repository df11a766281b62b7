"""Stretches of days: offices, terms, funding years and their parts."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; without an end it goes on. Raises ValueError where it ends first."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("The end must be the same as or after the start")

    def contains(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start <= (other.end or date.max) and other.start <= (self.end or date.max)


def part_of_year(day: date, first_month: int, parts: int) -> Period:
    """The part in which a day lies of a year that begins with a month and has 1 to 12 parts of whole months."""
    months = (day.month - first_month) % 12
    number = max(each for each in range(parts) if 12 * each // parts <= months)
    year = day.year if day.month >= first_month else day.year - 1
    start, after = (
        date(year + (first_month - 1 + passed) // 12, (first_month - 1 + passed) % 12 + 1, 1)
        for passed in (12 * number // parts, 12 * (number + 1) // parts)
    )
    return Period(start, after - timedelta(days=1))
