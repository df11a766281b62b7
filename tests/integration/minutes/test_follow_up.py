"""What follows a meeting: action points, the clerk's tasks, schools that send nobody (MBR-4, POST-2, AGE-3, CLK-3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules
from locality.meetings.actions.attendance import raise_non_attendance
from locality.meetings.models import ActionPoint, NonAttendance, Progress
from locality.minutes.actions import follow_up as actions
from locality.minutes.actions import minutes
from locality.outbox.models import Message
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.worker.jobs import remind_of_action_points
from tests.held import add_action_point, held_before, hold, register
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, add_meeting

FIRST = PUPIL.split()[0]


def remind(now: Any = None) -> None:
    remind_of_action_points(now or timezone.now(), lambda: False)


@pytest.mark.clause("MBR-4")
def test_action_points_are_listed_ones_own_first_and_by_community(kent: Side, elsewhere: Side) -> None:
    meeting = held_before(kent, days=20)
    mine = add_action_point(kent, meeting)
    chairs = add_action_point(
        kent, meeting, text="Ask the museum", owner=kent.people["chair"], owner_name=kent.people["chair"].name,
        due_on=day_of(timezone.now()) - timedelta(days=1),
    )  # fmt: skip
    member = Desk(kent.people["representative"])
    page = text_of(member.get("action_points"))
    assert mine.text in page
    assert chairs.text not in page
    page = text_of(member.get("action_points", which="all"))
    assert "2 action points" in page
    assert "Late" in page
    assert "No action points are done yet" in text_of(member.get("action_points", which="settled"))
    assert "There are no open action points in your communities" in text_of(
        Desk(elsewhere.people["clerk"]).get("action_points", which="all")
    )
    assert Desk(elsewhere.people["clerk"]).get("action_point", mine.pk).status_code == 404
    assert Desk(kent.people["school_editor"]).get("action_points").status_code == 403


@pytest.mark.clause("MBR-4", "POST-2")
def test_progress_is_added_and_settles_it(kent: Side) -> None:
    point = add_action_point(kent, held_before(kent, days=20))
    member, clerk = Desk(kent.people["representative"]), Desk(kent.people["clerk"])
    assert member.post("action_point", point.pk, text="", state="open").status_code == 400
    assert member.post("action_point", point.pk, text="Half way.", state="open").status_code == 302
    assert clerk.post("action_point", point.pk, text="It is up.", state="done").status_code == 302
    assert [each.text for each in Progress.objects.all()] == ["Half way.", "It is up."]
    point.refresh_from_db()
    assert (point.state, point.settled_at is not None) == ("done", True)
    page = text_of(member.get("action_point", point.pk))
    for said in ("Half way.", "It is up.", kent.people["clerk"].name, "Done"):
        assert said in page
    assert clerk.post("action_point", point.pk, text="Again.", state="done").status_code == 400
    assert "It is up." not in str(Event.objects.filter(action="action_point.report").values_list("after", flat=True))


@pytest.mark.clause("MBR-4")
def test_only_its_owner_and_those_who_lead_report_on_it(kent: Side) -> None:
    point = add_action_point(kent, held_before(kent, days=20))
    officer = Desk(kent.people["hnf_officer"])
    assert "What progress have you made?" not in text_of(officer.get("action_point", point.pk))
    assert officer.post("action_point", point.pk, text="Done.", state="done").status_code == 403
    assert not Progress.objects.exists()


@pytest.mark.clause("MBR-4")
def test_no_pupils_name_is_kept_in_a_report(kent: Side) -> None:
    hold(kent)
    point = ActionPoint.objects.get(item__resource_request__isnull=False)
    actions.report(
        point, text=f"{PUPIL} has it.", state="open", by=acting(kent.people["representative"]), at=timezone.now()
    )
    assert Progress.objects.get().text == "Pupil A has it."


@pytest.mark.clause("MBR-4")
def test_no_pupils_name_leaves_with_an_action_point(kent: Side) -> None:
    hold(kent)
    point = ActionPoint.objects.get(item__resource_request__isnull=False)
    Desk(kent.people["clerk"]).post("action_point", point.pk, text=f"{FIRST} was seen on 27 March 2018.", state="open")
    for role in ("representative", "chair", "clerk", "hnf_officer"):
        desk = Desk(kent.people[role])
        for answer in (desk.get("action_points", which="all"), desk.get("action_point", point.pk), desk.get("home")):
            assert FIRST not in answer.content.decode(), role
            assert "27 March 2018" not in answer.content.decode(), role
    assert "Pupil A was seen on (date of birth)." in text_of(Desk(kent.people["chair"]).get("action_point", point.pk))


@pytest.mark.clause("POST-2")
def test_owners_are_reminded_once_before_the_day_and_once_before_the_next_meeting(kent: Side, clock: Any) -> None:
    clock("2026-11-23 10:00")
    meeting = held_before(kent, days=20)
    due = date(2026, 12, 4)
    point = add_action_point(kent, meeting, due_on=due)
    Meeting.objects.filter(pk=kent.meeting.pk).delete()  # type: ignore[union-attr]
    following = add_meeting(kent.community, timezone.now(), in_working_days=15)  # 14 December
    assert following.day == date(2026, 12, 14)
    remind()
    assert not Message.objects.filter(kind="action_point.reminder").exists()
    clock("2026-12-01 08:00")
    remind()
    remind()
    told = Message.objects.get(kind="action_point.reminder")
    assert told.to == kent.people["representative"]
    assert show_day(due) in told.subject
    assert point.text not in " ".join(told.lines)
    clock("2026-12-07 08:00")
    remind()
    remind()
    second = Message.objects.filter(kind="action_point.reminder").latest("pk")
    assert Message.objects.filter(kind="action_point.reminder").count() == 2
    assert show_day(following.day) in second.subject


@pytest.mark.clause("POST-2")
def test_an_owner_of_several_gets_one_message_with_a_line_for_each(kent: Side, clock: Any) -> None:
    clock("2026-11-23 10:00")
    meeting, chair = held_before(kent, days=20), kent.people["chair"]
    days = [date(2026, 12, 4), date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 2)]
    points = [add_action_point(kent, meeting, text=f"Ask {PUPIL} {day}", due_on=day) for day in days]
    alone = add_action_point(kent, meeting, due_on=date(2026, 12, 4), owner=chair, owner_name=chair.name)
    later = add_action_point(kent, meeting, due_on=date(2027, 1, 8))
    Meeting.objects.filter(pk=kent.meeting.pk).delete()  # type: ignore[union-attr]
    following = add_meeting(kent.community, timezone.now(), in_working_days=15)  # 14 December
    clock("2026-12-01 08:00")
    remind()
    remind()
    one, several = Message.objects.filter(kind="action_point.reminder").order_by("to__name")
    assert (one.to, several.to) == (chair, kent.people["representative"])
    assert one.link == f"/meetings/action-points/{alone.pk}/"
    assert several.link == "/meetings/action-points/"
    assert (
        several.subject
        == f"{kent.community.name}: report on your 4 action points, the first by Wednesday 2 December 2026"
    )
    held = f"The action point from the meeting on {show_day(meeting.day)} is due by"
    assert several.lines == [
        f"You took on 4 action points at {kent.community.name} meetings. Please report your progress on each in Locality.",
        f"{held} Wednesday 2 December 2026.",
        f"{held} Thursday 3 December 2026.",
        f"{held} Friday 4 December 2026.",
        f"{held} Friday 4 December 2026.",
    ]
    assert FIRST not in f"{several.subject} {several.lines}", "what was taken on is read in Locality alone"
    later.refresh_from_db()
    assert later.reminded_at is None
    ActionPoint.objects.filter(pk=points[0].pk).update(state="done", settled_at=timezone.now())
    clock("2026-12-07 08:00")
    remind()
    remind()
    before = Message.objects.filter(kind="action_point.reminder").order_by("pk")[2:]
    assert {each.to: each.subject for each in before} == {
        chair: f"{kent.community.name}: report on your action point before {show_day(following.day)}",
        kent.people["representative"]: f"{kent.community.name}: report on your 4 action points before the meeting on "
        f"{show_day(following.day)}",
    }
    assert len(before) == 2


@pytest.mark.clause("POST-2")
def test_action_points_of_two_communities_are_two_messages(kent: Side, clock: Any) -> None:
    """Each message is about the meetings of one community: whoever serves those sees how it fared."""
    clock("2026-12-01 08:00")
    meeting = held_before(kent, days=20)
    theirs = Meeting.objects.create(
        community=kent.neighbour,
        day=meeting.day,
        starts=meeting.starts,
        ends=meeting.ends,
        venue="A hall",
        state="minuted",
    )
    for held in (meeting, theirs, meeting, theirs):
        add_action_point(kent, held, community=held.community, due_on=date(2026, 12, 4))
    remind()
    told = Message.objects.filter(kind="action_point.reminder")
    assert {each.to for each in told} == {kent.people["representative"]}
    assert sorted((each.subject.partition(":")[0], each.reference) for each in told) == sorted(
        (held.community.name, message_reference(held.pk)) for held in (meeting, theirs)
    )


@pytest.mark.clause("POST-2")
def test_nobody_is_reminded_of_what_is_settled_or_has_no_account(kent: Side) -> None:
    meeting, today = held_before(kent, days=20), day_of(timezone.now())
    add_action_point(kent, meeting, owner=None, owner_name="A guest", due_on=today)
    add_action_point(kent, meeting, due_on=today, state="done", settled_at=timezone.now())
    remind()
    assert not Message.objects.filter(kind="action_point.reminder").exists()


@pytest.mark.clause("MBR-4")
def test_open_ones_stand_on_the_next_agenda(kent: Side) -> None:
    meeting = held_before(kent, days=20)
    point = add_action_point(kent, meeting)
    actions.report(point, text="Half way.", state="open", by=acting(kent.people["representative"]), at=timezone.now())
    assert kent.meeting
    chair = Desk(kent.people["chair"])
    page = text_of(chair.get("meeting_agenda", kent.meeting.pk))
    assert point.text in page
    assert "Half way." in page
    actions.report(point, text="Done.", state="done", by=acting(kent.people["representative"]), at=timezone.now())
    assert point.text not in text_of(chair.get("meeting_agenda", kent.meeting.pk))


@pytest.mark.clause("AGE-3")
def test_the_clerks_tasks_after_a_meeting_have_their_days(kent: Side) -> None:
    request = hold(kent)
    meeting = kent.meeting
    assert meeting
    deadlines = deadlines_of(kent.authority, on=meeting.day)
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting", meeting.pk))
    assert f"Send {request.reference} ({request.school.name}) to the area officer" in page
    assert f"Due by {show_day(deadlines.hand_over(meeting.day))}" in page
    assert f"Due by {show_day(deadlines.minutes(meeting.day))}" in page
    clerk.post("request_hand_over", request.reference)
    now = timezone.now()
    minutes.ask_chair(meeting, by=acting(kent.people["clerk"]), at=now)
    minutes.check(meeting, by=acting(kent.people["chair"]), at=now)
    minutes.distribute(meeting, by=acting(kent.people["clerk"]), at=now)
    clerk.get("meeting", meeting.pk)  # says once that the hand-over was sent
    assert text_of(clerk.get("meeting", meeting.pk)).count("Done") == 2
    assert "After the meeting" not in text_of(Desk(kent.people["representative"]).get("meeting", meeting.pk))


@pytest.mark.clause("CLK-3")
def test_a_school_without_a_representative_twice_running_is_raised_once(kent: Side) -> None:
    for days in (60, 30):
        held_before(kent, days=days, absent=(kent.school,))
    clerk, name = Desk(kent.people["clerk"]), kent.school.name
    home = text_of(clerk.get("home"))
    assert "Raise non-attendance" in home
    assert f"{name} {kent.community.name}, 2 meetings in a row" in home
    assert "Raise non-attendance" not in text_of(Desk(kent.people["chair"]).get("home"))
    assert "We’ll email:" in text_of(clerk.get("attendance_raise", kent.community.pk, kent.school.pk))
    assert clerk.post("attendance_raise", kent.community.pk, kent.school.pk).status_code == 302
    told = Message.objects.filter(kind="meeting.non_attendance")
    assert {each.to for each in told} == {kent.people["chair"], kent.people["conflicted_chair"]}
    assert told[0].link == f"/meetings/attendance/{kent.community.pk}/"
    assert f"{kent.people['clerk'].name} has raised this with you." in told[0].lines[0]
    assert told[0].lines[1].startswith("Please speak to the school. We have not emailed the school.")
    assert "Raise non-attendance" not in text_of(clerk.get("home"))
    assert clerk.post("attendance_raise", kent.community.pk, kent.school.pk).status_code == 400
    held_before(kent, days=10, absent=(kent.school,))
    assert "Raise non-attendance" not in text_of(clerk.get("home"))  # the same run
    held_before(kent, days=9)
    for days in (8, 7):
        held_before(kent, days=days, absent=(kent.school,))
    assert "Raise non-attendance" in text_of(clerk.get("home"))  # a new one


@pytest.mark.clause("CLK-3")
def test_the_authority_says_after_how_many(kent: Side) -> None:
    today = day_of(timezone.now())
    AuthorityRules.objects.create(authority=kent.authority, valid_from=today, absences_raised_after=3)
    kent.authority.refresh_from_db()
    for days in (60, 30):
        held_before(kent, days=days, absent=(kent.school,))
    with pytest.raises(NotPossible):
        raise_non_attendance(kent.community, school=kent.school.pk, by=acting(kent.people["clerk"]), at=timezone.now())
    held_before(kent, days=10, absent=(kent.school,))
    raised = raise_non_attendance(
        kent.community, school=kent.school.pk, by=acting(kent.people["clerk"]), at=timezone.now()
    )
    assert raised.meetings == 3


@pytest.mark.clause("CLK-3")
def test_the_record_shows_each_school_at_each_meeting(kent: Side, elsewhere: Side) -> None:
    for days in (60, 30):
        held_before(kent, days=days, absent=(kent.school,))
    for role in ("clerk", "chair"):
        page = text_of(Desk(kent.people[role]).get("attendance_record", kent.community.pk))
        assert page.count("Not represented") == 2
        assert "2 meetings in a row" in page
    assert Desk(kent.people["representative"]).get("attendance_record", kent.community.pk).status_code == 403
    assert Desk(elsewhere.people["clerk"]).get("attendance_record", kent.community.pk).status_code == 404
    assert Desk(kent.people["other_chair"]).get("attendance_record", kent.community.pk).status_code == 404
    assert Desk(kent.people["chair"]).post("attendance_raise", kent.community.pk, kent.school.pk).status_code == 403
    assert not NonAttendance.objects.exists()


def test_the_same_queries_for_many(kent: Side) -> None:
    clerk, meeting = Desk(kent.people["clerk"]), held_before(kent, days=30, absent=(kent.school,))
    point = add_action_point(kent, meeting)

    def counted(name: str, *args: Any, **query: str) -> int:
        clerk.get(name, *args, **query)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(name, *args, **query).status_code == 200
        return len(queries)

    pages: list[tuple[Any, ...]] = [("attendance_record", kent.community.pk), ("action_point", point.pk)]
    before = [counted(*page) for page in pages] + [counted("action_points", which="all")]
    for days in range(1, 8):
        add_action_point(kent, held_before(kent, days=days, absent=(kent.school,)))
    after = [counted(*page) for page in pages] + [counted("action_points", which="all")]
    assert after == before
    assert max(after) <= 10, after


def test_the_register_of_a_meeting_that_a_school_was_no_member_of_counts_for_nothing(kent: Side) -> None:
    first = held_before(kent, days=60)
    first.attendances.filter(school=kent.school).delete()
    held_before(kent, days=30, absent=(kent.school,))
    assert "Raise non-attendance" not in text_of(Desk(kent.people["clerk"]).get("home"))
    page = text_of(Desk(kent.people["clerk"]).get("attendance_record", kent.community.pk))
    assert "Not a member" in page
    register(
        kent, Meeting.objects.create(community=kent.neighbour, day=first.day, starts=first.starts, ends=first.ends)
    )
