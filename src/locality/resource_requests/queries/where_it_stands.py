"""The one sentence that opens a request's page: where it stands, what comes next, who does it, by when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from locality.communities.deadlines import Deadlines
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules.council import received_day
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.workflow import By, If, S, Stands
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import NOTHING, say_money
from locality.values.working_days import day_of


@dataclass(frozen=True)
class Standing:
    """Where a request stands, in words; `due` is the date by which the next thing is to happen, where there is one."""

    now: str
    next: str = ""
    due: date | None = None
    distance: str = ""

    @property
    def sentence(self) -> str:
        """The whole of it: "Approved for £4,200. Next: the clerk sends it … by Thursday 26 November 2026"."""
        if not self.next:
            return f"{self.now}."
        by = f" by {show_day(self.due)} ({self.distance})" if self.due else ""
        return f"{self.now}. Next: {self.next}{by}."


@dataclass(frozen=True)
class ToPay:
    """Payments are to come: the next one's earliest day, the first it covers, whether one was made before or more follow."""

    next_due: date
    begins: date
    begun: bool
    more: bool = False


def where_it_stands(
    rfr: ResourceRequest,
    deadlines: Deadlines,
    today: date,
    *,
    ahead: Meeting | None = None,
    to_pay: ToPay | None = None,
) -> Standing:
    """Where the request stands today. `ahead` is the meeting a draft would reach; `to_pay`: payments are to come.

    No queries.
    """
    stands, words = _row(rfr), _Words(rfr, ahead)
    now, following = stands.now.format_map(words), stands.next.format_map(words)
    due = _due(stands.by, rfr, deadlines, ahead)
    if to_pay and rfr.state == S.PROCESSED and rfr.approved_on:
        if to_pay.begun:
            following, due = f"the next payment, in the first school advance from {show_day(to_pay.next_due)}", None
        else:
            following = f"{'the first part of it' if to_pay.more else 'it'} is paid with the school advances"
            due = deadlines.paid(rfr.approved_on, to_pay.begins)
    return Standing(now, following, due, deadlines.distance(due, today) if due else "")


def due_of(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None = None) -> date | None:
    """The date alone, for whoever shows no words and no payments."""
    return _due(_row(rfr).by, rfr, deadlines, ahead)


def _row(rfr: ResourceRequest) -> Stands:
    return next(each for each in MACHINE.state(rfr.state).stands if _holds(each.of, rfr))


def period_of(rfr: ResourceRequest) -> str:
    """The days of an exceptional allocation, in words."""
    if rfr.starts_on is None or rfr.ends_on is None:
        return "a fixed period"
    return f"{show_day(rfr.starts_on)} to {show_day(rfr.ends_on)}"


class _Words(dict[str, str]):
    """What stands for the words in braces, worked out as a sentence of the table asks for each."""

    def __init__(self, rfr: ResourceRequest, ahead: Meeting | None) -> None:
        super().__init__()
        self._rfr, self._ahead = rfr, ahead

    def __missing__(self, word: str) -> str:
        return WORDS[word](self._rfr, self._ahead)


def _granted(rfr: ResourceRequest) -> str:
    amount = f"Approved for {say_money(rfr.approved_amount)}" if rfr.approved_amount else "Approved"
    return f"{amount}, from {period_of(rfr)}" if is_exceptional(rfr) and rfr.ends_on else amount


WORDS: Mapping[str, Callable[[ResourceRequest, Meeting | None], str]] = {
    "school": lambda rfr, _: rfr.school.name,
    "area": lambda rfr, _: rfr.community.area.name,
    "meeting": lambda rfr, _: show_day(rfr.meeting.day) if rfr.meeting else "",
    "to_reach": lambda _, ahead: f" to reach the meeting of {show_day(ahead.day)}," if ahead else "",
    "since": lambda rfr, _: show_day(day_of(rfr.state_since)),
    "granted": lambda rfr, _: _granted(rfr),
    "received_on": lambda rfr, _: show_day(received_day(rfr)),
    "processed_on": lambda rfr, _: show_day(rfr.processed_on or day_of(rfr.state_since)),
    "final": lambda rfr, _: say_money(rfr.final_amount or NOTHING),
}
"""The words in braces in the sentences of the table."""


def _holds(of: If, rfr: ResourceRequest) -> bool:
    match of:
        case If.EXCEPTIONAL:
            return is_exceptional(rfr)
        case If.NO_MEETING:
            return rfr.meeting is None
        case If.NO_MONEY:
            return rfr.final_amount is None
        case If.INVITED:
            return bool(rfr.decision and rfr.decision.invites_standard)
        case If.THROWN_AWAY:
            return rfr.is_thrown_away
        case If.ALWAYS:
            return True


def _due(by: By, rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> date | None:
    match by:
        case By.SUBMISSION:
            return deadlines.submission(ahead.day) if ahead else None
        case By.PAPERS:
            return deadlines.papers(rfr.meeting.day) if rfr.meeting else None
        case By.HAND_OVER:
            return deadlines.hand_over(rfr.hand_over_from) if rfr.hand_over_from else None
        case By.CONTACT:
            return deadlines.hand_over(day_of(rfr.state_since))
        case By.PROCESSED:
            return deadlines.processed(received_day(rfr))
        case By.NO_DAY:
            return None
