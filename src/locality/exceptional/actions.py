"""Exceptional requests: the chair's decision, what the clerk does with it, and the standard request after it (EXC-1 to EXC-6)."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
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
from locality.resource_requests.actions.steps import begin_event, locked, tell_audiences
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.requests import continuation_of
from locality.resource_requests.queries.where_it_stands import period_of
from locality.resource_requests.queries.who_is_told import DECIDERS, Audience, school_audience
from locality.resource_requests.rules.agreed import Bounds
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.workflow import E
from locality.values.dates import show_day
from locality.values.money import say_money
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
    happening.tell(_subject(ruling), *_lines(rfr, ruling), *say_more(rfr, ruling))
    return decision


def _outside_meetings(ruling: NewDecision, today: date) -> NewDecision:
    """The ruling as the chair's own, of today, with what its outcome needs and nothing else."""
    ruling = replace(ruling, method=Decision.Method.CHAIR, decided_on=today, exceptional=True)
    if ruling.outcome == Outcome.APPROVED:
        return replace(ruling, council_referral=False, invites_standard=False)
    reasons = ruling.summary if ruling.outcome == Outcome.DECLINED else ""
    invites = ruling.invites_standard and ruling.outcome == Outcome.DECLINED
    return replace(ruling, reasons=reasons, invites_standard=invites, starts_on=None, ends_on=None)


def _subject(ruling: NewDecision) -> str:
    return {
        Outcome.APPROVED: "the chair has approved an exceptional request",
        Outcome.DECLINED: "the chair has declined an exceptional request",
        Outcome.REFERRED: "the chair has referred an exceptional request to the council",
    }[ruling.outcome]


def _lines(rfr: ResourceRequest, ruling: NewDecision) -> list[str]:
    """The decision in words that name no pupil; the rationale stands on the request's page (EXC-3)."""
    what = f"the exceptional request of {rfr.school.name}"
    if ruling.outcome == Outcome.APPROVED:
        amount = f" for {say_money(ruling.amount)}" if ruling.amount else ""
        return [
            f"The chair has approved {what}{amount}, from {period_of(rfr)}.",
            "The clerk hands it over to the council, which processes it. The chair’s rationale is on its page.",
        ]
    if ruling.outcome == Outcome.REFERRED:
        return [f"The chair has referred {what} to the council, which will decide. The clerk forwards it."]
    invited = " The school is invited to submit a standard request." if ruling.invites_standard else ""
    return [
        f"The chair has declined {what}.{invited}",
        f"The clerk contacts {rfr.school.name} with the chair’s rationale, which is on the request’s page.",
    ]


@transaction.atomic
def contact_school(
    rfr: ResourceRequest, *, note: str, by: Viewer, at: datetime, seen: str | None = None
) -> ResourceRequest:
    """The clerk has told the school why the chair declined, and of the invitation if there is one (EXC-4)."""
    happening = begin_event(rfr, E.CONTACT, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if not note.strip():
        raise NotPossible("Say how and what you told the school.")
    decision = decision_on_record(rfr)
    happening.take(note=note[:LONGEST_NOTE])
    invited = (
        "You are invited to submit a standard request: one button on this request’s page starts it with your answers."
        if decision.invites_standard
        else "You can submit a standard request to a meeting at any time."
    )
    happening.tell(
        "about the chair’s decision",
        "The clerk has recorded telling the school of the chair’s rationale, which is on this page.",
        invited,
    )
    return rfr


@transaction.atomic
def forward(rfr: ResourceRequest, *, by: Viewer, at: datetime, seen: str | None = None) -> ResourceRequest:
    """The clerk forwards a referred request to the council, whose clock runs from now on (EXC-5, POST-4)."""
    happening = begin_event(rfr, E.FORWARD, by=by, at=at, seen=seen)
    rfr = happening.rfr
    rfr.received_on = day_of(at)
    happening.take()
    due = show_day(deadlines_of(rfr.authority, on=day_of(at)).processed(rfr.received_on))
    deciders = [each for each in happening.told if each.label == DECIDERS]
    decide = {person.pk for each in deciders for person in each.people}
    happening.tell(
        f"decide for the council by {due}",
        f"The exceptional request of {rfr.school.name} was referred to the council. You record its decision by {due}.",
        told=deciders,
    )
    happening.tell(
        "forwarded to the council",
        f"The exceptional request of {rfr.school.name} was forwarded to the council, which records its own "
        f"decision by {due}.",
        told=[_without(each, decide) for each in happening.told if each.label != DECIDERS],
    )
    return rfr


def _without(audience: Audience, told: set[int]) -> Audience:
    """The same, but for those who were told in words of their own."""
    return replace(audience, people=tuple(person for person in audience.people if person.pk not in told))


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
        subject=f"ends on {show_day(rfr.last_day)}",
        lines=[
            f"What the chair approved for {rfr.school.name} outside meetings ends on {show_day(rfr.last_day)}. "
            "Nothing can be paid for days after it.",
            f"You have begun {begun.reference}: submit it in time if the support is to go on."
            if begun
            else "If the support is to go on, start a standard request: one button on this page starts it with your "
            "answers.",
        ],
        at=at,
    )
    return True
