"""The home page's lines of meetings: who sees them, by when, and that they go when the work is done (AGE-3, PRE-1)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.communities.models import Term
from locality.meetings.actions.agenda import draw_up
from locality.minutes.actions import minutes
from locality.minutes.actions.follow_up import report
from locality.schedule.models import Meeting
from locality.values.dates import show_short_day
from locality.values.working_days import day_of
from tests.held import add_action_point, held_before, hold
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in


def home(side: Side, role: str) -> str:
    return text_of(Desk(side.people[role]).get("home"))


def move(side: Side, *, in_working_days: int, state: str = "planned") -> Meeting:
    """The side's meeting, so many working days ahead."""
    assert side.meeting
    today = day_of(timezone.now())
    calendar = deadlines_of(side.authority, on=today).calendar
    day = calendar.after(today, in_working_days) if in_working_days else today
    Meeting.objects.filter(pk=side.meeting.pk).update(day=day, state=state)
    side.meeting.refresh_from_db()
    return side.meeting


@pytest.mark.clause("CLK-2")
def test_the_clerk_is_to_send_papers_when_requests_have_closed(kent: Side) -> None:
    meeting = move(kent, in_working_days=12)
    assert "Send agenda and papers" not in home(kent, "clerk")
    meeting = move(kent, in_working_days=8)
    page = home(kent, "clerk")
    due = deadlines_of(kent.authority, on=day_of(timezone.now())).papers(meeting.day)
    assert "Send agenda and papers In 3 working days" in page
    assert show_short_day(due) in page
    assert "the clerk needs to send the agenda and papers" in home(kent, "chair")
    assert "Send agenda and papers" not in home(kent, "representative")
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk)
    assert "Send agenda and papers" not in home(kent, "clerk")


@pytest.mark.both_databases("order")
@pytest.mark.clause("CHA-2")
def test_the_chair_is_to_set_the_order_between_ten_and_five_days_before(kent: Side) -> None:
    meeting = move(kent, in_working_days=8)
    assert "Create the agenda" in home(kent, "chair")
    assert "the chair needs to create the agenda by" in home(kent, "clerk")
    draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    assert "Create the agenda" not in home(kent, "chair")
    move(kent, in_working_days=15)
    request_in(kent, "accepted")
    move(kent, in_working_days=8)
    assert "Add requests to the agenda" in home(kent, "chair")


@pytest.mark.clause("CHA-3")
def test_the_chair_is_to_lead_the_meeting_today(kent: Side) -> None:
    assert "Lead the meeting" not in home(kent, "chair")
    move(kent, in_working_days=0)
    assert "Lead the meeting Today" in home(kent, "chair")
    move(kent, in_working_days=0, state="held")
    assert "Lead the meeting" not in home(kent, "chair")


@pytest.mark.clause("CLK-3")
def test_the_clerk_is_to_keep_the_register_today(kent: Side) -> None:
    assert "Keep the register" not in home(kent, "clerk")
    move(kent, in_working_days=0)
    assert "Keep the register and the notes Today" in home(kent, "clerk")
    assert "Keep the register" not in home(kent, "chair")
    move(kent, in_working_days=0, state="running")
    assert "Keep the register and the notes Today" in home(kent, "clerk")
    move(kent, in_working_days=0, state="held")
    assert "Keep the register" not in home(kent, "clerk")


@pytest.mark.clause("CLK-6", "AGE-3")
def test_minutes_go_from_clerk_to_chair_and_out(kent: Side) -> None:
    hold(kent)
    meeting, now = kent.meeting, timezone.now()
    assert meeting
    due = show_short_day(deadlines_of(kent.authority, on=meeting.day).minutes(meeting.day))
    page = home(kent, "clerk")
    assert "Write the minutes In 5 working days" in page
    assert due in page
    minutes.ask_chair(meeting, by=acting(kent.people["clerk"]), at=now)
    assert "Write the minutes" not in home(kent, "clerk")
    assert "the chair needs to check the minutes by" in home(kent, "clerk")
    assert "Check the minutes In 5 working days" in home(kent, "chair")
    minutes.check(meeting, by=acting(kent.people["chair"]), at=now)
    assert "Check the minutes" not in home(kent, "chair")
    assert "Distribute minutes In 5 working days" in home(kent, "clerk")
    minutes.distribute(meeting, by=acting(kent.people["clerk"]), at=now)
    for role in ("clerk", "chair", "representative"):
        page = home(kent, role)
        assert "minutes" not in page.lower().replace("20 minutes", ""), role
    minutes.begin_correction(meeting, why="A date", by=acting(kent.people["clerk"]), at=now)
    assert "Correct the minutes No deadline" in home(kent, "clerk")


