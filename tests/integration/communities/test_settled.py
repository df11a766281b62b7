"""What an authority has settled is kept in memory, and never outlives what it was read from (ADR 0018)."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from locality.communities.deadlines import deadlines_of
from locality.communities.models import Authority, AuthorityRules, DayOff, Term
from tests.world import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MEETING, CLOSURE = date(2027, 2, 12), date(2027, 2, 10)


def read_again(kent: Side) -> Authority:
    return Authority.objects.get(pk=kent.authority.pk)


def submission(kent: Side) -> date:
    """The deadline, as the next page finds it."""
    return deadlines_of(read_again(kent), on=date(2026, 11, 26)).submission(MEETING)


def test_it_is_read_once(kent: Side) -> None:
    submission(kent)
    with CaptureQueriesContext(connection) as asked:
        submission(kent)
    assert len(asked) == 1  # the authority itself


@pytest.mark.both_databases("SQL")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE communities_authorityrules SET submission_days_before = 9 WHERE authority_id = %s",
        "DELETE FROM communities_authorityrules WHERE authority_id = %s",
        "INSERT INTO communities_dayoff (authority_id, day, name, kind) VALUES (%s, '2027-02-11', 'Raw', 'closure')",
        "UPDATE communities_dayoff SET name = 'Raw' WHERE authority_id = %s",
        "DELETE FROM communities_dayoff WHERE authority_id = %s",
    ],
)
def test_whoever_changes_a_row_of_it_changes_the_stamp(kent: Side, elsewhere: Side, sql: str) -> None:
    before, other = submission(kent), read_again(elsewhere).settings_stamp
    stamp = read_again(kent).settings_stamp
    with connection.cursor() as cursor:
        cursor.execute(sql, [kent.authority.pk])
    assert read_again(kent).settings_stamp != stamp
    assert read_again(elsewhere).settings_stamp == other
    if "2027-02-11" in sql or "submission" in sql:
        assert submission(kent) != before


def test_terms_count_where_school_days_do(kent: Side) -> None:
    before = submission(kent)
    AuthorityRules.objects.create(
        authority=kent.authority, valid_from=date(2026, 11, 26), day_count=AuthorityRules.DayCount.SCHOOL
    )
    Term.objects.create(
        authority=kent.authority, year_name="2026/27", number=3, start=date(2027, 1, 5), end=date(2027, 1, 20)
    )
    Term.objects.create(
        authority=kent.authority, year_name="2026/27", number=4, start=date(2027, 2, 8), end=date(2027, 3, 20)
    )
    assert submission(kent) < before
    Term.objects.filter(number=3).delete()
    assert submission(kent) == before  # beyond the terms that are entered every weekday counts


def test_a_change_taken_back_leaves_nothing_behind(kent: Side) -> None:
    """Also where somebody goes on with an authority that was read before the change."""
    AuthorityRules.objects.filter(authority=kent.authority).update(why="nothing kept under the stamp yet")
    stale = read_again(kent)
    with transaction.atomic():
        DayOff.objects.create(authority=kent.authority, day=CLOSURE, name="Closure", kind="closure")
        inside = deadlines_of(stale, on=date(2026, 11, 26)).submission(MEETING)
        transaction.set_rollback(True)
    assert submission(kent) == inside + timedelta(days=1)


def test_many_authorities_are_not_kept_for_ever(kent: Side) -> None:
    from locality.communities import authority_settings

    for _ in range(authority_settings._MOST + 5):
        AuthorityRules.objects.filter(authority=kent.authority).update(why="again")
        submission(kent)
    assert len(authority_settings._kept) <= authority_settings._MOST
