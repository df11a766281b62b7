"""The approved requests of a meeting on their way to the area's officer, as the page shows them (CLK-5, AGE-3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.who_is_told import Audience
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.sentences import count


@dataclass(frozen=True)
class HandOverRow:
    """One request to hand over: by when, and whether that is past."""

    rfr: ResourceRequest
    due: date
    distance: str
    late: bool


@dataclass(frozen=True)
class HandOverList:
    """What a meeting approved: still to hand over, sent back with a question, and handed over."""

    rows: list[HandOverRow]
    questioned: list[ResourceRequest]
    sent: list[ResourceRequest]

    @property
    def total(self) -> Decimal:
        """The money of what is to be handed over."""
        return sum((row.rfr.approved_amount or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def standing(self) -> str:
        """The sentence that opens the page."""
        if self.rows:
            first = min(self.rows, key=lambda row: row.due)
            what = _requests(len(self.rows), "approved ")
            if first.late:
                return f"Send {what} to the area officer. This was due on {show_day(first.due)} ({first.distance})."
            return f"Send {what} to the area officer by {show_day(first.due)} ({first.distance})."
        if self.questioned:
            questions = count(len(self.questioned), "question")
            return (
                f"You’ve sent every approved request from this meeting. Next, answer {questions} from the area officer."
            )
        if self.sent:
            waits = any(each.state == S.HANDED_OVER for each in self.sent)
            return "You’ve sent every approved request from this meeting." + (
                " Next, the area officer acknowledges them." if waits else ""
            )
        return "No requests were approved at this meeting, so there is nothing to send."


def hand_over_list(
    approved: Iterable[ResourceRequest], meeting: Meeting, deadlines: Deadlines, today: date
) -> HandOverList:
    """The approved requests of a meeting by where they stand, in the order of their references."""
    found = HandOverList([], [], [])
    for rfr in approved:
        if rfr.state == S.APPROVED:
            due = deadlines.hand_over(rfr.hand_over_from or meeting.day)
            found.rows.append(HandOverRow(rfr, due, deadlines.distance(due, today), late=due < today))
        elif rfr.state == S.QUERIED:
            found.questioned.append(rfr)
        else:
            found.sent.append(rfr)
    return found


def named_people(found: Sequence[Audience]) -> list[str]:
    """Those who get an email, by role and by name: "the North area’s High Needs Funding officer (Ada Lind)"."""
    told = []
    for audience in found:
        names = ", ".join(
            [*(person.name for person in audience.people), *([audience.address] if audience.address else [])]
        )
        told.append(f"{audience.label} ({names})")
    return told


def handed_over_words(references: Sequence[str], told: Sequence[str]) -> str:
    """What one press did, once it is done."""
    what = references[0] if len(references) == 1 else _requests(len(references))
    them = "it" if len(references) == 1 else "them"
    return say_done(f"You’ve sent {what} to the area officer.", told, f"Next, they acknowledge {them}.")


def _requests(number: int, kind: str = "") -> str:
    return count(number, f"{kind}request")


def _verb(number: int) -> str:
    return "is" if number == 1 else "are"
