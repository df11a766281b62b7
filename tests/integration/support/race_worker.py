"""What one of several processes does that wants the last hours of an offer at the same moment. See `test_races.py`.

`lock` off takes the action without its lock and its transaction; `checks` off lifts SQLite's CHECK constraints in this
process (those of PostgreSQL are lifted by the test).
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import School
from locality.support.actions import answering, placing
from locality.support.models import Offer, Placement
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import asked
from tests.world import acting


def prepare(task: dict[str, Any]) -> Callable[[], list[str]]:
    connection.ensure_connection()
    if not task["checks"] and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
    act = prepare_act(task)
    return lambda: [outcome(act) for _ in range(task["tries"])]


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except NotPossible as refusal:
        return f"refused: {refusal.sentence}"
    except DatabaseError as error:
        return f"database: {error}"
    return "done"


def prepare_act(task: dict[str, Any]) -> Callable[[], object]:
    person = acting(User.objects.get(pk=task["person"]))
    offer, receiver = Offer.objects.get(pk=task["offer"]), School.objects.get(pk=task["receiver"])
    ask = placing.ask_for_support
    placing.same_ask = lambda *_: None  # all of them ask alike, as several schools would

    if not task["lock"]:
        find = placing.hours_in_term

        def look_only(pk: int) -> Offer:
            return Offer.objects.select_related("school__community", "authority").get(pk=pk)

        def find_slowly(*asked_with: Any) -> Any:
            found = find(*asked_with)
            time.sleep(0.5)  # as if the processor had turned to another process here
            return found

        placing.lock_offer, placing.hours_in_term = look_only, find_slowly
        placing.record = placing.tell_of_support = lambda *_, **__: None  # they ask for a transaction
        ask = placing.ask_for_support.__wrapped__

    def to_ask() -> None:
        ask(offer=offer, receiver=receiver, asked=asked(task["hours"]), by=person, at=timezone.now())

    def to_answer() -> None:
        placement = Placement.objects.get(pk=task["placement"])
        answering.decline_support(placement=placement, reason="Away", by=person, at=timezone.now())

    return to_answer if task.get("placement") else to_ask
