"""The one sentence that opens a request's page: where it stands, what comes next, who does it, by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules.council import received_day
from locality.resource_requests.rules.exceptional import is_exceptional
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


@dataclass(frozen=True)
class ToPay:
    """Payments are to come: the next one's earliest day, the first it covers, whether one was made before or more follow."""

    next_due: date
    begins: date
    begun: bool
    more: bool = False


def standing(
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
    now, following, due = _WORDS[S(rfr.state)](rfr, deadlines, ahead)
    if to_pay and rfr.state == S.PROCESSED and rfr.approved_on:
        if to_pay.begun:
            following, due = f"the next payment, in the first school advance from {show_day(to_pay.next_due)}", None
        else:
            following = f"{'the first part of it' if to_pay.more else 'it'} is paid with the school advances"
            due = deadlines.paid(rfr.approved_on, to_pay.begins)
    return Standing(now, following, due, deadlines.distance(due, today) if due else "")


def period_of(rfr: ResourceRequest) -> str:
    """The days of an exceptional allocation, in words."""
    if rfr.starts_on is None or rfr.ends_on is None:
        return "a fixed period"
    return f"{show_day(rfr.starts_on)} to {show_day(rfr.ends_on)}"


Words = tuple[str, str, date | None]
_Say = Callable[[ResourceRequest, Deadlines, Meeting | None], Words]


def _submit_by(deadlines: Deadlines, ahead: Meeting | None) -> tuple[str, date | None]:
    if ahead is None:
        return "", None
    return f" to reach the meeting of {show_day(ahead.day)},", deadlines.submission(ahead.day)


def _draft(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    if is_exceptional(rfr):
        return "An exceptional request being written, seen only by the school", _to_the_chair(rfr, "signs"), None
    to_reach, due = _submit_by(deadlines, ahead)
    return "A draft, seen only by the school", f"{rfr.school.name} signs and submits it{to_reach}", due


def _ready(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    if is_exceptional(rfr):
        sends = f"a signatory of {rfr.school.name} signs it and sends it to the chair"
        return "An exceptional request, written and ready", sends, None
    to_reach, due = _submit_by(deadlines, ahead)
    return "Written and ready", f"a signatory of {rfr.school.name} signs and submits it{to_reach}", due


def _to_the_chair(rfr: ResourceRequest, does: str) -> str:
    return f"{rfr.school.name} {does} it and sends it to the chair, who decides without waiting for a meeting"


def _urgent(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return (
        f"An exceptional request, sent to the chair on {show_day(day_of(rfr.state_since))}",
        "the chair decides it now, without waiting for a meeting",
        None,
    )


def _refused(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    on = day_of(rfr.state_since)
    return (
        f"Declined by the chair on {show_day(on)}",
        f"the clerk contacts {rfr.school.name} with the chair’s rationale",
        deadlines.hand_over(on),
    )


def _referred(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    on = day_of(rfr.state_since)
    return (
        f"Referred to the council by the chair on {show_day(on)}",
        "the clerk forwards it to the council",
        deadlines.hand_over(on),
    )


def _submitted(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    if rfr.meeting is None:
        return "Submitted, but no meeting is planned that it can reach", "the clerk or chair adds a meeting", None
    return (
        f"Submitted for the meeting of {show_day(rfr.meeting.day)}",
        "the chair accepts it for the agenda or returns it",
        deadlines.papers(rfr.meeting.day),
    )


def _returned(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    if is_exceptional(rfr):
        return "Returned by the chair with what is missing", _to_the_chair(rfr, "mends"), None
    to_reach, due = _submit_by(deadlines, ahead)
    return "Returned by the chair with what is missing", f"{rfr.school.name} mends and submits it{to_reach}", due


def _accepted(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    on = rfr.meeting.day if rfr.meeting else None
    when = f" of {show_day(on)}" if on else ""
    return f"On the agenda of the meeting{when}", "the community discusses it and the decision is recorded", None


def _deferred(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:
    to_reach, due = _submit_by(deadlines, ahead)
    return (
        "Deferred until more is known",
        f"{rfr.school.name} adds what is needed and submits it, or the chair puts it on a later agenda{to_reach}",
        due,
    )


def _approved_now(rfr: ResourceRequest) -> str:
    amount = f"Approved for {say_money(rfr.approved_amount)}" if rfr.approved_amount else "Approved"
    return f"{amount}, from {period_of(rfr)}" if is_exceptional(rfr) and rfr.ends_on else amount


def _approved(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    due = deadlines.hand_over(rfr.hand_over_from) if rfr.hand_over_from else None
    return _approved_now(rfr), f"the clerk sends it to the officer of {rfr.community.area.name}", due


def _handed_over(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    sent = show_day(day_of(rfr.state_since))
    return (
        f"{_approved_now(rfr)} and sent to the officer of {rfr.community.area.name} on {sent}",
        "the officer acknowledges it",
        None,
    )


def _queried(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return f"{_approved_now(rfr)}, with a question from the officer", "the clerk answers it", None


def _acknowledged(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    received = received_day(rfr)
    return (
        f"{_approved_now(rfr)}, and received by the council on {show_day(received)}",
        "the council processes it",
        deadlines.processed(received),
    )


def _with_council(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return (
        "Referred to the council for its own decision",
        "the council decides",
        deadlines.processed(received_day(rfr)),
    )


def _processed(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    on = show_day(rfr.processed_on) if rfr.processed_on else show_day(day_of(rfr.state_since))
    if rfr.final_amount is None:
        return f"Processed by the council on {on}", "", None
    return f"Processed by the council on {on}: the final amount is {say_money(rfr.final_amount)}", "", None


def _declined(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    decision = rfr.decision
    if decision and decision.invites_standard:
        return "Declined by the chair, with an invitation to submit a standard request", "", None
    return "Declined: the school makes provision from its own resources", "", None


def _withdrawn(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> Words:  # noqa: ARG001
    return "Thrown away by the school" if rfr.is_thrown_away else "Withdrawn by the school", "", None


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
    S.WITH_COUNCIL: _with_council,
    S.PROCESSED: _processed,
    S.URGENT: _urgent,
    S.REFUSED: _refused,
    S.REFERRED: _referred,
    S.WITHDRAWN: _withdrawn,
}
