"""One of several processes that act on requests at the same moment. See `test_races.py` and `racing.py`.

`lock` off takes `decide` without its locks and its transaction, and goes on after a look only when all have looked: the
worst that can happen. `checks` off lifts SQLite's CHECK constraints (the test lifts those of PostgreSQL).
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
PATIENCE = 5.0  # seconds, for another process that failed before it looked


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
    if not task["lock"]:
        take_locks_off(Path(task["meeting_place"]), task["processes"])
    tries = [prepare(task["act"], each) for each in task["tries"]]
    say("ready")
    sys.stdin.readline()
    say(json.dumps([outcome(act) for act in tries]))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def outcome(act: Callable[[], str]) -> str:
    from django.db import DatabaseError

    from locality.values.transitions import NotPossible

    try:
        return act()
    except NotPossible as refusal:
        return f"{type(refusal).__name__}: {refusal.sentence}"
    except DatabaseError as error:
        return f"database: {error}"


def prepare(act: str, values: dict[str, Any]) -> Callable[[], str]:
    """Everything is read before the start, as the page was that each person has open."""
    from decimal import Decimal

    from django.utils import timezone

    from locality.accounts.models import User
    from locality.communities.models import School
    from locality.resource_requests import actions
    from locality.resource_requests.models import ResourceRequest
    from tests.world import declined, ruling

    now, by = timezone.now(), User.objects.get(pk=values["by"])
    if act == "start":
        school = School.objects.select_related("community", "authority").get(pk=values["school"])
        return lambda: actions.start(school=school, by=by, at=now).reference
    request = ResourceRequest.objects.get(pk=values["request"])
    if act == "submit":
        seen = actions.fingerprint(request)
        return lambda: (
            actions.submit(request, by=by, signed_name=by.name, signed_role="Head teacher", seen=seen, at=now).state
        )
    decided = ruling(amount=Decimal(values["amount"])) if values["amount"] else declined()
    return lambda: actions.decide(request, decided, by=by, at=now).outcome


def take_locks_off(meeting_place: Path, processes: int) -> None:
    from locality.budgets.actions import decisions, ledger
    from locality.budgets.models import Budget
    from locality.resource_requests import actions
    from locality.resource_requests.actions import decision, steps
    from locality.resource_requests.models import ResourceRequest

    def wait_for_all(look: str) -> None:
        (meeting_place / f"{look}-{os.getpid()}").touch()
        until = time.monotonic() + PATIENCE
        while len(list(meeting_place.glob(f"{look}-*"))) < processes and time.monotonic() < until:
            time.sleep(0.005)

    def look_at_request(request: ResourceRequest) -> ResourceRequest:
        found = ResourceRequest.objects.select_related("school__authority", "community__area", "meeting").get(
            pk=request.pk
        )
        wait_for_all("request")
        return found

    def look_at_budget(pk: int) -> Budget:
        budget = Budget.objects.select_related("community", "funding_year").get(pk=pk)
        wait_for_all("budget")
        return budget

    decision.locked = look_at_request
    decision.commit = decision.commit.__wrapped__
    decisions.lock_budget = look_at_budget
    ledger.record = steps.record = lambda **_: None  # the log and the outbox ask for a transaction
    decision.tell = lambda *_, **__: None
    actions.decide = actions.decide.__wrapped__


if __name__ == "__main__":
    main()
