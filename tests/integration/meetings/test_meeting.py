"""One meeting: its page, and what becomes of its requests when it is cancelled."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from locality.meetings.actions import agenda
from locality.meetings.actions.agenda import add_item
from locality.meetings.models import AgendaItem
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, following_meetings, reviewing
from locality.resource_requests.models import ResourceRequest
from locality.schedule.actions.arranging_meetings import move_meeting
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.conftest import Clock
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in, ruling


@pytest.mark.clause("CLK-1")
def test_the_requests_of_a_cancelled_meeting_go_to_the_next(kent: Side) -> None:
    request = request_in(kent, "accepted")
    assert request.meeting == kent.meeting
    assert kent.meeting is not None
    following = Meeting.objects.create(
        community=kent.community, day=kent.meeting.day + timedelta(days=30), starts=time(9), ends=time(10), venue="Hall"
    )
    clerk = Desk(kent.people["clerk"])
    assert f"1 request will move to the meeting on {show_day(following.day)}" in text_of(
        clerk.get("meeting_cancel", kent.meeting.pk)
    )
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
    add_item(
        meeting,
        title="Transport to the hall",
        minutes=15,
        text="Read the council’s letter first.",
        by=acting(by),
        at=at,
    )
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting_cancel", meeting.pk))
    said = (
        f"These items will also move to {show_day(day)}"
        if is_planned
        else "These items will stay with this meeting because no"
    )
    assert said in page
    assert "Transport to the hall" in page
    assert "Outcomes Data" not in page
    answer = clerk.post("meeting_cancel", meeting.pk, why="Snow")
    told = text_of(clerk.client.get(answer["Location"]))
    assert " cancelled." in told
    assert ("1 other item moved to the meeting on " in told) is is_planned
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


def two_after(meeting: Meeting, *days: int) -> list[Meeting]:
    return [
        Meeting.objects.create(community=meeting.community, day=day, starts=time(9), ends=time(10), venue="Hall")
        for day in (meeting.day + timedelta(days=each) for each in days)
    ]


@pytest.mark.clause("CLK-1", "CHA-2")
def test_the_requests_of_a_cancelled_meeting_go_to_the_one_after_it_not_to_an_earlier_one(
    kent: Side, clock: Clock
) -> None:
    """Put off from 21 January to 25 February, which is cancelled, it stands on 18 March, and every page says so."""
    clock("2026-11-24 10:00")
    first, by, at = kent.meeting, kent.people["chair"], timezone.now()
    assert first is not None
    Meeting.objects.filter(pk=first.pk).update(day=date(2027, 1, 21))
    first.refresh_from_db()
    second, third = two_after(first, 35, 56)
    request = request_in(kent, "accepted")
    agenda.draw_up(first, by=by, at=at)
    agenda.put_off(items_of(first).get(resource_request=request), to=second, why="No time", by=acting(by), at=at)
    update = items_of(first).get(title__startswith="Update from")
    agenda.put_off(update, to=second, why="Ill", by=acting(by), at=at)
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting_cancel", second.pk))
    assert "1 request will move to the meeting on Thursday 18 March 2027: " in page
    assert f"{kent.school.name}, {request.reference}" in page
    answer = clerk.post("meeting_cancel", second.pk, why="Snow")
    said = text_of(clerk.client.get(answer["Location"]))
    assert "1 request and 1 other item moved to the meeting on Thursday 18 March 2027." in said
    request.refresh_from_db()
    assert request.meeting == third
    page = text_of(Desk(by).get("meeting_agenda", first.pk))
    assert "not on the agenda yet" not in page
    assert "25 February" not in page
    assert page.count("until Thursday 18 March 2027") == 2
    told = text_of(Desk(by).get("request_timeline", request.reference))
    assert "moved the request to the meeting on Thursday 25 February 2027" in told
    assert "cancelled the meeting and moved the request to the meeting on Thursday 18 March 2027" in told
    assert "Snow" in told
    clerk.post("meeting_cancel", third.pk, why="Flood")
    request.refresh_from_db()
    assert request.meeting is None
    assert "until Thursday" not in text_of(Desk(by).get("meeting_agenda", first.pk))
    told = text_of(Desk(by).get("request_timeline", request.reference))
    assert "cancelled the meeting. The request will wait until another is planned" in told


def test_a_request_is_not_put_off_to_an_earlier_meeting(kent: Side) -> None:
    meeting, by, at = kent.meeting, kent.people["chair"], timezone.now()
    assert meeting is not None
    (later,) = two_after(meeting, 28)
    request = request_in(kent, "accepted")
    following_meetings.put_off(request, to=later, why="No time", by=by, at=at)
    for to in (meeting, later):
        with pytest.raises(NotPossible, match="Select a meeting after "):
            following_meetings.put_off(request, to=to, why="Again", by=by, at=at)


def test_a_request_accepted_again_for_the_same_meeting_is_not_left_out_of_it_too(kent: Side) -> None:
    meeting, by, at = kent.meeting, kent.people["chair"], timezone.now()
    assert meeting is not None
    request = request_in(kent, "accepted")
    agenda.draw_up(meeting, by=by, at=at)
    ResourceRequest.objects.filter(pk=request.pk).update(state="returned")
    agenda.draw_up(meeting, by=by, at=at)
    assert "No longer on the agenda" in text_of(Desk(by).get("meeting_agenda", meeting.pk))
    ResourceRequest.objects.filter(pk=request.pk).update(state="accepted")
    page = text_of(Desk(by).get("meeting_agenda", meeting.pk))
    assert "1 accepted request is not on the agenda yet" in page
    assert "No longer on the agenda" not in page


def test_a_meeting_that_can_not_be_cancelled_says_so_before_anything_is_typed(kent: Side) -> None:
    here = room(kent)
    deciding.decide(
        here.requests[0], ruling(), by=acting(kent.people["clerk"]), at=timezone.now(), meeting=here.meeting
    )
    page = here.desk("clerk").get("meeting_cancel", here.meeting.pk)
    assert "You cannot cancel this meeting because it has decided a request." in text_of(page)
    assert "Cancel the meeting</button>" not in page.content.decode()


def test_the_timeline_says_the_day_that_a_meeting_had_then(kent: Side, clock: Clock) -> None:
    """Submitted for 15 December; the meeting is on the 17th now, and what happened first is not rewritten."""
    clock("2026-11-24 10:00")
    meeting, by = kent.meeting, kent.people["clerk"]
    assert meeting is not None
    Meeting.objects.filter(pk=meeting.pk).update(day=date(2026, 12, 15))
    request = request_in(kent, "submitted")
    clock("2026-11-25 10:00")
    same = {"starts": meeting.starts, "ends": meeting.ends, "venue": meeting.venue, "online_link": ""}
    move_meeting(meeting, day=date(2026, 12, 17), **same, by=acting(by), at=timezone.now())
    clock("2026-11-26 10:00")
    reviewing.accept(request, by=acting(kent.people["chair"]), at=timezone.now())
    told = text_of(Desk(kent.people["chair"]).get("request_timeline", request.reference))
    assert "submitted the request for the meeting on Tuesday 15 December 2026" in told
    assert "accepted the request for the meeting on Thursday 17 December 2026" in told
