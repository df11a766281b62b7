"""What an app can offer to the home page: tasks, what waits for others, what is amiss, and where to go. Pure data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from locality.accounts.models import User
from locality.communities.deadlines import Deadlines
from locality.communities.models import Authority

SINGLY = 3
"""So many tasks that are done alike stand each in its row; more are one row, which opens their list."""


@dataclass(frozen=True)
class Due:
    """The last day of something, and how far off it is by the clock of its authority: "in 3 working days"."""

    day: date
    distance: str
    late: bool
    is_counted: bool = True
    """So near that its distance is said."""


def due_on(day: date | None, deadlines: Deadlines, today: date) -> Due | None:
    """A day as its authority counts; nothing where there is none."""
    if day is None:
        return None
    return Due(day, deadlines.distance(day, today), day < today, deadlines.is_counted(day, today))


@dataclass(frozen=True)
class About:
    """What a row is about: its name with the address of its page, its place in quieter letters, its topic and its size."""

    name: str
    href: str
    place: str = ""
    part_of: str = ""
    """What the place belongs to; a button's hidden words leave it out."""
    topic: str = ""
    size: str = ""

    @property
    def within(self) -> str:
        """The name as a sentence has it: “the meeting on 25 Nov 2026”."""
        return f"the m{self.name[1:]}" if self.name.startswith("Meeting on ") else self.name


@dataclass(frozen=True)
class Alike:
    """What stands in place of several tasks that are done alike: one row, whose button opens a list of them.

    Tasks that belong together hold the same. `what` is said with {number}.
    """

    what: str
    button: str
    about: About
    href: str
    at_one_go: bool = False
    """The page does all of them with one button: then two are a row already."""
    number: int = 0
    """How many there are, where more are waiting than are offered one by one."""
    names_each: bool = False
    """The row names each, with its page."""
    key: str = ""
    """Tells two apart that read alike."""

    def is_one_row(self, offered: int) -> bool:
        """Whether so many are shown as one: more than three, and what a page does at one go from two on."""
        return max(self.number, offered) > (1 if self.at_one_go else SINGLY)


@dataclass(frozen=True)
class Task:
    """One thing this person is to do: a verb and a noun, of what, by when, and the button that leads there."""

    what: str
    button: str
    href: str
    about: About
    due: Due | None = None
    since: date | None = None
    """From when on it waits, where that is known."""
    at_once: bool = False
    """It comes before all that has a date."""
    starts: bool = False
    """The button does it at once, instead of leading to a page."""
    alike: Alike | None = None


@dataclass(frozen=True)
class Reminder:
    """How whoever has a thing can be reminded of it, at most once a working day."""

    kind: str
    id: str
    """What it is, as the log names it: "resource_request", "RFR-2026-00001"."""
    whom: str
    """As a sentence has it: "the chair of Weald North"."""
    people: Callable[[date], Iterable[User]]
    """Who holds that office on a day: asked when the button is pressed, and not before."""
    authority: Authority
    reference: str
    """What the outbox calls messages about it."""
    address: str = ""
    """Where it goes while nobody holds the office."""
    sent_at: datetime | None = None
    """When somebody was last reminded of it."""
    logged_as: str = ""
    """What the log calls whoever has it, where that is not how this reader does: "your school" is another's in the log."""

    @property
    def thing(self) -> str:
        """The thing in one word, for the form."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody else is to do: `now` says “the chair needs to …”, without a day.

    `since`: from when on it waits, where that is known; `age`: in words.
    """

    now: str
    about: About
    due: Due | None = None
    since: date | None = None
    age: str = ""
    reminder: Reminder | None = None

    @property
    def asks(self) -> str:
        """What it is that they are to do: “accept or return it”; nothing where `now` does not say it."""
        return next((self.now.partition(verb)[2] for verb in (" needs to ", " need to ") if verb in self.now), "")


@dataclass(frozen=True)
class Notice:
    """Something amiss: `words` lead to its page, `then` says what to do about it."""

    words: str
    href: str
    then: str = ""


@dataclass(frozen=True)
class Way:
    """Where somebody can go whom nothing needs; with `button`, it also stands above the tasks of others."""

    words: str
    href: str
    button: str = ""


@dataclass(frozen=True)
class Offer:
    """All that one app has for one person."""

    tasks: tuple[Task, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    warnings: tuple[str, ...] = ()
    """Sentences that stand above everything."""
    amiss: tuple[Notice, ...] = ()
    missing: tuple[Notice, ...] = ()
    ways: tuple[Way, ...] = ()
    more: bool = False
    """There are tasks beyond those offered."""
