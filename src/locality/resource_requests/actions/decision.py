"""Recording what the community decided, and the money with it (FORM-12, RES-7, DUR-7, DIS-5)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.budgets.actions import commit, release
from locality.resource_requests.actions.steps import check, locked, take, tell, told_by
from locality.resource_requests.models import Decision, ResourceRequest, Version
from locality.resource_requests.workflow import E
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.transitions import NotPossible
from locality.values.working_days import day_of

Outcome = Decision.Outcome

_EVENTS = {Outcome.APPROVED: E.APPROVE, Outcome.DECLINED: E.DECLINE, Outcome.DEFERRED: E.DEFER}
_CORRECTIONS = {Outcome.APPROVED: E.CORRECT_TO_APPROVED, Outcome.DECLINED: E.CORRECT_TO_DECLINED}


@dataclass(frozen=True)
class Ruling:
    """What was decided: the "CoS Section" of the form. `amount` in pounds goes with funding alone."""

    outcome: Decision.Outcome
    summary: str
    method: Decision.Method
    decided_on: date
    advice: bool = False
    school_support: bool = False
    funding: bool = False
    council_referral: bool = False
    details: str = ""
    amount: Decimal | None = None
    review_on: date | None = None
    agree: int | None = None
    disagree: int | None = None
    abstain: int | None = None
    reasons: str = ""
    own_provision: str = ""
    alternatives: str = ""
    needed: str = ""


@transaction.atomic
def decide(request: ResourceRequest, ruling: Ruling, *, by: User, at: datetime) -> Decision:
    """Record the decision; an approval with funding commits the money, or is refused as a whole.

    Raises NotPossible, and what `budgets.actions.commit` raises when the budget does not reach.
    """
    request = locked(request)
    event = _EVENTS[ruling.outcome]
    check(request, event)
    _check_day(request, ruling, at)
    told = told_by(event, request, by=by, at=at)
    decision = _keep(request, ruling, by=by, at=at)
    _commit(request, decision, by=by, at=at)
    _copy_to_request(request, decision)
    take(request, event, by=by, at=at)
    tell(told, request, kind=event, subject=_subject(ruling), lines=[_sentence(request, ruling)], at=at)
    return decision


@transaction.atomic
def correct(
    request: ResourceRequest,
    ruling: Ruling,
    *,
    ground: Decision.Ground,
    reason: str,
    by: User,
    at: datetime,
) -> Decision:
    """Replace the decision on record for new information or an error; the earlier one stays (DIS-5).

    The earlier commitment is released and the new one made, in one transaction. Raises NotPossible.
    """
    request = locked(request)
    if not reason.strip():
        raise NotPossible("Say why the decision is corrected.")
    if ruling.outcome not in _CORRECTIONS:
        raise NotPossible("A decision is corrected to approved or declined.")
    event = _CORRECTIONS[ruling.outcome]
    check(request, event)
    _check_day(request, ruling, at)
    told = told_by(event, request, by=by, at=at)
    earlier = Decision.objects.filter(request=request, superseded_by=None).latest("number")
    if earlier.funding and earlier.amount:
        release(
            decision_id=earlier.pk,
            amount=earlier.amount,
            reference=request.reference,
            why=f"Decision {earlier.number} corrected",
            by=by,
            at=at,
        )
    decision = _keep(request, ruling, by=by, at=at, supersedes=earlier, ground=ground, reason=reason)
    _commit(request, decision, by=by, at=at)
    _copy_to_request(request, decision)
    take(request, event, by=by, at=at, note=reason)
    tell(
        told,
        request,
        kind=event,
        subject="the decision was corrected",
        lines=["The decision on this request was corrected.", _sentence(request, ruling)],
        at=at,
    )
    return decision


def _check_day(request: ResourceRequest, ruling: Ruling, at: datetime) -> None:
    today = day_of(at)
    if ruling.decided_on > today:
        raise NotPossible("The date of the decision can’t be in the future.")
    if request.submitted_at and ruling.decided_on < day_of(request.created_at):
        raise NotPossible("The date of the decision can’t be before the request was begun.")


def _keep(
    request: ResourceRequest,
    ruling: Ruling,
    *,
    by: User,
    at: datetime,
    supersedes: Decision | None = None,
    ground: str = "",
    reason: str = "",
) -> Decision:
    return Decision.objects.create(
        request=request,
        version=Version.objects.get(request=request, number=request.version_number),
        number=Decision.objects.filter(request=request).count() + 1,
        supersedes=supersedes,
        ground=ground,
        correction_reason=reason,
        recorded_by=by,
        recorded_at=at,
        **vars(ruling),
    )


def _commit(request: ResourceRequest, decision: Decision, *, by: User, at: datetime) -> None:
    if decision.funding and decision.amount:
        commit(
            community=request.community,
            on=decision.decided_on,
            amount=decision.amount,
            reference=request.reference,
            decision_id=decision.pk,
            why=f"Approved for {request.school.name}",
            by=by,
            at=at,
        )


def _copy_to_request(request: ResourceRequest, decision: Decision) -> None:
    approved = decision.outcome == Outcome.APPROVED
    request.decision = decision
    request.approved_amount = decision.amount if approved else None
    request.approved_on = decision.decided_on if approved else None


def _subject(ruling: Ruling) -> str:
    return {Outcome.APPROVED: "approved", Outcome.DECLINED: "declined", Outcome.DEFERRED: "deferred"}[ruling.outcome]


def _sentence(request: ResourceRequest, ruling: Ruling) -> str:
    who = f"The request of {request.school.name}"
    if ruling.outcome == Outcome.APPROVED:
        amount = f" for {say_money(ruling.amount)}" if ruling.amount else ""
        return f"{who} was approved{amount} on {show_day(ruling.decided_on)}."
    if ruling.outcome == Outcome.DECLINED:
        return f"{who} was declined. The reasons, and what other schools suggested, are on its page."
    return f"{who} was deferred until more is known. What is needed is on its page."
