"""What one of several processes does that act on one budget at the same moment. See `test_races.py`.

`lock` off takes the action without its lock and its transaction; `checks` off lifts SQLite's CHECK constraints in this
process (those of PostgreSQL are lifted by the test).
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, connection

from locality.accounts.models import User
from locality.budgets.actions import allocating, closing_years, committing, ledger, transferring
from locality.budgets.actions import committing as committing_actions
from locality.budgets.models import Budget, FundingYear, Transfer
from locality.communities.models import Community
from locality.values.refusals import NotPossible
from tests.world import acting


def prepare(task: dict[str, Any]) -> Callable[[], list[str]]:
    connection.ensure_connection()
    if not task["checks"] and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
    act = prepare_act(task)
    return lambda: [outcome(act, number) for number in range(task["tries"])]


def outcome(act: Callable[[int], object], number: int) -> str:
    try:
        act(number)
    except NotPossible as refusal:
        return f"refused: {refusal.sentence}"
    except DatabaseError as error:
        return f"database: {error}"
    return "done"


def prepare_act(task: dict[str, Any]) -> Callable[[int], object]:
    officer = User.objects.get(pk=task["officer"])
    community = Community.objects.get(pk=task["community"])
    year = FundingYear.objects.filter(authority=community.authority_id).earliest("start")
    amount = Decimal(task["amount"])
    at = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    commit = committing_actions.commit

    if not task["lock"]:

        def look_only(pk: int) -> Budget:
            budget = Budget.objects.select_related("community", "funding_year").get(pk=pk)
            time.sleep(0.5)  # as if the processor had turned to another process here
            return budget

        committing.lock_open_budget = look_only
        ledger.record = lambda *_, **__: None  # it asks for a transaction
        commit = committing_actions.commit.__wrapped__

    def to_commit(number: int) -> None:
        commit(
            community=community,
            on=date(2026, 11, 24),
            amount=amount,
            reference="RFR-2026-00500",
            decision_id=task["worker"] * 1000 + number,
            why="Approved",
            by=officer,
            at=at,
        )

    def to_release(_: int) -> None:
        committing_actions.release(
            decision_id=1, amount=amount, reference="RFR-2026-00500", why="Ended", by=officer, at=at
        )

    def to_allocate(_: int) -> None:
        by = acting(officer, at)
        allocating.allocate(community=community, funding_year=year, amount=amount, why="A part", by=by, at=at)

    def to_confirm(_: int) -> None:
        transferring.confirm_transfer(transfer=Transfer.objects.get(), by=acting(officer, at), at=at)

    def to_close(_: int) -> None:
        after = datetime(2027, 9, 10, 10, 30, tzinfo=UTC)
        closing_years.close_year(year=year, by=acting(officer, after), at=after)

    def to_close_or_commit(number: int) -> None:
        (to_close if task["worker"] == 1 else to_commit)(number)

    return {
        "commit": to_commit,
        "release": to_release,
        "allocate": to_allocate,
        "confirm": to_confirm,
        "close": to_close,
        "close_or_commit": to_close_or_commit,
    }[task["act"]]
