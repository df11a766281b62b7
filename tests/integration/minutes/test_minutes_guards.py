"""The database keeps what went out: attacked with raw SQL (CLK-6, MBR-4)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from locality.meetings.actions.attendance import raise_non_attendance
from locality.meetings.models import Minutes
from locality.minutes.actions import minutes as actions
from locality.minutes.actions.follow_up import report
from tests.held import add_action_point, held_before
from tests.world import Side, acting

pytestmark = pytest.mark.both_databases("constraint")


def refused(sql: str) -> bool:
    """Whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        return True
    return False


@pytest.fixture
def minutes(kent: Side) -> Minutes:
    meeting, now = held_before(kent, days=20, state="held"), timezone.now()
    actions.ask_chair(meeting, by=acting(kent.people["clerk"]), at=now)
    actions.check(meeting, by=acting(kent.people["chair"]), at=now)
    return actions.distribute(meeting, by=acting(kent.people["clerk"]), at=now)


@pytest.mark.clause("CLK-6")
@pytest.mark.parametrize(
    "change",
    ["content = '{}'", "number = 7", "correction = 'x'", "checked_at = NULL", "state = 'draft', distributed_at = NULL"],
)
def test_distributed_minutes_never_change(minutes: Minutes, change: str) -> None:
    assert refused(f"UPDATE meetings_minutes SET {change} WHERE id = {minutes.pk}")


@pytest.mark.clause("CLK-6")
def test_distributed_minutes_are_never_deleted_and_can_be_approved(kent: Side, minutes: Minutes) -> None:
    assert refused(f"DELETE FROM meetings_minutes WHERE id = {minutes.pk}")
    later = held_before(kent, days=3)
    assert not refused(f"UPDATE meetings_minutes SET approved_at_meeting_id = {later.pk} WHERE id = {minutes.pk}")
    draft = Minutes.objects.create(meeting=later, number=1)
    assert not refused(f"UPDATE meetings_minutes SET wanted = 'x' WHERE id = {draft.pk}")
    assert not refused(f"DELETE FROM meetings_minutes WHERE id = {draft.pk}")


@pytest.mark.clause("MBR-4", "CLK-3")
def test_reports_and_what_the_chair_was_told_are_only_added(kent: Side) -> None:
    meetings = [held_before(kent, days=days, absent=(kent.school,)) for days in (60, 30)]
    point = add_action_point(kent, meetings[0])
    report(point, text="Half way.", state="open", by=acting(kent.people["clerk"]), at=timezone.now())
    raise_non_attendance(kent.community, school=kent.school.pk, by=acting(kent.people["clerk"]), at=timezone.now())
    for table, column in (("meetings_progress", "text = 'x'"), ("meetings_nonattendance", "meetings = 9")):
        assert refused(f"UPDATE {table} SET {column}"), table
        assert refused(f"DELETE FROM {table}"), table
