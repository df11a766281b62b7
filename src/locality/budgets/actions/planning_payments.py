"""What is to be paid for a processed request: its plan, an early end, money that comes back (FORM-13, POST-4)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.actions.committing import give_back
from locality.budgets.actions.steps import Rules, take_payments
from locality.budgets.locks import lock_advances, lock_budget
from locality.budgets.models import Advance, Budget, Entry, Instalment, PaymentPlan
from locality.budgets.queries.money import held_by_decision
from locality.budgets.queries.payments import returnable_of
from locality.budgets.rules import paid_back, plans
from locality.budgets.rules.money import why_not_an_amount
from locality.budgets.rules.paid_back import why_not_return
from locality.budgets.workflow import G, OfPayment
from locality.communities.models import Authority, Community, School, Term
from locality.values.money import NOTHING, show_money
from locality.values.refusals import NotPossible, Refusal, refuse
from locality.values.working_days import day_of


@transaction.atomic
def make_plan(
    *,
    decision_id: int,
    reference: str,
    community: Community,
    school: School,
    pattern: str,
    starts_on: date,
    ends_on: date,
    payable_until: date | None,
    approved_on: date,
    due_on: date,
    by: User,
    at: datetime,
    moderated_by: User | None = None,
    ended_on: date | None = None,
) -> PaymentPlan:
    """Plan the payments of what a decision holds, in instalments from each of its budgets.

    Called when the council has processed the request, after `settle_money`: `moderated_by` set the final amount, `by` recorded
    it. `ended_on`: the last day of support that ended early before it was processed; what the decision holds is for days
    until then. Raises NotPossible where the decision holds nothing, no day is payable, or a pattern's dates are not known.
    """
    refuse("This request has already been processed." if _plan_of(decision_id) else None)
    refuse(None if starts_on <= ends_on else "The last day of support must be the same as or after the first day.")
    chosen = PaymentPlan.Pattern(pattern)
    days = plans.payable_days(starts_on, min(ends_on, ended_on or ends_on), payable_until)
    shares, calendar, today = _shares_of(decision_id), _calendar_of(community.authority), day_of(at)
    reason = plans.why_not_plan(shares, pattern=chosen, days=days, today=today, calendar=calendar)
    if reason or days is None:  # the rule refuses both
        raise NotPossible(str(reason))
    plan = PaymentPlan.objects.create(
        authority_id=community.authority_id,
        decision_id=decision_id,
        reference=reference,
        community=community,
        school=school,
        pattern=chosen,
        starts_on=starts_on,
        ends_on=ends_on,
        payable_until=payable_until,
        approved_on=approved_on,
        due_on=due_on,
        processed_by=by,
        moderated_by=moderated_by or by,
        processed_at=at,
    )
    found = plans.pieces(shares, pattern=chosen, days=days, today=today, calendar=calendar)
    Instalment.objects.bulk_create(
        Instalment(
            plan=plan,
            budget_id=piece.budget_id,
            number=number,
            covers_from=piece.covers.start,
            covers_to=piece.covers.end,
            payable_until=payable_until,
            due_on=piece.due_on,
            amount=piece.amount,
        )
        for number, piece in enumerate(found, 1)
    )
    total = show_money(sum((piece.amount for piece in found), NOTHING))
    record(
        "payment_plan.made",
        plan,
        by=by,
        at=at,
        after={"pattern": str(chosen), "instalments": len(found), "total": total},
    )
    return plan


@transaction.atomic
def stop_plan(*, decision_id: int, after: date, why: str, by: User, at: datetime) -> Decimal:
    """End support with a day: what is not paid yet for later days is cancelled, and its money free again.

    An instalment that covers days before and after is replaced by its share. Returns what was given back, in pounds.
    What was paid ahead for later days stays: see `paid_beyond` and `return_underspend`. Raises NotPossible.
    """
    plan = _plan_of(decision_id)
    if plan is None:
        raise NotPossible("This request has no payment plan, so there is nothing to stop.")
    refuse(None if why.strip() else "Enter why the payments stop.")
    lock_advances(plan.authority_id)
    budgets = _lock_budgets(decision_id)
    freed: dict[int, Decimal] = defaultdict(Decimal)
    unpaid = Instalment.objects.filter(plan=plan, entry=None, cancelled_at=None, amount__gt=0, covers_to__gt=after)
    for each in list(unpaid.select_related("advance")):
        kept = plans.kept_until(plans.Days(each.covers_from, each.covers_to), each.amount, after)
        if kept == each.amount:
            continue
        freed[each.budget_id] += each.amount - kept
        advance = each.advance
        cancel(each, OfPayment.STOP, because=why, at=at)
        if kept:
            replace(each, amount=kept, covers_to=after, advance=advance)
        if advance:
            keep_above_zero(advance, [plan.school_id])
    for budget_id, amount in sorted(freed.items()):
        budget = budgets[budget_id]
        refuse(_why_closed(budget))
        give_back(budget, amount, decision_id, reference=plan.reference, why=why, by=by, at=at)
    total = sum(freed.values(), NOTHING)
    record(
        "payment_plan.stopped",
        plan,
        by=by,
        at=at,
        after={"after": after.isoformat(), "released": show_money(total), "why": why},
    )
    return total


@transaction.atomic
def return_underspend(
    *, decision_id: int, amount: Decimal, why: str, by: User, at: datetime, marked: bool = False
) -> list[Instalment]:
    """Have the school give back what it did not spend: it is taken from the school's next advance.

    Makes an instalment below zero for each budget that paid, the latest year first. When that advance is paid, the
    ledger takes the payment back and frees the money. `marked`: also of what is marked as paid for a later day, as where
    support ended early; it is owed from that day on. Raises NotPossible above what was paid.
    """
    refuse(why_not_an_amount(amount))
    refuse(None if why.strip() else "Enter why the money is coming back.")
    plan = _plan_of(decision_id)
    if plan is None:
        raise NotPossible("This request has no payment plan, so nothing was paid for it.")
    budgets, today = _lock_budgets(decision_id), day_of(at)
    latest_first = sorted(budgets.values(), key=lambda each: each.funding_year.start, reverse=True)
    found = returnable_of(plan, today)
    closed = any(
        budget.funding_year.is_closed and found[budget.pk].all for budget in latest_first if budget.pk in found
    )
    left = [(each, found[each.pk]) for each in latest_first if each.pk in found and not each.funding_year.is_closed]
    refuse(why_not_return(amount, [each for _, each in left], marked=marked, closed=closed))
    made = []
    for budget, each in left:
        back = min(amount, each.all if marked else each.now)
        if back > 0:
            paid = Instalment.objects.filter(plan=plan, budget=budget, entry__isnull=False, amount__gt=0)
            due_on = max(each.owed_from(back) or today, today)
            made.append(replace(paid.latest("covers_to", "number"), amount=-back, due_on=due_on))
            amount -= back
    returned = show_money(-sum((each.amount for each in made), NOTHING))
    record("payment_plan.underspend", plan, by=by, at=at, after={"returned": returned, "why": why})
    return made


@transaction.atomic
def cancel_return(*, decision_id: int, number: int, why: str, by: User, at: datetime) -> Decimal:
    """The school does not give back an instalment below zero: it was recorded by mistake. How much that is, in pounds.

    The ledger stays as it is: nothing came back yet. Raises NotPossible: none of this number, in an advance, taken or
    paid back, or cancelled before.
    """
    refuse(None if why.strip() else "Enter why the money is not coming back.")
    plan = _plan_of(decision_id)
    if plan is None:
        raise NotPossible("This request has no payment plan, so no money is due back.")
    lock_advances(plan.authority_id)
    found = Instalment.objects.select_for_update(of=("self",)).select_related("advance")
    instalment = found.filter(plan=plan, number=number).first()
    if instalment is None:
        raise NotPossible("There is no money with this number to be given back.")
    cancel(instalment, OfPayment.CANCEL_RETURN, {G.COMES_BACK: back_by(OfPayment.CANCEL_RETURN)}, because=why, at=at)
    amount = -instalment.amount
    record(
        "payment_plan.return_cancelled",
        plan,
        by=by,
        at=at,
        after={"instalment": number, "amount": show_money(amount), "why": why},
    )
    return amount


def cancel(instalment: Instalment, event: OfPayment, rules: Rules | None = None, *, because: str, at: datetime) -> None:
    """It is not paid any more; the row stays. Raises NotPossible."""
    columns = {"advance": None, "cancelled_at": at, "cancelled_because": because.strip()[:300]}
    take_payments([instalment], event, rules, columns=lambda _: columns)


def back_by(event: OfPayment) -> Callable[[Instalment], Refusal | None]:
    """The rule that an event is of money to be given back only."""
    return lambda each: paid_back.why_not_back(each, event)


def replace(
    instalment: Instalment,
    *,
    amount: Decimal,
    covers_to: date | None = None,
    due_on: date | None = None,
    advance: Advance | None = None,
) -> Instalment:
    """Another instalment of the same plan, budget and days, with the next number."""
    last = Instalment.objects.filter(plan=instalment.plan_id).aggregate(last=Max("number"))["last"]
    return Instalment.objects.create(
        plan_id=instalment.plan_id,
        budget_id=instalment.budget_id,
        number=last + 1,
        covers_from=instalment.covers_from,
        covers_to=covers_to or instalment.covers_to,
        payable_until=instalment.payable_until,
        due_on=due_on or instalment.due_on,
        amount=amount,
        advance=advance,
    )


def keep_above_zero(advance: Advance, school_ids: Iterable[int]) -> None:
    """Money that comes back leaves an advance in which its school is no longer paid enough; it is gathered again."""
    for school_id in school_ids:
        inside = Instalment.objects.filter(advance=advance, plan__school=school_id)
        if (inside.aggregate(total=Sum("amount"))["total"] or 0) < 0:
            rules: Rules = {G.COMES_BACK: back_by(OfPayment.LET_WAIT)}
            found = list(inside.filter(amount__lt=0))
            take_payments(found, OfPayment.LET_WAIT, rules, columns=lambda _: {"advance": None})


def _plan_of(decision_id: int) -> PaymentPlan | None:
    return PaymentPlan.objects.filter(decision_id=decision_id).first()


def _lock_budgets(decision_id: int) -> dict[int, Budget]:
    touched = Entry.objects.filter(decision_id=decision_id, kind=Entry.Kind.COMMITMENT)
    return {pk: lock_budget(pk) for pk in sorted(touched.values_list("budget_id", flat=True))}


def _shares_of(decision_id: int) -> list[plans.Share]:
    budgets = _lock_budgets(decision_id)
    held = held_by_decision(decision_id)
    return [
        plans.Share(pk, held.get(pk, NOTHING), plans.Days(budget.funding_year.start, budget.funding_year.end))
        for pk, budget in sorted(budgets.items(), key=lambda each: each[1].funding_year.start)
    ]


def _calendar_of(authority: Authority) -> plans.Calendar:
    terms = Term.objects.filter(authority=authority).order_by("start")
    advances = Advance.objects.filter(authority=authority, paid_at=None).order_by("pays_on")
    return plans.Calendar(
        terms=tuple(plans.Days(term.start, term.end) for term in terms),
        advances=tuple(advances.values_list("pays_on", flat=True)),
    )


def _why_closed(budget: Budget) -> Refusal | None:
    year = budget.funding_year
    return (
        Refusal(f"The funding year {year.name} is closed, so you cannot change its money.") if year.is_closed else None
    )
