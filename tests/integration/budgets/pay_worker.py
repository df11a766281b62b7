"""What one of several finance officers does who act on one advance at the same moment. See `test_payment_races.py`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import DatabaseError, connection

from locality.accounts.models import User
from locality.budgets.actions import gathering_advances, paying, paying_back, planning_payments
from locality.budgets.models import Advance, Instalment
from locality.values.refusals import NotPossible
from tests.integration.budgets.clock import AT, PAID, TODAY
from tests.world import acting


def prepare(task: dict[str, Any]) -> Callable[[], str]:
    """Everything is read before the start, as the page was that each person has open."""
    connection.ensure_connection()
    by, advance = User.objects.get(pk=task["by"]), Advance.objects.get(pk=task["advance"])

    def add_year() -> object:
        return gathering_advances.add_monthly_advances(
            authority=advance.authority, first_month=date(2027, 1, 1), months=12, pay_day=18, closes_days_before=5,
            by=acting(by, AT), at=AT,
        )  # fmt: skip

    acts: dict[str, Callable[[], object]] = {
        "pay": lambda: paying.pay_advance(advance=advance, by=acting(by, AT), at=AT),
        "gather": lambda: gathering_advances.gather(advance=advance, by=acting(by, AT), at=AT),
        "stop": lambda: planning_payments.stop_plan(
            decision_id=task["decision"], after=TODAY, why="Ended", by=by, at=AT
        ),
        "paid_back": lambda: paying_back.record_return(
            instalment=Instalment.objects.get(pk=task["instalment"]),
            returned_on=PAID.date(),
            how="x",
            by=acting(by, PAID),
            at=PAID,
        ),
        "cancel_return": lambda: planning_payments.cancel_return(
            decision_id=task["decision"], number=task["number"], why="A slip", by=by, at=PAID
        ),
        "add": add_year,
    }

    def act() -> str:
        try:
            acts[task["act"]]()
        except NotPossible as refusal:
            return f"refused: {refusal.sentence}"
        except DatabaseError as error:
            return f"database: {error}"
        return "done"

    return act
