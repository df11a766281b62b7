"""The database's own guards of hours, attacked with plain SQL past every action; and hours by random histories."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locality.support.actions import answering, giving, placing
from locality.support.models import Placement, TermHours
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import HALF, accept, approved, asked, asked_for, decline, named, offered, today
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6"), pytest.mark.both_databases("constraint")]


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: Any) -> str:
    with pytest.raises(DatabaseError) as caught:
        sql(statement, *values)
    return str(caught.value)


def test_what_is_booked_follows_what_is_arranged(kent: Side) -> None:
    offer = offered(kent)
    first, _ = asked_for(kent, offer, 3), asked_for(kent, offer, 4)
    term = TermHours.objects.get()
    assert term.booked == 7
    sql("UPDATE support_placement SET state = 'declined', reason = 'x', counted = 0 WHERE id = %s", first.pk)
    term.refresh_from_db()
    assert term.booked == 4


def test_no_one_says_what_is_booked_but_what_is_arranged(kent: Side) -> None:
    asked_for(kent)
    assert "support_booked_is_the_sum" in refused("UPDATE support_termhours SET booked = 1")
    assert "support_booked_is_the_sum" in refused("UPDATE support_termhours SET booked = booked + 1")


def test_a_term_is_never_overbooked(kent: Side) -> None:
    asked_for(kent, hours=8)
    assert "term_hours_never_overbooked" in refused("UPDATE support_termhours SET hours = 7")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("hours = 5, counted = 5", "support_stays_as_asked"),
        ("receiver_id = school_id", "support"),
        ("starts_on = ends_on", "support_stays_as_asked"),
        ("decision_id = 1", "support_stays_as_asked"),
        ("counted = 1", "support_counts_as_it_stands"),
        ("state = 'declined'", "support"),
        ("state = 'accepted'", "support_accepted_names_a_contact"),
        ("state = 'gone'", "support_"),
    ],
)
def test_support_stays_as_it_was_asked_for(kent: Side, change: str, constraint: str) -> None:
    asked_for(kent)
    assert constraint in refused(f"UPDATE support_placement SET {change}")


@pytest.mark.parametrize("table", ["support_placement", "support_termhours", "support_offer"])
def test_rows_are_never_deleted(kent: Side, table: str) -> None:
    asked_for(kent)
    assert f"{table}_is_kept" in refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_hours_given_and_who_finds_a_school_are_only_added(kent: Side, statement: str) -> None:
    placement = accept(kent, asked_for(kent))
    by, at = acting(kent.people["representative"]), timezone.now()
    giving.record_hours(placement=placement, day=today(), hours=HALF, note="", by=by, at=at)
    until = today() + timedelta(days=3)
    placing.find_later(rfr=approved(kent), owner="chair", until=until, by=acting(kent.people["clerk"]), at=at)
    assert "only ever added" in refused(statement.format("support_timeentry", "hours", "2"))
    assert "only ever added" in refused(statement.format("support_tobefound", "owner", "'clerk'"))


def test_one_school_is_named_for_a_decision(kent: Side) -> None:
    rfr = approved(kent)
    first = named(kent, rfr)
    with pytest.raises(NotPossible, match="A school is already named for this request"):
        named(kent, rfr)
    columns = {
        each.attname: getattr(first, each.attname) for each in Placement._meta.concrete_fields if each.attname != "id"
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(**columns)
    decline(kent, first)
    assert named(kent, rfr).state == "proposed"


WHAT = st.lists(
    st.tuples(st.sampled_from(("ask", "accept", "decline", "cancel", "finish")), st.integers(1, 7)), max_size=12
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=WHAT)
def test_hours_left_are_what_nobody_holds_whatever_happens(kent: Side, history: list[tuple[str, int]]) -> None:
    """Counted here by hand beside the database: what is asked for and not given back never passes the ten hours."""
    school, giver, at = acting(kent.people["signatory"]), acting(kent.people["representative"]), timezone.now()
    with transaction.atomic():
        offer, held, waiting, accepted = offered(kent), {}, list[Placement](), list[Placement]()
        for what, number in history:
            if what == "ask":
                try:
                    with transaction.atomic():
                        made = placing.ask_for_support(
                            offer=offer, receiver=kent.school, asked=asked(number), by=school, at=at
                        )
                except NotPossible:
                    asked_already = number in {held[each.pk] for each in waiting}
                    assert asked_already or sum(held.values()) + number > 10
                    continue
                held[made.pk] = number
                waiting.append(made)
            elif what == "accept" and waiting:
                accepted.append(answering.accept_support(placement=waiting.pop(), contact="SENCO", by=giver, at=at))
            elif what == "decline" and waiting:
                held[answering.decline_support(placement=waiting.pop(), reason="No", by=giver, at=at).pk] = 0
            elif what == "cancel" and accepted:
                held[answering.cancel_support(placement=accepted.pop(), reason="No", by=school, at=at).pk] = 0
            elif what == "finish" and accepted:
                done = accepted.pop()
                giving.record_hours(placement=done, day=today(), hours=HALF, note="", by=giver, at=at)
                held[answering.finish_support(placement=done, by=giver, at=at).pk] = min(done.hours, 2)
            booked = sum(held.values())
            assert booked <= 10
            assert sum(TermHours.objects.filter(offer=offer).values_list("booked", flat=True)) == booked
        transaction.set_rollback(True)
