"""The council's own decision on what was referred to it: by a chair, or by a community that asked for its review (EXC-5)."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.resource_requests.actions.decision_records import (
    NewDecision,
    complete_decision,
    copy_to_request,
    decision_on_record,
    promise_money,
    record_decision,
    release_held,
    say_more,
)
from locality.resource_requests.actions.steps import begin_event
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.decided import follow_decided
from locality.resource_requests.queries.early_end import ended_sentence
from locality.resource_requests.rules.agreed import MONEY, Bounds
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.workflow import E
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

_BY_CHAIR = "The chair referred the request to the council."
_BY_COMMUNITY = "The community asked for the council’s review."
_REASONS = "The council’s reasons are on the request’s page."
_EVENTS = {Decision.Outcome.APPROVED: E.COUNCIL_APPROVE, Decision.Outcome.DECLINED: E.COUNCIL_DECLINE}


@transaction.atomic
def take_up(rfr: ResourceRequest, *, by: Viewer, at: datetime, seen: str | None = None) -> ResourceRequest:
    """A community asked for the council's review: the request now waits for the council's decision. Raises NotPossible."""
    happening = begin_event(rfr, E.TAKE_UP, by=by, at=at, seen=seen)
    rfr = happening.rfr
    happening.take()
    happening.tell()
    return rfr


@transaction.atomic
def decide_for_council(
    rfr: ResourceRequest, ruling: NewDecision, *, by: Viewer, at: datetime, seen: str | None = None
) -> Decision:
    """Record the council's decision, which replaces the one it was asked about; the earlier one stays on record.

    What the community had committed is released; an approval commits its amount in the funding years of its days.
    Raises NotPossible, and what `budgets.actions.commit` raises.
    """
    if ruling.outcome not in _EVENTS:
        raise NotPossible("The council can approve or decline a request.")
    happening = begin_event(rfr, _EVENTS[ruling.outcome], by=by, at=at, seen=seen)
    rfr = happening.rfr
    earlier = decision_on_record(rfr)
    ruling = _for_the_council(rfr, ruling, day_of(at))
    ended_on = rfr.ended_on
    release_held(rfr, earlier, why="The council’s decision replaces the community’s", by=by.user, at=at)
    asked = _BY_CHAIR if earlier.outcome == Decision.Outcome.REFERRED else _BY_COMMUNITY
    decision = record_decision(rfr, ruling, by=by.user, at=at, supersedes=earlier, reason=asked)
    promise_money(rfr, decision, by=by.user, at=at)
    copy_to_request(rfr, decision)
    rfr.received_on = rfr.received_on or day_of(at)
    happening.take()
    following = follow_decided(rfr, decision, by, at)
    declined = ruling.outcome == Decision.Outcome.DECLINED
    happening.tell(
        *say_more(rfr, ruling),
        *ended_sentence(ended_on, rfr.ended_on, decision),
        *([] if declined else [_REASONS]),
        to_school=following,
        to_others=[_REASONS] if declined else [],  # where it stands tells the school of a request that was declined
    )
    return decision


@transaction.atomic
def keep_community_decision(
    rfr: ResourceRequest, *, why: str, by: Viewer, at: datetime, seen: str | None = None
) -> ResourceRequest:
    """The council leaves a request at what the community decided: it goes on to be processed. Raises NotPossible."""
    happening = begin_event(rfr, E.COUNCIL_KEEP, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if not why.strip():
        raise NotPossible("Enter why the council keeps the community’s decision.")
    happening.take(note=why)
    happening.tell()
    return rfr


def _for_the_council(rfr: ResourceRequest, ruling: NewDecision, today: date) -> NewDecision:
    """The ruling as the council's own, of today, with what its kind of request needs: the longest period holds here too."""
    exceptional = is_exceptional(rfr)
    bounds = Bounds(
        rfr.requested_amount,
        today,
        today,
        dated=MONEY,
        always_dated=exceptional,
        weeks=rules_on(rfr.authority, today).exceptional_weeks if exceptional else None,
    )
    own = replace(
        ruling, method=Decision.Method.COUNCIL, decided_on=today, exceptional=exceptional, council_referral=False
    )
    return complete_decision(rfr, own, bounds)
