"""Whether an agenda fits its meeting, and when each item begins (CHA-2): pure."""

from collections.abc import Collection, Iterable, Sequence
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


def moved_to(order: Sequence[int], which: int, place: int) -> list[int]:
    """The order with one of its ids at a place, from 1; at the end where the place lies behind it."""
    found = [each for each in order if each != which]
    found.insert(max(place, 1) - 1, which)
    return found


@dataclass(frozen=True)
class Line:
    """What an item's number depends on. `skipped`: how many before it were put off, whose numbers stay free."""

    is_request: bool = False
    takes_requests: bool = False
    """Whether requests stand below it: the group solution discussions."""
    skipped: int = 0


def numbers(lines: Iterable[Line]) -> list[str]:
    """The items' numbers in order: 1, 2, … and 5.1, 5.2, … for the requests below the item that takes them.

    A request below another item has a number of its own: it is no part of that item. Nothing moves up into the number
    of an item that was put off, so that the template's numbers stay.
    """
    found: list[str] = []
    number = below = skipped = 0
    under = False
    for line in lines:
        if line.is_request and under:
            below += 1
            found.append(f"{number}.{below}")
        else:
            number += 1 + max(0, line.skipped - skipped)
            skipped = max(line.skipped, skipped)
            below, under = 0, line.takes_requests
            found.append(str(number))
    return found


def in_place(order: Sequence[int], before: Sequence[int], hidden: Collection[int]) -> list[int]:
    """All ids in a new order of the shown ones: each hidden one stays behind the one it stood behind `before`."""
    behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for each in before:
        if each in hidden:
            behind.setdefault(last, []).append(each)
        elif each in order:
            last = each
    found = [*behind.get(None, ())]
    for each in order:
        found += [each, *behind.get(each, ())]
    return found


def short(title: str, longest: int) -> str:
    """A title in which letters take more room than the names did, in so many characters: it says that it goes on."""
    return title if len(title) <= longest else f"{title[: longest - 1].rstrip()}…"
