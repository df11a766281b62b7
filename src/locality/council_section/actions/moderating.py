"""The council's section of the form: what is paid in the end, when, and what comes back (FORM-13, POST-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.budgets.actions import committing, planning_payments
from locality.budgets.models import PaymentPlan
from locality.budgets.queries.payments import payments_of
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import begin_event, without_names
from locality.resource_requests.models import CouncilSection, Decision, ResourceRequest
from locality.resource_requests.queries.council import as_recorded, early_end_of, moderators_of
from locality.resource_requests.queries.early_end import freed_sentence, owed_until, paid_until
from locality.resource_requests.rules.council import MORE_RECORDED, why_not_section
from locality.resource_requests.workflow import E, Kept
from locality.values.marks import refuse_unread
from locality.values.money import say_money
from locality.values.refusals import NotPossible, Refusal, refuse_first
from locality.values.working_days import day_of


@dataclass(frozen=True)
class NewSection:
    """The council's section as it is filled in. `final_amount` in pounds, None where no money was approved.

    The days of support are asked only where the decision does not say them.
    """

    final_amount: Decimal | None
    moderated: bool
    moderated_by: User
    processed_on: date
    reason: str = ""
    pattern: PaymentPlan.Pattern = PaymentPlan.Pattern.ONE_SUM
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def moderate(
    rfr: ResourceRequest, section: NewSection, *, by: Viewer, at: datetime, seen: str | None = None
) -> CouncilSection:
    """Record the council's section; the ledger follows the final amount, and its payments are planned.

    The final amount is for all agreed days: of support that ended early, what is for later days is neither held nor paid.

    Raises NotPossible, and what the ledger refuses with.
    """
    happening = begin_event(rfr, E.MODERATE, by=by, at=at, seen=seen)
    rfr = happening.rfr
    decision = _decision_of(rfr)
    _refuse_unless(rfr, decision, section, at=at)
    moderation = CouncilSection.objects.create(
        rfr=rfr,
        decision=decision,
        final_amount=section.final_amount,
        moderated=section.moderated,
        moderated_by=section.moderated_by,
        reason=section.reason.strip() if section.final_amount != decision.amount else "",
        processed_on=section.processed_on,
        recorded_by=by.user,
        recorded_at=at,
    )
    if decision.funding and section.final_amount is not None:
        starts_on, ends_on = _days_of(decision, section)
        owed = owed_until(rfr.ended_on, section.final_amount, starts_on, ends_on)
        committing.settle_money(
            decision_id=decision.pk,
            amount=owed,
            reference=rfr.reference,
            why=without_names(rfr, section.reason.strip()) or "Final amount of the council",
            by=by.user,
            at=at,
        )
        if owed > 0:
            _plan(rfr, decision, section, by=by.user, at=at)
    rfr.final_amount, rfr.processed_on = section.final_amount, section.processed_on
    happening.take(note=moderation.reason)
    happening.tell(*_sentences(rfr, decision, moderation))
    return moderation


@transaction.atomic
def end_early(
    rfr: ResourceRequest, *, last_day: date, why: str, by: Viewer, at: datetime, seen: str | None = None
) -> Decimal:
    """Support ends with a day: what is not paid for later days is free again. How much that is, in pounds.

    `seen`: the mark of the page it is recorded on (`as_recorded`). Raises NotPossible where the day is not before the
    agreed last one, or was recorded already, or the page is older than what stands.
    """
    happening = begin_event(rfr, E.GIVE_BACK, by=by, at=at)
    rfr = happening.rfr
    decision = _decision_of(rfr)
    _check_recorded(rfr, seen)
    _need_reason(why)
    end = early_end_of(rfr, payments_of(decision.pk))
    if end is None:
        raise NotPossible("This request has no payment plan, so there is nothing to stop.")
    refuse_first([end.why_not(last_day)])
    said = without_names(rfr, why)
    freed = planning_payments.stop_plan(decision_id=decision.pk, after=last_day, why=said, by=by.user, at=at)
    rfr.ended_on = last_day
    happened = f"{end.happened(last_day, day_of(at))} {freed_sentence(freed)}"
    kept = Kept.NEVER_BEGAN if last_day == end.first else Kept.ENDED_EARLY
    happening.take(note=f"{happened} {why}", kept=kept)
    happening.tell(kept=kept, ends=end.in_short(last_day, day_of(at)), happened=happened)
    return freed


@transaction.atomic
def return_money(
    rfr: ResourceRequest, *, amount: Decimal, why: str, by: Viewer, at: datetime, seen: str | None = None
) -> None:
    """The school did not use all the money, in pounds: it is taken from its next school advance.

    Where support ended early that is also of what is marked as paid for a later day. `seen`: as `end_early` has it.
    """
    happening = begin_event(rfr, E.GIVE_BACK, by=by, at=at)
    rfr = happening.rfr
    decision = _decision_of(rfr)
    _check_recorded(rfr, seen)
    _need_reason(why)
    said = without_names(rfr, why)
    marked = rfr.ended_on is not None
    planning_payments.return_underspend(
        decision_id=decision.pk, amount=amount, why=said, by=by.user, at=at, marked=marked
    )
    happened = f"{rfr.school.name} did not need {say_money(amount)}. It will be taken from the school’s next advance."
    happening.take(note=f"{happened} {why}")
    happening.tell(amount=say_money(amount))


@transaction.atomic
def cancel_return(
    rfr: ResourceRequest, *, number: int, why: str, by: Viewer, at: datetime, seen: str | None = None
) -> Decimal:
    """Taking money back was recorded by mistake, as the payment of this number. How much that was, in pounds.

    `seen`: as `end_early` has it.
    """
    happening = begin_event(rfr, E.GIVE_BACK, by=by, at=at)
    rfr = happening.rfr
    decision = _decision_of(rfr)
    _check_recorded(rfr, seen)
    _need_reason(why)
    said = without_names(rfr, why)
    amount = planning_payments.cancel_return(decision_id=decision.pk, number=number, why=said, by=by.user, at=at)
    happened = f"It was recorded by mistake that {rfr.school.name} would give {say_money(amount)} back."
    happening.take(note=f"{happened} {why}", kept=Kept.NOT_BACK)
    happening.tell(kept=Kept.NOT_BACK, amount=say_money(amount))
    return amount


def _decision_of(rfr: ResourceRequest) -> Decision:
    if rfr.decision is None:
        raise NotPossible("This request has no decision, so nothing can be paid for it.")
    return rfr.decision


def _check_recorded(rfr: ResourceRequest, seen: str | None) -> None:
    """Nothing of a locked request's money is recorded on a page that did not show what stands."""
    if seen is not None:
        now = as_recorded(rfr, payments_of(rfr.decision_id or 0))
        refuse_unread(seen, now, f"{MORE_RECORDED} Press the button again to see it.")


