"""The home page put together from what the apps offer: rows in order, like tasks in one, what waits for others."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from locality.communities.scope import Viewer
from locality.tasks.offers import SINGLY, About, Alike, Due, Notice, Offer, Reminder, Task, Waiting, Way
from locality.tasks.rules import is_new, reminded_words

_IT = re.compile(r"\bit\b")


@dataclass(frozen=True)
class Row:
    """A line of what needs somebody: one task, or several that are done alike."""

    what: str
    button: str
    href: str
    about: About
    due: Due | None = None
    since: date | None = None
    at_once: bool = False
    starts: bool = False
    number: int = 1
    is_first: bool = False
    """`due` is that of the first of several, and others follow on later days."""
    each: tuple[tuple[str, str], ...] = ()
    """Where the row names each of several: its name and its address."""


@dataclass(frozen=True)
class WaitingRow:
    """A line of what waits for others: with a button that reminds them, or when they were reminded."""

    waiting: Waiting
    can_remind: bool
    reminded: str


@dataclass(frozen=True)
class WaitingRows:
    """What waits for others: one thing, or so many that wait for the same person's same step that they are one line."""

    whom: str
    now: str
    rows: tuple[WaitingRow, ...]

    @property
    def is_one(self) -> bool:
        """A thing by itself."""
        return len(self.rows) == 1

    @property
    def does(self) -> str:
        """Who needs to do what with each of several: “The chair of Weald North needs to accept or return each one”."""
        asks = self.rows[0].waiting.asks
        words = f"{self.whom} needs to {_IT.sub('each one', asks, count=1)}" if asks else self.now
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def first_due(self) -> Due | None:
        """The earliest day by when one of them is to be done."""
        return min((row.waiting.due for row in self.rows if row.waiting.due), key=lambda due: due.day, default=None)

    @property
    def first_since(self) -> date | None:
        """From when on the oldest of them waits."""
        return min((row.waiting.since for row in self.rows if row.waiting.since), default=None)

    @property
    def to_remind(self) -> tuple[Reminder, ...]:
        """Those of them that whoever has them can be reminded of now."""
        return tuple(row.waiting.reminder for row in self.rows if row.can_remind and row.waiting.reminder)


@dataclass(frozen=True)
class HomePage:
    """All that the page shows."""

    rows: tuple[Row, ...]
    waiting: tuple[WaitingRows, ...]
    warnings: tuple[str, ...]
    amiss: tuple[Notice, ...]
    missing: tuple[Notice, ...]
    way: Way | None
    more: bool


def home_page(offers: Iterable[Offer], viewer: Viewer) -> HomePage:
    """One page of all offers: the sections in their order, each in its own."""
    found = list(offers)
    ways = [way for offer in found for way in offer.ways]
    return HomePage(
        rows=tuple(rows_of(chain.from_iterable(each.tasks for each in found))),
        waiting=tuple(waiting_rows(waiting_in(found), viewer.today)),
        warnings=tuple(chain.from_iterable(each.warnings for each in found)),
        amiss=tuple(chain.from_iterable(each.amiss for each in found)),
        missing=tuple(chain.from_iterable(each.missing for each in found)),
        way=ways[0] if ways else None,
        more=any(each.more for each in found),
    )


def waiting_in(offers: Iterable[Offer]) -> list[Waiting]:
    """What has only a day by when first, then what waits longest."""
    found = chain.from_iterable(each.waiting for each in offers)
    return sorted(found, key=lambda each: each.since or date.min)


def waiting_rows(waiting: Iterable[Waiting], today: date) -> list[WaitingRows]:
    """A line for each, in their order; more than a few that the same person is to do alike are one, where the first stands."""
    alike: dict[tuple[str, str, int] | int, list[Waiting]] = {}
    for number, each in enumerate(waiting):
        whom = each.reminder
        alike.setdefault((each.now, whom.whom, whom.authority.pk) if whom else number, []).append(each)
    return [
        WaitingRows(
            each[0].reminder.whom if each[0].reminder else "",
            each[0].now,
            tuple(_waiting_row(of, today) for of in each),
        )
        for several in alike.values()
        for each in ([several] if len(several) > SINGLY else [[of] for of in several])
    ]


def rows_of(tasks: Iterable[Task]) -> list[Row]:
    """What can't wait first, then what is due soonest; what has no date comes last, what waits longest first of it.

    Tasks that are done alike are one row, in the place of the most urgent of them.
    """
    alike: dict[Alike, list[Task]] = {}
    found: list[Row] = []
    for task in tasks:
        if task.alike:
            alike.setdefault(task.alike, []).append(task)
        else:
            found.append(_single(task))
    for shared, several in alike.items():
        if shared.is_one_row(len(several)):
            found.append(_together(shared, several, max(shared.number, len(several))))
        else:
            found += [_single(task) for task in several]
    return sorted(found, key=_urgency)


def _urgency(row: Row | Task) -> tuple[bool, bool, date, date]:
    return not row.at_once, row.due is None, row.due.day if row.due else date.max, row.since or date.max


def _single(task: Task) -> Row:
    return Row(task.what, task.button, task.href, task.about, task.due, task.since, task.at_once, task.starts)


def _together(alike: Alike, several: Sequence[Task], number: int) -> Row:
    first = min(several, key=_urgency)
    return Row(
        what=alike.what.format(number=number),
        button=alike.button,
        href=alike.href,
        about=alike.about,
        due=first.due,
        since=first.since,
        at_once=first.at_once,
        number=number,
        is_first=first.due is not None and len({task.due for task in several}) > 1,
        each=tuple(sorted((task.about.name, task.href) for task in several)) if alike.names_each else (),
    )


def _waiting_row(waiting: Waiting, today: date) -> WaitingRow:
    reminded = reminded_words(waiting, today)
    return WaitingRow(waiting, waiting.reminder is not None and not reminded and not is_new(waiting, today), reminded)
