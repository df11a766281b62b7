"""Action points as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from locality.meetings.models import ActionPoint, Progress
from locality.values.dates import show_short_day

State = ActionPoint.State


@dataclass(frozen=True)
class Which:
    """One choice of the list: the word in the address, its label, and why it may be empty."""

    slug: str
    label: str
    empty: str
    mine: bool
    settled: bool

    def narrow(self, found: QuerySet[ActionPoint], person: int) -> QuerySet[ActionPoint]:
        """The action points of this choice."""
        found = found.exclude(state=State.OPEN) if self.settled else found.filter(state=State.OPEN)
        found = found.filter(owner=person) if self.mine else found
        return found.order_by("-settled_at", "-pk") if self.settled else found


CHOICES = (
    Which("mine", "Mine", "You have no open action points.", mine=True, settled=False),
    Which("all", "Everyone’s", "There are no open action points in your communities.", mine=False, settled=False),
    Which("settled", "Done or no longer needed", "No action points are done yet.", mine=False, settled=True),
)


def which_of(slug: str) -> Which:
    """The choice an address names; the person's own where it names none."""
    return next((each for each in CHOICES if each.slug == slug), CHOICES[0])


@dataclass(frozen=True)
class PointRow:
    """One action point, with how it stands in a word and its colour."""

    point: ActionPoint
    standing: str
    colour: str
    due: str


def point_rows(points: Iterable[ActionPoint], today: date) -> list[PointRow]:
    """Each as late, open, done or no longer needed."""
    return [_row(each, today) for each in points]


def _row(point: ActionPoint, today: date) -> PointRow:
    due = show_short_day(point.due_on)
    if point.state == State.OPEN and point.due_on < today:
        return PointRow(point, "Late", "red", due)
    colours = {State.OPEN: "blue", State.DONE: "green", State.DROPPED: "grey"}
    return PointRow(point, str(point.get_state_display()), colours[State(point.state)], due)


@dataclass(frozen=True)
class Told:
    """One report, as the timeline shows it."""

    text: str
    who: str
    at: datetime


def reports_told(progress: Iterable[Progress]) -> list[Told]:
    """The reports as a timeline."""
    return [Told(each.text, each.by.name, each.at) for each in progress]
