"""One meeting: its page, and what becomes of its requests when it is cancelled."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from locality.meetings.actions.agenda import add_item
from locality.meetings.models import AgendaItem
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, request_in


@pytest.mark.clause("CLK-1")
def test_the_requests_of_a_cancelled_meeting_go_to_the_next(kent: Side) -> None:
    request = request_in(kent, "accepted")
    assert request.meeting == kent.meeting
    assert kent.meeting is not None
    following = Meeting.objects.create(
        community=kent.community, day=kent.meeting.day + timedelta(days=30), starts=time(9), ends=time(10), venue="Hall"
    )
    clerk = Desk(kent.people["clerk"])
    assert "1 request will go to the community’s next meeting" in text_of(clerk.get("meeting_cancel", kent.meeting.pk))
    assert clerk.post("meeting_cancel", kent.meeting.pk, why=" ").status_code == 400
    assert clerk.post("meeting_cancel", kent.meeting.pk, why="Snow").status_code == 302
    request.refresh_from_db()
    assert (request.meeting, request.state) == (following, "accepted")
    told = Message.objects.filter(reference=request.reference, kind="resource_request.meeting_cancelled")
    assert {message.to_id for message in told} >= {kent.people["school_editor"].pk}
    assert "Snow" in text_of(Desk(kent.people["representative"]).get("meeting", kent.meeting.pk))


def test_without_a_next_meeting_its_requests_wait(kent: Side) -> None:
    request = request_in(kent, "submitted")
    assert kent.meeting is not None
    Desk(kent.people["chair"]).post("meeting_cancel", kent.meeting.pk, why="Snow")
    assert ResourceRequest.objects.get(pk=request.pk).meeting is None


@pytest.mark.clause("AGE-1", "CHA-2")
@pytest.mark.parametrize("is_planned", [True, False], ids=["to the next meeting", "where none is planned"])
def test_what_was_added_to_a_cancelled_meetings_agenda_goes_on_with_its_texts(kent: Side, is_planned: bool) -> None:
    meeting, by, at = kent.meeting, kent.people["chair"], timezone.now()
    assert meeting is not None
    day = meeting.day + timedelta(days=30)
    if is_planned:
        Meeting.objects.create(community=kent.community, day=day, starts=time(9), ends=time(10), venue="Hall")
    add_item(meeting, title="Transport to the hall", minutes=15, text="Read the council’s letter first.", by=by, at=at)
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting_cancel", meeting.pk))
    said = (
        f"To the agenda of {show_day(day)} go too" if is_planned else "These items stay with this meeting, because no"
    )
    assert said in page
    assert "Transport to the hall" in page
    assert "Outcomes Data" not in page
    answer = clerk.post("meeting_cancel", meeting.pk, why="Snow")
    told = text_of(clerk.client.get(answer["Location"]))
    assert ("is cancelled. 1 item of its agenda went on to the next meeting." in told) is is_planned
    if is_planned:
        there = items_of(Meeting.objects.get(day=day)).get(title="Transport to the hall")
        assert (there.minutes, there.text, there.kind) == (15, "Read the council’s letter first.", "other")
        assert items_of(Meeting.objects.get(day=day)).count() == 7
        assert AgendaItem.objects.get(meeting=meeting, title="Transport to the hall").put_off_to == there.meeting


def test_members_read_others_plan_and_strangers_find_nothing(kent: Side, elsewhere: Side) -> None:
    assert kent.meeting is not None
    page = text_of(Desk(kent.people["representative"]).get("meeting", kent.meeting.pk))
    assert "Requests by" in page
    assert "Cancel the meeting" not in page
    assert Desk(elsewhere.people["clerk"]).get("meeting", kent.meeting.pk).status_code == 404
    for name in ("meeting_move", "meeting_cancel"):
        assert Desk(kent.people["representative"]).get(name, kent.meeting.pk).status_code == 403
        assert Desk(elsewhere.people["clerk"]).get(name, kent.meeting.pk).status_code == 404
        assert Desk(kent.people["other_chair"]).post(name, kent.meeting.pk, why="x").status_code == 404
    assert Meeting.objects.get(pk=kent.meeting.pk).state == "planned"


def test_moving_by_the_form(kent: Side) -> None:
    assert kent.meeting is not None
    clerk = Desk(kent.people["clerk"])
    day = day_of(timezone.now()) + timedelta(days=50)
    fields = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "venue": "Hall", "online_link": ""}
    assert clerk.post("meeting_move", kent.meeting.pk, **fields, starts="16:00", ends="15:00").status_code == 400
    assert clerk.post("meeting_move", kent.meeting.pk, **fields, starts="16:00", ends="18:00").status_code == 302
    moved = Meeting.objects.get(pk=kent.meeting.pk)
    assert (moved.day, moved.starts, moved.sequence) == (day, time(16), 1)
