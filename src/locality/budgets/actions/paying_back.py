"""Recording that a school paid money back outside the advances: by an invoice, by a journal (POST-4)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.actions.ledger import hold, write
from locality.budgets.locks import lock_advances
from locality.budgets.models import Entry, Instalment
from locality.budgets.queries.payments import paid_out
from locality.budgets.rules import paid_back
from locality.budgets.rules.advances import payee_of
from locality.communities.hiding import without_pupils
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.values.dates import show_day
from locality.values.money import show_money
from locality.values.refusals import refuse
from locality.values.typed import short
from locality.values.working_days import day_of


@transaction.atomic
def record_return(*, instalment: Instalment, returned_on: date, how: str, by: Viewer, at: datetime) -> Instalment:
    """Record that money to be given back was paid back on a day: no advance takes it any more.

    The ledger takes the payment back and frees the money, as an advance would have done. It stands there from the moment
    at which it is recorded, and says the day. Raises NotPossible: no money to be given back, or recorded or taken back
    already; in an advance; on a day that has not come or before the money went out; by who processed the request.
    """
    allow(by, Permission.PAYMENTS_RELEASE, authority=instalment.plan.authority)
    lock_advances(instalment.plan.authority_id)
    budget = hold(Instalment.objects.values_list("budget_id", flat=True).get(pk=instalment.pk))
    found = Instalment.objects.select_for_update(of=("self",)).select_related("plan__school__authority")
    instalment = found.select_related("plan__school__trust", "advance").get(pk=instalment.pk)
    refuse(paid_back.why_not_paid_back(instalment, by.user.pk))
    went_out = paid_out(instalment.plan, budget.pk)
    refuse(paid_back.why_not_yet(-instalment.amount, went_out, day_of(at)))
    refuse(paid_back.why_not_on(-instalment.amount, went_out, returned_on, day_of(at)), "returned_on")
    how = short(how)
    refuse(paid_back.why_not_thus(how), "how")
    how = short(without_pupils(how, [budget.community]))[:300]
    plan, why = instalment.plan, f"Paid back by the school on {show_day(returned_on)}: {how}"
    paid = Entry.objects.filter(budget=budget, decision_id=plan.decision_id, kind=Entry.Kind.PAYMENT, amount__gt=0)
    of_decision: dict[str, Any] = {
        "reference": plan.reference,
        "decision_id": plan.decision_id,
        "why": why,
        "by": by.user,
        "at": at,
    }
    payment = write(budget, Entry.Kind.PAYMENT, instalment.amount, reverses=paid.latest("pk"), **of_decision)
    write(budget, Entry.Kind.RELEASE, -instalment.amount, reverses=payment, **of_decision)
    payee = payee_of(plan.school)
    instalment.entry, instalment.payee_name, instalment.payee_code = payment, payee.name, payee.code
    instalment.returned_on, instalment.returned_how = returned_on, how
    instalment.save(update_fields=["entry", "payee_name", "payee_code", "returned_on", "returned_how"])
    record(
        "payment_plan.paid_back",
        plan,
        by=by.user,
        at=at,
        after={
            "instalment": instalment.number,
            "amount": show_money(-instalment.amount),
            "returned_on": returned_on.isoformat(),
            "how": how,
            "entry": payment.pk,
        },
    )
    return instalment