def _need_reason(why: str) -> None:
    if not why.strip():
        raise NotPossible("Enter the reason.")


def _refuse_unless(rfr: ResourceRequest, decision: Decision, section: NewSection, *, at: datetime) -> None:
    wrong = why_not_section(
        rfr,
        decision,
        final=section.final_amount,
        moderated=section.moderated,
        reason=section.reason,
        period=_days_of(decision, section),
        processed_on=section.processed_on,
        today=day_of(at),
    )
    if section.moderated_by not in moderators_of(rfr, on=day_of(at)):
        sentence = (
            f"{section.moderated_by.name} cannot moderate this request. Select someone who moderates for the council and "
            "took no part in the decision"
        )
        wrong.append(Refusal(sentence, "moderated_by"))
    refuse_first(wrong)


def _plan(rfr: ResourceRequest, decision: Decision, section: NewSection, *, by: User, at: datetime) -> None:
    starts_on, ends_on = _days_of(decision, section)
    if starts_on is None or ends_on is None:
        raise NotPossible("Enter the first and last day of support.")
    planning_payments.make_plan(
        decision_id=decision.pk,
        reference=rfr.reference,
        community=rfr.community,
        school=rfr.school,
        pattern=section.pattern,
        starts_on=starts_on,
        ends_on=ends_on,
        payable_until=decision.ends_on if decision.exceptional else None,
        ended_on=rfr.ended_on,
        approved_on=decision.decided_on,
        due_on=deadlines_of(rfr.authority, on=day_of(at)).paid(decision.decided_on),
        by=by,
        at=at,
        moderated_by=section.moderated_by,
    )


def _days_of(decision: Decision, section: NewSection) -> tuple[date | None, date | None]:
    return decision.starts_on or section.starts_on, decision.ends_on or section.ends_on


def _sentences(rfr: ResourceRequest, decision: Decision, moderation: CouncilSection) -> list[str]:
    if moderation.final_amount is None:
        can = [] if rfr.ended_on else ["The support that was agreed can go ahead."]
        return ["No money was approved, so there is no payment.", *can]
    lines = [f"The final amount is {say_money(moderation.final_amount)}."]
    if moderation.final_amount != decision.amount and decision.amount is not None:
        lines.append(
            f"{say_money(decision.amount)} was approved. The reason for the difference is on the request’s page."
        )
    if rfr.ended_on and moderation.final_amount:
        lines.append(paid_until(rfr.ended_on, decision, moderation.final_amount))
    elif moderation.final_amount:
        lines.append("The payment dates are on the request’s page.")
    return lines
