"""Four real processes want the last hours of an offer at the same moment: never overbooked, and a control that shows why."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.utils import timezone

from locality.support.models import Offer, TermHours
from tests.integration.racing import together
from tests.integration.support.arranging import asked_for, offered
from tests.integration.support.race_worker import prepare
from tests.world import Side, make_side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-6"), pytest.mark.both_databases("race")]

WORKERS = 4
NEVER = "term_hours_never_overbooked"

Race = Callable[..., "Counter[str]"]


@pytest.fixture
def side() -> Side:
    return make_side("Wealdshire", "801", 801000, now=timezone.now())


@pytest.fixture
def offer(side: Side) -> Offer:
    """Of 10 hours, one is booked: so the term is known to every process."""
    offer = offered(side)
    asked_for(side, offer, 1)
    return offer


@pytest.fixture
def race(side: Side, offer: Offer) -> Race:
    """Start the processes, let them go together, and count what came of their tries."""

    def run(
        hours: int, *, tries: int = 1, lock: bool = True, checks: bool = True, workers: int = WORKERS
    ) -> "Counter[str]":
        task = {
            "person": side.people["signatory"].pk, "offer": offer.pk, "receiver": side.school.pk, "hours": hours,
            "tries": tries, "lock": lock, "checks": checks,
        }  # fmt: skip
        each = together(prepare, [dict(task) for _ in range(workers)])
        return Counter(outcome for outcomes in each for outcome in outcomes)

    return run


def booked_by_rows(offer: Offer) -> int:
    """What is booked, by plain SQL over what was arranged."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(counted) FROM support_placement WHERE offer_id = %s", [offer.pk])
        return int(cursor.fetchone()[0])


@pytest.fixture
def checks_off() -> Iterator[None]:
    """Lift the CHECK constraints of the hours of a term; the triggers go on counting."""
    if connection.vendor == "sqlite":
        yield  # each process lifts them for itself
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'support_termhours'::regclass AND contype = 'c'"
        )
        checks = cursor.fetchall()
        for name, _ in checks:
            cursor.execute(f"ALTER TABLE support_termhours DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM support_placement")
        cursor.execute("DELETE FROM support_termhours")
        cursor.execute("SET session_replication_role = DEFAULT")
        for name, definition in checks:
            cursor.execute(f"ALTER TABLE support_termhours ADD CONSTRAINT {name} {definition}")


def test_four_want_the_last_hours_at_once_and_none_is_booked_twice(race: Race, offer: Offer) -> None:
    outcomes = race(2, tries=3)
    assert outcomes.pop("done") == 4  # of the 9 hours that are left
    assert sum(outcomes.values()) == 4 * 3 - 4
    assert all(
        each.startswith("refused: Hours must be 1 or fewer, because no more are left until") for each in outcomes
    )
    assert booked_by_rows(offer) == 9
    term = TermHours.objects.get()
    assert (term.hours, term.booked, term.left) == (10, 9, 1)


def test_one_of_four_gets_all_that_is_left_and_the_others_are_told(race: Race, offer: Offer) -> None:
    outcomes = race(9)
    assert outcomes.pop("done") == 1
    assert [each[:26] for each in outcomes] == ["refused: No hours are left"]
    assert outcomes.total() == 3
    assert booked_by_rows(offer) == 10


def test_control_without_lock_and_check_the_same_race_overbooks(race: Race, offer: Offer, checks_off: None) -> None:
    """If this ever passes without overbooking, the race tests prove nothing."""
    outcomes = race(9, lock=False, checks=False)
    assert outcomes["done"] > 1
    assert booked_by_rows(offer) > 10


def test_the_control_is_fair_one_after_the_other_it_does_not_overbook(
    race: Race, offer: Offer, checks_off: None
) -> None:
    outcomes = race(9, tries=2, lock=False, checks=False, workers=1)
    assert outcomes["done"] == 1
    assert booked_by_rows(offer) == 10


def test_without_the_lock_the_database_refuses_what_is_too_much(race: Race, offer: Offer) -> None:
    outcomes = race(9, lock=False)
    assert outcomes.pop("done") == 1
    assert outcomes.total() == WORKERS - 1
    assert all(NEVER in outcome for outcome in outcomes)
    assert booked_by_rows(offer) == 10


def test_four_decline_the_same_support_and_its_hours_come_back_once(side: Side, offer: Offer) -> None:
    placement = asked_for(side, offer, 5)
    task = {
        "person": side.people["representative"].pk, "offer": offer.pk, "receiver": side.school.pk,
        "placement": placement.pk, "tries": 1, "lock": True, "checks": True,
    }  # fmt: skip
    each = together(prepare, [dict(task) for _ in range(WORKERS)])
    assert Counter(outcome for outcomes in each for outcome in outcomes) == {
        "done": 1,
        "refused: This support is already declined.": 3,
    }
    assert TermHours.objects.get().booked == 1
