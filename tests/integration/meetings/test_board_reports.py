"""Once a quarter the clerk is given the area board report to prepare (AGE-3)."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules, Office
from locality.live.actions import running
from locality.meetings.models import ActionPoint
from locality.outbox.models import Message
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from locality.worker.jobs import ask_for_board_reports, remind_of_action_points
from tests.held import add_action_point
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock"), pytest.mark.clause("AGE-3")]

TITLE = "Prepare the area board report, September to November 2026"


def planned(side: Side, day: date, state: str = "planned") -> Meeting:
    return Meeting.objects.create(
        community=side.community, day=day, starts=time(15, 30), ends=time(17, 30), venue="The hall", state=state
    )


def end_today(side: Side) -> Meeting:
    """A meeting of today is begun and ended; the side's other meetings are out of the way."""
    Meeting.objects.filter(community=side.community, state="planned", day__lte=day_of(timezone.now())).delete()
    meeting, clerk = planned(side, day_of(timezone.now())), side.people["clerk"]
    running.begin(meeting, by=acting(clerk), at=timezone.now())
    return running.end(meeting, by=acting(clerk), at=timezone.now())


def reports() -> list[ActionPoint]:
    return list(ActionPoint.objects.filter(report_on__isnull=False).order_by("report_on"))


def test_the_last_meeting_of_a_quarter_leaves_the_report_to_its_clerk(kent: Side, clock: Callable[[str], None]) -> None:
    clock("2026-11-12 15:30")
    Meeting.objects.filter(community=kent.community).delete()
    planned(kent, date(2026, 12, 8))
    meeting = end_today(kent)
    (report,) = reports()
    assert (report.text, report.owner, report.meeting) == (TITLE, kent.people["clerk"], meeting)
    assert report.due_on == deadlines_of(kent.authority, on=meeting.day).board_report(meeting.day) == date(2026, 11, 30)
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting", meeting.pk))
    assert TITLE in page
    assert f"Due by {show_day(report.due_on)}" in page
    home = text_of(clerk.get("home"))
    assert TITLE in home
    assert "30 Nov 2026" in home
    assert "Report on your action point" not in home
    assert clerk.post("action_point", report.pk, text="Sent to the board.", state="done").status_code == 302
    assert TITLE not in text_of(clerk.get("home"))
    assert Event.objects.get(action="meeting.board_report").actor == kent.people["clerk"]


def test_an_earlier_meeting_of_the_quarter_leaves_none(kent: Side, clock: Callable[[str], None]) -> None:
    clock("2026-10-08 15:30")
    Meeting.objects.filter(community=kent.community).delete()
    planned(kent, date(2026, 11, 12))
    end_today(kent)
    ask_for_board_reports(timezone.now(), lambda: False)
    assert not reports()


@pytest.mark.both_databases("constraint")
def test_a_meeting_ended_again_or_one_more_in_the_quarter_asks_no_second_time(
    kent: Side, clock: Callable[[str], None]
) -> None:
    clock("2026-11-12 15:30")
    Meeting.objects.filter(community=kent.community).delete()
    meeting, clerk = end_today(kent), kent.people["clerk"]
    running.reopen(meeting, why="A wrong vote", by=acting(clerk), at=timezone.now())
    running.end(meeting, by=acting(clerk), at=timezone.now())
    clock("2026-11-19 15:30")
    end_today(kent)
    ask_for_board_reports(timezone.now(), lambda: False)
    assert [each.meeting for each in reports()] == [meeting]
    with pytest.raises(IntegrityError), transaction.atomic():
        add_action_point(kent, meeting, report_on=reports()[0].report_on)


@pytest.mark.parametrize("change", [{"state": "cancelled", "cancelled_because": "Snow"}, {"day": date(2026, 12, 3)}])
def test_it_is_asked_for_where_the_last_meeting_of_the_quarter_is_cancelled_or_moved_out_of_it(
    kent: Side, elsewhere: Side, clock: Callable[[str], None], change: dict[str, Any]
) -> None:
    clock("2026-11-12 15:30")
    Meeting.objects.filter(community__in=[kent.community, elsewhere.community]).delete()
    earlier = planned(kent, date(2026, 9, 10), "minuted")
    held, last = planned(kent, date(2026, 10, 8), "minuted"), planned(kent, date(2026, 11, 26))
    planned(elsewhere, date(2026, 8, 27), "minuted")  # of the quarter before
    ask_for_board_reports(timezone.now(), lambda: False)
    assert not reports()
    Meeting.objects.filter(pk=last.pk).update(**change)
    for _ in range(2):
        ask_for_board_reports(timezone.now(), lambda: False)
    (report,) = reports()
    assert (report.meeting, report.owner, report.text) == (held, kent.people["clerk"], TITLE)
    assert report.meeting != earlier


def test_without_a_clerk_it_waits_for_one(kent: Side, clock: Callable[[str], None]) -> None:
    clock("2026-11-12 15:30")
    Meeting.objects.filter(community=kent.community).delete()
    planned(kent, date(2026, 10, 8), "minuted")
    clerks = Office.objects.filter(community=kent.community, role__in=("clerk", "deputy_clerk"))
    ends = list(clerks.values_list("pk", "end"))
    clerks.update(end=day_of(timezone.now()) - timedelta(days=1))
    ask_for_board_reports(timezone.now(), lambda: False)
    assert not reports()
    for pk, end in ends:
        Office.objects.filter(pk=pk).update(end=end)
    ask_for_board_reports(timezone.now(), lambda: False)
    assert len(reports()) == 1


def test_an_authority_divides_its_year_as_it_likes(kent: Side) -> None:
    AuthorityRules.objects.filter(authority=kent.authority).update(funding_year_starts_month=4, funding_periods=2)
    kent.authority.refresh_from_db()
    deadlines = deadlines_of(kent.authority, on=date(2026, 11, 12))
    assert deadlines.quarter(date(2026, 11, 12)).start == date(2026, 10, 1)
    assert deadlines.board_report(date(2026, 11, 12)) == date(2027, 3, 31)
    assert deadlines.board_report(date(2026, 9, 30)) == date(2026, 9, 30)


def test_no_one_is_said_to_have_taken_the_report_on(kent: Side, clock: Callable[[str], None]) -> None:
    clock("2026-11-12 15:30")
    Meeting.objects.filter(community=kent.community).delete()
    end_today(kent)
    (report,) = reports()
    clock("2026-11-29 08:00")
    remind_of_action_points(timezone.now(), lambda: False)
    told = Message.objects.get(kind="action_point.reminder")
    name = kent.community.name
    assert told.subject == f"{name}: the area board report is due by Monday 30 November 2026"
    assert told.lines[0] == f"Please prepare the {name} area board report with the chair by Monday 30 November 2026."
    page = text_of(Desk(kent.people["clerk"]).get("action_point", report.pk))
    assert "Write the report with the chair, send it to the area board, then record it here." in page
