"""A school gives back what it did not spend: first what is not paid yet, then what was (OBJ-1, RES-7)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.actions.committing import give_back
from locality.budgets.actions.planning_payments import cancel, replace, return_underspend
from locality.budgets.locks import lock_advances, lock_budget
from locality.budgets.models import Instalment, PaymentPlan
from locality.budgets.rules.money import why_not_an_amount
from locality.budgets.workflow import OfPayment
from locality.values.money import NOTHING, show_money
from locality.values.refusals import NotPossible, refuse


@dataclass(frozen=True)
class Returned:
    """What became of money that a school gives back, in pounds: `freed` at once, `coming` with the school's next advance."""

    freed: Decimal
    coming: Decimal


@transaction.atomic
def return_unspent(*, decision_id: int, amount: Decimal, why: str, by: User, at: datetime) -> Returned:
    """Give back an amount of what a decision was promised, in pounds: all of it, or nothing.

    Payments still planned are stopped, the latest first, and their money is free at once (a release). The rest is taken from
    the school's next advance, and free when that is paid. What an advance has gathered already is paid, and so can come
    back later alone. Raises NotPossible: not processed, or more than can come back today.
    """
    refuse(why_not_an_amount(amount))
    plan = PaymentPlan.objects.filter(decision_id=decision_id).first()
    if plan is None:
        raise NotPossible("The council has not processed this request yet, so there is no money to give back.")
    lock_advances(plan.authority_id)
    freed = _stop_planned(plan, amount, why=why, by=by, at=at)
    coming = amount - freed
    if coming > 0:
        return_underspend(decision_id=decision_id, amount=coming, why=why, by=by, at=at)
    record(
        "payment_plan.unspent",
        plan,
        by=by,
        at=at,
        after={"released": show_money(freed), "coming": show_money(coming), "why": why},
    )
    return Returned(freed, coming)


def _stop_planned(plan: PaymentPlan, amount: Decimal, *, why: str, by: User, at: datetime) -> Decimal:
    """Stop so much of what is still to be paid, the latest payments first; how much that was."""
    unpaid = Instalment.objects.filter(plan=plan, entry=None, cancelled_at=None, amount__gt=0, advance=None)
    budgets = {pk: lock_budget(pk) for pk in sorted(set(unpaid.values_list("budget_id", flat=True)))}
    freed = NOTHING
    for each in list(unpaid.order_by("-covers_to", "-number")):
        if freed == amount or budgets[each.budget_id].funding_year.is_closed:
            continue
        less = min(amount - freed, each.amount)
        cancel(each, OfPayment.STOP, because=why, at=at)
        if less < each.amount:
            replace(each, amount=each.amount - less)
        give_back(budgets[each.budget_id], less, plan.decision_id, reference=plan.reference, why=why, by=by, at=at)
        freed += less
    return freed
