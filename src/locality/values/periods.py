"""Stretches of days: offices, terms, funding years."""

from dataclasses import dataclass
from datetime import date


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
