"""One of several processes that act on one budget at the same moment. See `test_races.py`.

Reads one line of JSON with its task, says "ready", waits for a second line, acts, and prints what came of each try.
`lock` off takes the action without its lock and its transaction; `checks` off lifts SQLite's CHECK constraints in this
process (those of PostgreSQL are lifted by the test).
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main() -> None:
    task = json.loads(sys.stdin.readline())

    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = task["database"]
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    if not task["checks"] and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
    act = prepare(task)
    say("ready")
    sys.stdin.readline()
    say(json.dumps([outcome(act, number) for number in range(task["tries"])]))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def outcome(act: Callable[[int], None], number: int) -> str:
    from django.db import DatabaseError

    from locality.budgets.actions import MoneyRefused

    try:
        act(number)
    except MoneyRefused as refusal:
        return f"refused: {refusal.sentence}"
    except DatabaseError as error:
        return f"database: {error}"
    return "done"


def prepare(task: dict[str, Any]) -> Callable[[int], None]:
    from locality.accounts.models import User
    from locality.budgets import actions
    from locality.budgets.actions import decisions, ledger
    from locality.budgets.models import Budget, FundingYear
    from locality.communities.models import Community

    officer = User.objects.get(pk=task["officer"])
    community = Community.objects.get(pk=task["community"])
    year = FundingYear.objects.get(authority=community.authority_id)
    amount = Decimal(task["amount"])
    at = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    commit = actions.commit

    if not task["lock"]:

        def look_only(pk: int) -> Budget:
            budget = Budget.objects.select_related("community", "funding_year").get(pk=pk)
            time.sleep(0.5)  # as if the processor had turned to another process here
            return budget

        decisions.lock_budget = look_only
        ledger.record = lambda **_: None  # it asks for a transaction
        commit = actions.commit.__wrapped__

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
        actions.release(decision_id=1, amount=amount, reference="RFR-2026-00500", why="Ended", by=officer, at=at)

    def to_allocate(_: int) -> None:
        actions.allocate(community=community, funding_year=year, amount=amount, why="A part", by=officer, at=at)

    return {"commit": to_commit, "release": to_release, "allocate": to_allocate}[task["act"]]


if __name__ == "__main__":
    main()
