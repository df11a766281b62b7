"""The database's own guards of places, attacked with plain SQL past every action; and places by random histories."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locality.accounts.models import User
from locality.opportunities.actions import booking, publishing
from locality.opportunities.models import Booking, Opportunity
from locality.values.refusals import NotPossible
from tests.integration.opportunities.arranging import another, books, published, said
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-8"), pytest.mark.both_databases("constraint")]


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: Any) -> str:
    with pytest.raises(DatabaseError) as caught:
        sql(statement, *values)
    return str(caught.value)


def test_places_taken_follow_what_is_booked(kent: Side) -> None:
    opportunity = published(kent)
    first, _ = books(kent, opportunity, "signatory"), books(kent, opportunity, "school_editor")
    opportunity.refresh_from_db()
    assert opportunity.taken == 2
    sql("UPDATE opportunities_booking SET state = 'withdrew', counted = 0 WHERE id = %s", first.pk)
    opportunity.refresh_from_db()
    assert opportunity.taken == 1


def test_no_one_says_which_places_are_taken_but_the_bookings(kent: Side) -> None:
    books(kent, published(kent), "signatory")
    assert "opportunities_taken_is_the_sum" in refused("UPDATE opportunities_opportunity SET taken = 0")
    assert "opportunities_taken_is_the_sum" in refused("UPDATE opportunities_opportunity SET taken = taken + 1")


def test_places_are_never_oversold(kent: Side) -> None:
    opportunity = published(kent)
    books(kent, opportunity, "signatory")
    books(kent, opportunity, "school_editor")
    waits = books(kent, opportunity, "representative")
    assert "opportunity_never_oversold" in refused("UPDATE opportunities_opportunity SET places = 1")
    assert "opportunity_never_oversold" in refused(
        "UPDATE opportunities_booking SET state = 'booked', counted = 1 WHERE id = %s", waits.pk
    )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("counted = 0", "booking_counts_as_it_stands"),
        ("state = 'waiting'", "booking_counts_as_it_stands"),
        ("state = 'gone'", "booking_"),
        ("person_id = person_id + 1", "opportunities_booking_stays"),
    ],
)
def test_a_booking_counts_as_it_stands_and_stays_with_its_person(kent: Side, change: str, constraint: str) -> None:
    books(kent, published(kent), "signatory")
    assert constraint in refused(f"UPDATE opportunities_booking SET {change}")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("places = 0", "opportunity_has_from_1_to_200_places"),
        ("places = 201", "opportunity_has_from_1_to_200_places"),
        ("fewest = 3", "opportunity_needs_no_more_than_its_places"),
        ("ends = starts", "opportunity_ends_after_it_starts"),
        ("place = ''", "opportunity_says_where"),
        ("title = ''", "opportunity_says_what"),
        ("state = 'cancelled'", "opportunity_cancelled_says_why"),
        ("state = 'gone'", "opportunity_state_is_known"),
        ("school_id = NULL", "opportunity_of_a_community_has_a_school"),
        ("books_until = '2999-01-01'", "opportunity_is_booked_before"),
    ],
)
def test_an_opportunity_says_what_goes_together(kent: Side, change: str, constraint: str) -> None:
    published(kent)
    assert constraint in refused(f"UPDATE opportunities_opportunity SET {change}")


@pytest.mark.parametrize("table", ["opportunities_opportunity", "opportunities_booking"])
def test_rows_are_never_deleted(kent: Side, table: str) -> None:
    books(kent, published(kent), "signatory")
    assert f"{table}_is_kept" in refused(f"DELETE FROM {table}")


WHAT = st.lists(st.tuples(st.sampled_from(("book", "give up", "more", "fewer")), st.integers(0, 4)), max_size=14)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=WHAT)
def test_whoever_asked_first_has_a_place_whatever_happens(kent: Side, history: list[tuple[str, int]]) -> None:
    """Kept here by hand beside the database: the first in line have the places, and nobody waits while one is free."""
    with transaction.atomic():
        people: list[User] = [another(kent, number) for number in range(5)]
        opportunity, line, places, now = published(kent), list[int](), 2, timezone.now()
        for what, number in history:
            person = acting(people[number])
            if what == "book":
                try:
                    with transaction.atomic():
                        booking.book_place(opportunity=opportunity, school=kent.school, by=person, at=now)
                except NotPossible:
                    assert number in line
                    continue
                line.append(number)
            elif what == "give up" and number in line:
                mine = Booking.objects.get(opportunity=opportunity, person=people[number])
                booking.give_up_place(booking=mine, by=person, at=now)
                line.remove(number)
            elif what in {"more", "fewer"}:
                wanted = places + (1 if what == "more" else -1)
                if wanted < max(1, min(places, len(line))):
                    continue
                places = wanted
                publishing.change_opportunity(
                    opportunity=opportunity, said=said(places=places), by=acting(kent.people["representative"]), at=now
                )
            found = Booking.objects.filter(opportunity=opportunity).exclude(state="withdrew").order_by("turn")
            states = [(people.index(each.person), each.state) for each in found.select_related("person")]
            assert states == [(each, "booked" if at < places else "waiting") for at, each in enumerate(line)]
            assert Opportunity.objects.get(pk=opportunity.pk).taken == min(places, len(line))
        transaction.set_rollback(True)


def test_the_waiting_list_stands_still_once_it_has_started(kent: Side) -> None:
    opportunity = published(kent, places=1)
    first = books(kent, opportunity, "signatory")
    books(kent, opportunity, "school_editor")
    later = opportunity.starts_at + timedelta(minutes=1)
    with pytest.raises(NotPossible, match="so you cannot cancel your booking now"):
        booking.give_up_place(booking=first, by=acting(kent.people["signatory"]), at=later)
