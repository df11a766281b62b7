"""Whether an agenda fits its meeting, and when each item begins (CHA-2): pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Slot:
    """When an item begins, by the clock in England, and how long it takes."""

    starts: time
    minutes: int


@dataclass(frozen=True)
class Timetable:
    """The slots in order; `free` minutes are left at the end, below zero where the agenda runs over."""

    slots: tuple[Slot, ...]
    used: int
    free: int

    @property
    def fits(self) -> bool:
        """Whether the items fit between the meeting's beginning and its end."""
        return self.free >= 0


def timetable(minutes: Iterable[int], starts: time, ends: time) -> Timetable:
    """The times of items that take so many minutes each, one after the other; 0 for a heading that takes none."""
    lengths = list(minutes)
    moment = datetime.combine(date.min, starts)
    slots = []
    for length in lengths:
        slots.append(Slot(moment.time(), length))
        moment += timedelta(minutes=length)
    end = datetime.combine(date.min, ends)
    return Timetable(tuple(slots), sum(lengths), int((end - moment).total_seconds()) // 60)


def moved(order: Sequence[int], which: int, *, up: bool) -> list[int]:
    """The order with one of its ids a place earlier or later; the same where it is at the end already."""
    found = list(order)
    place = found.index(which)
    other = place - 1 if up else place + 1
    if 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return found


def numbers(are_requests: Iterable[bool]) -> list[str]:
    """The items' numbers in order: 1, 2, … and 5.1, 5.2, … for the requests below the item before them."""
    found: list[str] = []
    number = below = 0
    for is_request in are_requests:
        if is_request and number:
            below += 1
            found.append(f"{number}.{below}")
        else:
            number, below = number + 1, 0
            found.append(str(number))
    return found
