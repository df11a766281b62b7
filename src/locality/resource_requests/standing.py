"""The one sentence that opens a request's page: where it stands, what comes next, who does it, by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import say_money
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


def standing(request: ResourceRequest, deadlines: Deadlines, today: date, *, ahead: Meeting | None = None) -> Standing:
    """Where the request stands today. `ahead` is the meeting a draft would reach. No queries."""
    now, following, due = _WORDS[S(request.state)](request, deadlines, ahead)
    return Standing(now, following, due, deadlines.distance(due, today) if due else "")


Words = tuple[str, str, date | None]
_Say = Callable[[ResourceRequest, Deadlines, Meeting | None], Words]


def _submit_by(deadlines: Deadlines, ahead: Meeting | None) -> tuple[str, date | None]:
    if ahead is None:
        return "", None
    return f" to reach the meeting of {show_day(ahead.day)}", deadlines.submission(ahead.day)


def _draft(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    to_reach, due = _submit_by(deadlines, ahead)
    return "A draft, seen only by the school", f"{request.school.name} signs and submits it{to_reach}", due


def _ready(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    to_reach, due = _submit_by(deadlines, ahead)
    return "Written and ready", f"a signatory of {request.school.name} signs and submits it{to_reach}", due


def _submitted(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    if request.meeting is None:
        return "Submitted, but no meeting is planned that it can reach", "the clerk or chair adds a meeting", None
    return (
        f"Submitted for the meeting of {show_day(request.meeting.day)}",
        "the chair accepts it for the agenda or returns it",
        deadlines.papers(request.meeting.day),
    )


def _returned(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    to_reach, due = _submit_by(deadlines, ahead)
    return "Returned by the chair with what is missing", f"{request.school.name} mends and submits it{to_reach}", due


def _accepted(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    on = request.meeting.day if request.meeting else None
    when = f" of {show_day(on)}" if on else ""
    return f"On the agenda of the meeting{when}", "the community discusses it and the decision is recorded", None


def _deferred(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    to_reach, due = _submit_by(deadlines, ahead)
    return (
        "Deferred until more is known",
        f"{request.school.name} adds what is needed and submits it, or the chair puts it on a later agenda{to_reach}",
        due,
    )


def _approved_now(request: ResourceRequest) -> str:
    return f"Approved for {say_money(request.approved_amount)}" if request.approved_amount else "Approved"


def _approved(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    due = deadlines.hand_over(request.approved_on) if request.approved_on else None
    return _approved_now(request), f"the clerk sends it to the officer of {request.community.area.name}", due


def _handed_over(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    sent = show_day(day_of(request.state_since))
    return (
        f"{_approved_now(request)} and sent to the officer of {request.community.area.name} on {sent}",
        "the officer acknowledges it",
        None,
    )


def _queried(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return f"{_approved_now(request)}, with a question from the officer", "the clerk answers it", None


def _acknowledged(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    received = day_of(request.state_since)
    return (
        f"{_approved_now(request)}, and received by the council on {show_day(received)}",
        "the council processes it",
        deadlines.processed(received),
    )


def _declined(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return "Declined: the school makes provision from its own resources", "", None


def _withdrawn(request: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return "Withdrawn by the school", "", None


_WORDS: dict[S, _Say] = {
    S.DRAFT: _draft,
    S.READY_TO_SIGN: _ready,
    S.SUBMITTED: _submitted,
    S.RETURNED: _returned,
    S.ACCEPTED: _accepted,
    S.DEFERRED: _deferred,
    S.APPROVED: _approved,
    S.DECLINED: _declined,
    S.HANDED_OVER: _handed_over,
    S.QUERIED: _queried,
    S.ACKNOWLEDGED: _acknowledged,
    S.WITHDRAWN: _withdrawn,
}
