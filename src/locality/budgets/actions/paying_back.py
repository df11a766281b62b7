"""Recording that a school paid money back outside the advances: by an invoice, by a journal (POST-4)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.actions.ledger import lock_open_budget, write_entry
from locality.budgets.actions.paying import entered
from locality.budgets.actions.planning_payments import back_by
from locality.budgets.actions.steps import Rules, allow_event, take_payments
from locality.budgets.locks import lock_advances
from locality.budgets.models import Budget, Entry, Instalment
from locality.budgets.queries.payments import paid_out
from locality.budgets.rules import paid_back
from locality.budgets.workflow import PAYMENTS, G, OfPayment
from locality.communities.hiding import without_pupils
from locality.communities.scope import Viewer
from locality.values.dates import show_day
from locality.values.money import show_money
from locality.values.refusals import Refusal, refuse
from locality.values.typed import short
from locality.values.working_days import day_of


@transaction.atomic
def record_return(*, instalment: Instalment, returned_on: date, how: str, by: Viewer, at: datetime) -> Instalment:
    """Record that money to be given back was paid back on a day: no advance takes it any more.

    The ledger takes the payment back and frees the money, as an advance would have done. It stands there from the moment
    at which it is recorded, and says the day. Raises NotPossible: no money to be given back, or recorded or taken back
    already; in an advance; on a day that has not come or before the money went out; by who processed the request.
    """
    event = OfPayment.PAY_BACK
    allow_event(PAYMENTS, event, by, instalment.plan.authority)
    lock_advances(instalment.plan.authority_id)
    budget = lock_open_budget(Instalment.objects.values_list("budget_id", flat=True).get(pk=instalment.pk))
    found = Instalment.objects.select_for_update(of=("self",)).select_related("plan__school__authority")
    instalment = found.select_related("plan__school__trust", "advance").get(pk=instalment.pk)
    went_out, today = paid_out(instalment.plan, budget.pk), day_of(at)

    def why_not_on(each: Instalment) -> Refusal | None:
        late = paid_back.why_not_on(-each.amount, went_out, returned_on, today)
        return paid_back.why_not_yet(-each.amount, went_out, today) or late

    rules: Rules = {
        G.COMES_BACK: back_by(event),
        G.ANOTHER_PROCESSED: lambda each: paid_back.why_not_processed(each, by.user.pk),
        G.WENT_OUT: why_not_on,
    }
    take_payments(
        [instalment], event, rules, columns=lambda each: _enter(each, budget, returned_on, how, by=by.user, at=at)
    )
    record(
        "payment_plan.paid_back",
        instalment.plan,
        by=by.user,
        at=at,
        after={
            "instalment": instalment.number,
            "amount": show_money(-instalment.amount),
            "returned_on": returned_on.isoformat(),
            "how": instalment.returned_how,
            "entry": instalment.entry_id,
        },
    )
    return instalment


def _enter(
    payment: Instalment, budget: Budget, returned_on: date, how: str, *, by: User, at: datetime
) -> dict[str, object]:
    """Take the payment back in the ledger and free its money; gives what the payment then says of it."""
    how = short(how)
    refuse(paid_back.why_not_thus(how), "how")
    how = short(without_pupils(how, [budget.community]))[:300]
    plan, why = payment.plan, f"Paid back by the school on {show_day(returned_on)}: {how}"
    paid = Entry.objects.filter(budget=budget, decision_id=plan.decision_id, kind=Entry.Kind.PAYMENT, amount__gt=0)
    of_decision: dict[str, Any] = {
        "reference": plan.reference,
        "decision_id": plan.decision_id,
        "why": why,
        "by": by,
        "at": at,
    }
    entry = write_entry(budget, Entry.Kind.PAYMENT, payment.amount, reverses=paid.latest("pk"), **of_decision)
    write_entry(budget, Entry.Kind.RELEASE, -payment.amount, reverses=entry, **of_decision)
    return {**entered(payment, entry), "returned_on": returned_on, "returned_how": how}
