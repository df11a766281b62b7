"""What one of several processes does that act on requests at the same moment. See `test_races.py` and `racing.py`.

`lock` off takes `decide` without its locks and its transaction, and goes on after a look only when all have looked: the
worst that can happen. `checks` off lifts SQLite's CHECK constraints (the test lifts those of PostgreSQL).
"""

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.actions import committing, ledger
from locality.budgets.models import Budget
from locality.communities.models import School
from locality.resource_requests.actions import deciding as deciding_actions
from locality.resource_requests.actions import decision_records, steps
from locality.resource_requests.models import ResourceRequest
from locality.values.refusals import NotPossible
from locality.writing.actions import drafting, signing
from tests.world import acting, declined, ruling

PATIENCE = 5.0  # seconds, for another process that died before it looked
LOOKS = ("request", "budget")


def prepare(task: dict[str, Any]) -> Callable[[], list[str]]:
    """Everything is read before the start, as the page was that each person has open."""
    connection.ensure_connection()
    if not task["checks"] and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
    meeting_place = Path(task["meeting_place"])
    if not task["lock"]:
        take_locks_off(meeting_place, task["processes"])
    tries = [prepare_one(task["act"], each) for each in task["tries"]]

    def act() -> list[str]:
        outcomes = [outcome(each) for each in tries]
        for look in LOOKS:
            arrive(meeting_place, look)  # nobody waits for one who is done
        return outcomes

    return act


def arrive(meeting_place: Path, look: str) -> None:
    (meeting_place / f"{look}-{os.getpid()}").touch()


def outcome(act: Callable[[], str]) -> str:
    try:
        return act()
    except NotPossible as refusal:
        return f"{type(refusal).__name__}: {refusal.sentence}"
    except DatabaseError as error:
        return f"database: {error}"


def prepare_one(act: str, values: dict[str, Any]) -> Callable[[], str]:
    now, by = timezone.now(), User.objects.get(pk=values["by"])
    if act == "start":
        school = School.objects.select_related("community", "authority").get(pk=values["school"])
        return lambda: drafting.start(school=school, by=acting(by), at=now).reference
    request = ResourceRequest.objects.get(pk=values["request"])
    if act == "submit":
        seen = signing.fingerprint(request)
        return lambda: (
            signing.submit(
                request, by=acting(by), signed_name=by.name, signed_role="Head teacher", seen=seen, at=now
            ).state
        )
    decided = ruling(amount=Decimal(values["amount"])) if values["amount"] else declined()
    return lambda: deciding_actions.decide(request, decided, by=acting(by), at=now).outcome


def take_locks_off(meeting_place: Path, processes: int) -> None:
    """In this process alone, which ends with the race."""

    def wait_for_all(look: str) -> None:
        arrive(meeting_place, look)
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

    steps.locked = look_at_request
    decision_records.commit = decision_records.commit.__wrapped__
    committing.lock_budget = ledger.lock_budget = look_at_budget
    ledger.record = steps.record = lambda *_, **__: None  # the log and the outbox ask for a transaction
    steps.tell_audiences = lambda *_, **__: None
    deciding_actions.follow_decided = lambda *_: None  # a review asks for one too, and holds no money
    deciding_actions.decide = deciding_actions.decide.__wrapped__
