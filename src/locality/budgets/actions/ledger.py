"""Writing one entry, with its event in the audit log."""

from datetime import datetime
from decimal import Decimal

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.locks import lock_budget
from locality.budgets.models import Budget, Entry, FundingYear, Transfer
from locality.budgets.rules.years import why_not_open
from locality.values.money import PENNY, show_money
from locality.values.refusals import refuse

_TOTALS = ("allocated", "committed", "released", "paid", "remaining")


def lock_open_budget(budget_id: int) -> Budget:
    """A budget of an open year, locked until the transaction ends. Raises NotPossible where its year is closed.

    The year is read after the lock: it may have been closed while this process waited.
    """
    budget = lock_budget(budget_id)
    budget.funding_year = FundingYear.objects.select_related("authority").get(pk=budget.funding_year_id)
    refuse(why_not_open(budget.funding_year))
    return budget


def write_entry(
    budget: Budget,
    kind: Entry.Kind,
    amount: Decimal,
    *,
    why: str,
    by: User,
    at: datetime,
    reference: str = "",
    decision_id: int | None = None,
    transfer: Transfer | None = None,
    reverses: Entry | None = None,
) -> Entry:
    """Add an entry to a locked budget. The database's trigger moves the totals, and refuses what breaks them."""
    before = _totals(budget)
    entry = Entry.objects.create(
        budget=budget,
        kind=kind,
        amount=amount.quantize(PENNY),
        reference=reference,
        decision_id=decision_id,
        transfer=transfer,
        reverses=reverses,
        by=by,
        why=why[:300],
        at=at,
    )
    budget.refresh_from_db(fields=_TOTALS)
    record(
        f"budget.{kind}",
        budget,
        by=by,
        at=at,
        before=before,
        after={
            **_totals(budget),
            "entry": entry.pk,
            "amount": show_money(entry.amount),
            "reference": reference,
            "decision": decision_id,
            "why": entry.why,
        },
    )
    return entry


def _totals(budget: Budget) -> dict[str, str]:
    return {name: show_money(getattr(budget, name)) for name in _TOTALS}