@pytest.mark.clause("CLK-6")
def test_late_minutes_say_so(kent: Side, clock: Any) -> None:
    clock("2026-11-24 10:00")
    hold(kent)
    clock("2026-12-03 10:00")
    assert "Write the minutes 2 working days late" in home(kent, "clerk")


@pytest.mark.clause("MBR-2")
def test_members_are_to_read_the_papers_until_they_have(kent: Side) -> None:
    meeting = move(kent, in_working_days=8)
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk)
    assert "Read the papers" in home(kent, "representative")
    assert "Read the papers" not in home(kent, "hnf_officer")
    Desk(kent.people["representative"]).get("meeting_papers", meeting.pk)
    assert "Read the papers" not in home(kent, "representative")
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk, what="A letter")
    assert "Read the papers" in home(kent, "representative")


@pytest.mark.clause("MBR-4")
def test_whoever_took_something_on_is_to_report(kent: Side) -> None:
    point = add_action_point(kent, held_before(kent, days=20))
    page = home(kent, "representative")
    assert "Report on your action point" in page
    assert point.text in page
    assert point.text not in home(kent, "chair")
    report(point, text="Done.", state="done", by=acting(kent.people["representative"]), at=timezone.now())
    assert "Report on your action point" not in home(kent, "representative")


@pytest.mark.clause("PRE-1")
def test_the_clerk_is_to_plan_the_next_year_in_the_last_term(
    kent: Side, clock: Any, django_assert_max_num_queries: Any
) -> None:
    clock("2026-11-23 10:00")
    Term.objects.filter(authority=kent.authority).delete()
    for year, number, start, end in (
        ("2026-27", 5, date(2027, 4, 13), date(2027, 5, 28)), ("2026-27", 6, date(2027, 6, 7), date(2027, 7, 21)),
        ("2027-28", 1, date(2027, 9, 2), date(2027, 10, 20)), ("2027-28", 6, date(2028, 6, 5), date(2028, 7, 20)),
    ):  # fmt: skip
        Term.objects.create(authority=kent.authority, year_name=year, number=number, start=start, end=end)
    clock("2027-05-20 10:00")
    assert "Plan the meetings" not in home(kent, "clerk")
    clock("2027-06-10 10:00")
    page = home(kent, "clerk")
    assert "Plan the meetings for 2027-28" in page
    assert "0 meetings planned so far" in page
    client = Client()
    client.force_login(kent.people["clerk"])
    client.get(reverse("home"))
    with django_assert_max_num_queries(13):  # of a clerk in the last term: three are of support, outcomes and cases
        client.get(reverse("home"))
    for month in range(10):
        Meeting.objects.create(
            community=kent.community, day=date(2027, 9, 10) + timedelta(days=28 * month), starts=kent.meeting.starts,  # type: ignore[union-attr]
            ends=kent.meeting.ends,  # type: ignore[union-attr]
        )  # fmt: skip
    assert "Plan the meetings" not in home(kent, "clerk")


def test_the_same_queries_for_many_meetings(kent: Side, django_assert_max_num_queries: Any) -> None:
    for role in ("clerk", "chair", "representative"):
        move(kent, in_working_days=8)
        client = Client()
        client.force_login(kent.people[role])
        client.get(reverse("home"))
        with django_assert_max_num_queries(12):
            client.get(reverse("home"))
    for days in range(20, 27):
        meeting = held_before(kent, days=days, absent=(kent.school,), state="held")
        add_action_point(kent, meeting)
    for role in ("clerk", "chair", "representative"):
        client = Client()
        client.force_login(kent.people[role])
        client.get(reverse("home"))
        with django_assert_max_num_queries(12):
            assert client.get(reverse("home")).status_code == 200
