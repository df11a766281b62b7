"""Four real processes want the last place at the same moment: never oversold, and a control that shows why."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from locality.accounts.models import User
from locality.opportunities.models import Booking, Opportunity
from locality.outbox.models import Message
from tests.integration.opportunities.arranging import another, books, published
from tests.integration.opportunities.race_worker import prepare
from tests.integration.racing import together
from tests.world import Side, make_side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-8"), pytest.mark.both_databases("race")]

WORKERS = 4
NEVER = "opportunity_never_oversold"

Race = Callable[..., "Counter[str]"]


@pytest.fixture
def side() -> Side:
    return make_side("Wealdshire", "801", 801000, now=timezone.now())


@pytest.fixture
def people(side: Side) -> list[User]:
    return [another(side, number) for number in range(WORKERS)]


@pytest.fixture
def opportunity(side: Side) -> Opportunity:
    """Of two places, one is booked."""
    opportunity = published(side)
    books(side, opportunity, "signatory")
    return opportunity


@pytest.fixture
def race(side: Side, opportunity: Opportunity, people: list[User]) -> Race:
    """Start the processes, each as somebody else, let them go together, and count what came of their tries."""

    def run(
        *, lock: bool = True, checks: bool = True, who: list[User] | None = None, tries: int = 1, **more: Any
    ) -> "Counter[str]":
        task = {"opportunity": opportunity.pk, "school": side.school.pk, "lock": lock, "checks": checks, "tries": tries}
        each = together(prepare, [{**task, **more, "person": one.pk} for one in who or people])
        return Counter(outcome for outcomes in each for outcome in outcomes)

    return run


def taken_by_rows(opportunity: Opportunity) -> int:
    """Which places are taken, by plain SQL over the bookings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(counted) FROM opportunities_booking WHERE opportunity_id = %s", [opportunity.pk])
        return int(cursor.fetchone()[0])


@pytest.fixture
def checks_off() -> Iterator[None]:
    """Lift the CHECK constraints of opportunities; the triggers go on counting."""
    if connection.vendor == "sqlite":
        yield  # each process lifts them for itself
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'opportunities_opportunity'::regclass AND contype = 'c'"
        )
        checks = cursor.fetchall()
        for name, _ in checks:
            cursor.execute(f"ALTER TABLE opportunities_opportunity DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM opportunities_booking")
        cursor.execute("DELETE FROM opportunities_opportunity")
        cursor.execute("SET session_replication_role = DEFAULT")
        for name, definition in checks:
            cursor.execute(f"ALTER TABLE opportunities_opportunity ADD CONSTRAINT {name} {definition}")


def test_four_want_the_last_place_and_one_gets_it_while_three_wait(race: Race, opportunity: Opportunity) -> None:
    assert race() == {"booked": 1, "waiting": 3}
    assert taken_by_rows(opportunity) == 2
    opportunity.refresh_from_db()
    assert (opportunity.places, opportunity.taken, opportunity.left) == (2, 2, 0)
    turns = Booking.objects.filter(opportunity=opportunity, state="waiting").values_list("turn", flat=True)
    assert sorted(turns) == [3, 4, 5]


def test_one_person_in_four_windows_books_once(race: Race, opportunity: Opportunity, people: list[User]) -> None:
    assert race(who=people[:1] * 4) == {"booked": 1, "refused: You have already booked a place.": 3}
    assert taken_by_rows(opportunity) == 2


def test_two_give_up_at_once_and_each_place_goes_to_one_who_waits(
    race: Race, side: Side, opportunity: Opportunity, people: list[User]
) -> None:
    books(side, opportunity, "school_editor")
    assert race() == {"waiting": 4}
    leave = [side.people["signatory"], side.people["school_editor"]]
    assert race(who=leave, gives_up=True) == {"withdrew": 2}
    assert taken_by_rows(opportunity) == 2
    order = list(Booking.objects.filter(opportunity=opportunity, person__in=people).order_by("turn"))
    assert [each.state for each in order] == ["booked", "booked", "waiting", "waiting"]
    told = Message.objects.filter(subject__startswith="You have a place").values_list("to_id", flat=True)
    assert sorted(told) == sorted(each.person_id for each in order[:2])


def test_control_without_lock_and_check_the_same_race_oversells(
    race: Race, opportunity: Opportunity, checks_off: None
) -> None:
    """If this ever passes without overselling, the race tests prove nothing."""
    outcomes = race(lock=False, checks=False)
    assert outcomes["booked"] > 1
    assert taken_by_rows(opportunity) > 2


def test_the_control_is_fair_one_after_the_other_it_does_not_oversell(
    race: Race, opportunity: Opportunity, people: list[User], checks_off: None
) -> None:
    for one, state in zip(people[:3], ("booked", "waiting", "waiting"), strict=True):
        assert race(who=[one], lock=False, checks=False) == {state: 1}
    assert taken_by_rows(opportunity) == 2


def test_without_the_lock_the_database_refuses_what_is_too_much(race: Race, opportunity: Opportunity) -> None:
    outcomes = race(lock=False)
    assert outcomes.pop("booked") == 1
    assert outcomes.total() == WORKERS - 1
    assert all(NEVER in outcome for outcome in outcomes)
    assert taken_by_rows(opportunity) == 2
