"""What one of several processes does that wants the last place of an opportunity at the same moment. See `test_races.py`.

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
from locality.opportunities.actions import booking as acts
from locality.opportunities.models import Booking, Opportunity
from locality.values.refusals import NotPossible
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
        done = act()
    except NotPossible as refusal:
        return f"refused: {refusal.sentence}"
    except DatabaseError as error:
        return f"database: {error}"
    return str(done)


def prepare_act(task: dict[str, Any]) -> Callable[[], object]:
    person = acting(User.objects.get(pk=task["person"]))
    opportunity, school = Opportunity.objects.get(pk=task["opportunity"]), School.objects.get(pk=task["school"])
    book = acts.book_place

    if not task["lock"]:
        turn = acts.next_turn

        def look_only(pk: int) -> Opportunity:
            return Opportunity.objects.select_related("school__community", "authority").get(pk=pk)

        def turn_slowly(of: Opportunity) -> int:
            time.sleep(0.5)  # as if the processor had turned to another process here
            return turn(of) + person.user.pk  # each has one of its own, as on another list

        acts.lock_opportunity, acts.next_turn = look_only, turn_slowly
        acts.record = lambda *_, **__: None  # it asks for a transaction
        book = acts.book_place.__wrapped__

    def to_book() -> str:
        return book(opportunity=opportunity, school=school, by=person, at=timezone.now()).state

    def to_give_up() -> str:
        return acts.give_up_place(
            booking=Booking.objects.get(opportunity=opportunity, person=person.user), by=person, at=timezone.now()
        ).state

    return to_give_up if task.get("gives_up") else to_book
