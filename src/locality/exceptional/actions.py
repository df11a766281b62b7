"""Exceptional requests: the chair's decision, what the clerk does with it, and the standard request after it (EXC-1 to EXC-6)."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from locality.audit.actions import record
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.resource_requests.actions.decision_records import (
    NewDecision,
    complete_decision,
    copy_to_request,
    decision_on_record,
    promise_money,
    record_decision,
    say_more,
)
from locality.resource_requests.actions.mailing import More, tell_audiences
from locality.resource_requests.actions.steps import begin_event, locked
from locality.resource_requests.letters import ENDS_SOON
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.decided import follow_decided
from locality.resource_requests.queries.requests import continuation_of
from locality.resource_requests.queries.who_is_told import school_audience
from locality.resource_requests.rules.agreed import Bounds
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.workflow import E
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

Outcome = Decision.Outcome

_EVENTS = {Outcome.APPROVED: E.GRANT, Outcome.DECLINED: E.REFUSE, Outcome.REFERRED: E.REFER}
LONGEST_NOTE = 2_000


@transaction.atomic
def decide_exceptional(
    rfr: ResourceRequest, ruling: NewDecision, *, by: Viewer, at: datetime, seen: str | None = None
) -> Decision:
    """Record what the chair decides outside meetings: grant for a fixed period, decline, or refer (EXC-2).

    A grant with funding commits the money in the funding years of its days, or is refused as a whole. Raises
    NotPossible, and what `budgets.actions.commit` raises.
    """
    if ruling.outcome not in _EVENTS:
        raise NotPossible("The chair approves an exceptional request, declines it, or refers it to the council.")
    happening = begin_event(rfr, _EVENTS[ruling.outcome], by=by, at=at, seen=seen)
    rfr = happening.rfr
    today = day_of(at)
    weeks = rules_on(rfr.authority, today).exceptional_weeks
    bounds = Bounds(rfr.requested_amount, today, today, always_dated=True, weeks=weeks, outside_meetings=True)
    ruling = complete_decision(rfr, _outside_meetings(ruling, today), bounds)
    decision = record_decision(rfr, ruling, by=by.user, at=at)
    promise_money(rfr, decision, by=by.user, at=at)
    copy_to_request(rfr, decision)
    happening.take()
    following = follow_decided(rfr, decision, by, at)
    invited = ruling.outcome == Outcome.DECLINED and ruling.invites_standard
    happening.tell(
        *say_more(rfr, ruling),
        "The chair’s reasons are on the request’s page.",
        to_school=["You are invited to submit a standard request."] if invited else following,
        to_others=[f"The chair invited {rfr.school.name} to submit a standard request."] if invited else [],
    )
    return decision


def _outside_meetings(ruling: NewDecision, today: date) -> NewDecision:
    """The ruling as the chair's own, of today, with what its outcome needs and nothing else."""
    ruling = replace(ruling, method=Decision.Method.CHAIR, decided_on=today, exceptional=True)
    if ruling.outcome == Outcome.APPROVED:
        return replace(ruling, council_referral=False, invites_standard=False)
    reasons = ruling.summary if ruling.outcome == Outcome.DECLINED else ""
    invites = ruling.invites_standard and ruling.outcome == Outcome.DECLINED
    return replace(ruling, reasons=reasons, invites_standard=invites, starts_on=None, ends_on=None)


@transaction.atomic
def contact_school(
    rfr: ResourceRequest, *, note: str, by: Viewer, at: datetime, seen: str | None = None
) -> ResourceRequest:
    """The clerk has told the school why the chair declined, and of the invitation if there is one (EXC-4)."""
    happening = begin_event(rfr, E.CONTACT, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if not note.strip():
        raise NotPossible("Enter how you contacted the school and what you told them.")
    decision = decision_on_record(rfr)
    happening.take(note=note[:LONGEST_NOTE])
    invited = (
        "You are invited to submit a standard request. Open this request and choose Start a standard request. "
        "We’ll copy your answers."
        if decision.invites_standard
        else "You can submit a standard request for a meeting at any time."
    )
    happening.tell(to_school=[invited])
    return rfr


@transaction.atomic
def forward(rfr: ResourceRequest, *, by: Viewer, at: datetime, seen: str | None = None) -> ResourceRequest:
    """The clerk forwards a referred request to the council, whose clock runs from now on (EXC-5, POST-4)."""
    happening = begin_event(rfr, E.FORWARD, by=by, at=at, seen=seen)
    rfr = happening.rfr
    rfr.received_on = day_of(at)
    happening.take()
    happening.tell()
    return rfr


@transaction.atomic
def remind_of_end(rfr: ResourceRequest, *, at: datetime) -> bool:
    """Tell the school once that an exceptional allocation ends soon (EXC-6); whether it was told now.

    Called by the worker, again and again; a request that was reminded, or has ended, is left alone.
    """
    rfr = locked(rfr)
    today = day_of(at)
    over = rfr.last_day is None or rfr.last_day < today
    if rfr.end_reminded_at or over or not is_exceptional(rfr) or rfr.last_day is None:
        return False
    rfr.end_reminded_at = at
    rfr.save(update_fields=["end_reminded_at"])
    audience = school_audience(rfr, today)
    record(
        "resource_request.remind_of_end",
        rfr,
        by=None,
        at=at,
        after={"ends_on": rfr.last_day.isoformat(), "told": len(audience.people)},
    )
    begun = continuation_of(rfr)
    tell_audiences(
        [audience],
        rfr,
        kind="remind_of_end",
        mail=ENDS_SOON,
        more=More(
            lines=[
                f"If you need support for longer, submit {begun.reference} in time."
                if begun
                else "If you need support for longer, open this request and choose Start a standard request. We’ll copy your "
                "answers.",
                "The council cannot pay for anything after the last day.",
            ],
            goes_on=False,  # whoever processes it has their own day, which does not move this one
        ),
        at=at,
    )
    return True
