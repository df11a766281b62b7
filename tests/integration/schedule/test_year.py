"""A school year of meetings: proposed, moved, published; invitations that calendars take (PRE-1, FRQ-1, CLK-1)."""

from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Office, Term
from locality.outbox.delivery import deliver_due
from locality.outbox.models import Message
from locality.schedule.actions.arranging_meetings import add_meeting, cancel_meeting, move_meeting
from locality.schedule.actions.arranging_year import publish
from locality.schedule.actions.inviting import make_feed
from locality.schedule.models import CalendarFeed, Invitee, Meeting
from locality.schedule.queries import engagements_of, people_of
from locality.values.dates import show_short_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting

PATTERN = {
    "ordinal": "2", "weekday": "1", "starts": "15:30", "ends": "17:30", "venue": "The library", "online_link": "",
}  # fmt: skip


def today() -> date:
    return day_of(timezone.now())


@pytest.fixture
def year(kent: Side) -> str:
    """Six terms that begin in a month and go on for ten and a half."""
    start = today() + timedelta(days=30)
    for number in range(6):
        first = start + timedelta(days=number * 53)
        Term.objects.create(
            authority=kent.authority, year_name="next year", number=number + 1, start=first,
            end=first + timedelta(days=46),
        )  # fmt: skip
    return "next year"


def plan(kent: Side, year: str, **changes: str) -> Any:
    return Desk(kent.people["clerk"]).post(
        "meeting_year", community=str(kent.community.pk), year=year, **{**PATTERN, **changes}
    )


def proposed(kent: Side) -> list[Meeting]:
    return list(Meeting.objects.filter(community=kent.community, state="proposed").order_by("day"))


@pytest.mark.clause("PRE-1")
def test_a_year_is_proposed_seen_by_planners_alone_and_replaced_by_another_pattern(kent: Side, year: str) -> None:
    assert plan(kent, year).status_code == 302
    dates = proposed(kent)
    assert len(dates) >= 9
    assert {each.day.weekday() for each in dates if not each.note} == {1}
    assert all(later.day - earlier.day > timedelta(days=7) for earlier, later in pairwise(dates))
    member = Desk(kent.people["representative"])
    assert member.get("meeting", dates[0].pk).status_code == 404
    assert "Proposed" not in text_of(member.get("meetings"))
    assert Message.objects.filter(kind__startswith="meeting.").count() == 0
    plan(kent, year, weekday="3")
    assert {each.day.weekday() for each in proposed(kent) if not each.note} == {3}


@pytest.mark.clause("PRE-1")
def test_the_plan_shows_each_dates_deadlines_and_warnings(kent: Side, year: str) -> None:
    plan(kent, year)
    first = proposed(kent)[0]
    page = text_of(Desk(kent.people["clerk"]).get("meeting_year_plan", kent.community.pk))
    assert f"{first.day.day} {first.day:%B} {first.day.year}" in page
    assert page.count("Move ") >= len(proposed(kent))
    assert "We’ll email:" in page
    assert "School holidays between the submission deadline and the meeting." in page
    deadlines = deadlines_of(kent.authority, on=today())
    for due in (deadlines.submission(first.day), deadlines.papers(first.day), deadlines.minutes(first.day)):
        assert show_short_day(due) in page
    assert Desk(kent.people["other_chair"]).get("meeting_year_plan", kent.community.pk).status_code == 404
    assert Desk(kent.people["representative"]).get("meeting_year_plan", kent.community.pk).status_code == 403


@pytest.mark.clause("PRE-1")
def test_a_date_on_which_the_clerk_is_elsewhere_is_left_out(kent: Side, year: str) -> None:
    plan(kent, year)
    busy = proposed(kent)[2].day
    Office.objects.create(
        person=kent.people["clerk"], role="clerk", authority=kent.authority, community=kent.neighbour, start=today()
    )
    Meeting.objects.create(community=kent.neighbour, day=busy, starts=time(16), ends=time(18), venue="Elsewhere")
    window = {"on": today(), "start": busy, "end": busy}
    clash = engagements_of(kent.community, **window, starts=time(15, 30), ends=time(17, 30))
    assert kent.people["clerk"].name in clash[busy][0]
    assert engagements_of(kent.community, **window, starts=time(9), ends=time(10)) == {}
    plan(kent, year)
    assert busy not in {each.day for each in proposed(kent)}


@pytest.mark.clause("CLK-1")
def test_publishing_invites_everyone_once_with_an_entry_for_their_calendar(
    kent: Side, year: str, mail_server: Any
) -> None:
    plan(kent, year)
    dates = proposed(kent)
    clerk = Desk(kent.people["clerk"])
    assert clerk.post("meeting_year_plan", kent.community.pk).status_code == 302
    clerk.post("meeting_year_plan", kent.community.pk)
    invited = people_of(kent.community, on=today())
    assert {kent.people[role].pk for role in ("chair", "clerk", "representative", "hnf_officer")} <= {
        person.pk for person in invited
    }
    assert Invitee.objects.count() == len(invited) * len(dates)
    while deliver_due(timezone.now() + timedelta(minutes=1)):
        pass
    assert len(mail_server.messages) == Invitee.objects.count()
    mail = mail_server.messages[0]
    part = next(each for each in mail.walk() if each.get_content_type() == "text/calendar")
    assert part["Content-Type"].params["method"] == "REQUEST"
    event = vobject.readOne(part.get_content()).vevent
    meeting = Meeting.objects.get(uid=event.uid.value.split("@")[0])
    assert event.dtstart.value == meeting.starts_at
    assert event.attendee.value == f"mailto:{mail['To']}"
    assert event.organizer.value == "mailto:no-reply@locality.example"


@pytest.mark.clause("CLK-1")
def test_moving_and_cancelling_follow_in_the_calendar(kent: Side) -> None:
    meeting = one(kent)
    first = calendar_of(kent.people["chair"])
    Desk(kent.people["chair"]).client.post(
        reverse("meeting_answer", args=[mine(meeting, kent.people["chair"]).token]),
        {"answer": "yes", "form_key": str(uuid4())},
    )
    assert mine(meeting, kent.people["chair"]).answer == "yes"
    moved = move_meeting(
        meeting, day=meeting.day + timedelta(days=1), starts=meeting.starts, ends=meeting.ends, venue="The hall",
        online_link="", by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip
    second = calendar_of(kent.people["chair"])
    assert mine(moved, kent.people["chair"]).answer == ""
    cancel_meeting(moved, why="The school is closed", by=acting(kent.people["clerk"]), at=timezone.now())
    third = calendar_of(kent.people["chair"])
    events = [vobject.readOne(each).vevent for each in (first, second, third)]
    assert len({each.uid.value for each in events}) == 1
    assert [int(each.sequence.value) for each in events] == [0, 1, 2]
    assert events[1].dtstart.value == moved.starts_at
    assert events[2].status.value == "CANCELLED"
    with pytest.raises(NotPossible, match="cancelled"):
        cancel_meeting(moved, why="Again", by=acting(kent.people["clerk"]), at=timezone.now())


def test_a_change_of_nothing_tells_nobody(kent: Side) -> None:
    meeting = one(kent)
    before = Message.objects.count()
    move_meeting(
        meeting, day=meeting.day, starts=meeting.starts, ends=meeting.ends, venue=meeting.venue, online_link="",
        by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip
    assert Message.objects.count() == before


@pytest.mark.clause("CLK-1")
def test_one_answers_with_the_word_of_the_invitation_and_no_other(kent: Side) -> None:
    meeting = one(kent)
    invitee = mine(meeting, kent.people["chair"])
    anyone = Client()
    path = reverse("meeting_answer", args=[invitee.token])
    page = anyone.get(path)
    assert page.status_code == 200
    assert kent.people["chair"].name not in page.content.decode()
    assert mine(meeting, kent.people["chair"]).answer == ""
    assert anyone.post(path, {"answer": "maybe", "form_key": str(uuid4())}).status_code == 400
    assert anyone.post(path, {"answer": "no", "form_key": str(uuid4())}).status_code == 302
    assert mine(meeting, kent.people["chair"]).answer == "no"
    for word in ("x" * 32, "%00", invitee.token[:-1]):
        assert anyone.get(f"/meetings/answer/{word}/").status_code == 404
    Meeting.objects.filter(pk=meeting.pk).update(day=today() - timedelta(days=1))
    assert anyone.post(path, {"answer": "yes", "form_key": str(uuid4())}).status_code == 400
    assert mine(meeting, kent.people["chair"]).answer == "no"


@pytest.mark.parametrize("days", [0, -7])
def test_the_word_of_an_invitation_ends_with_the_office_and_the_account(kent: Side, days: int) -> None:
    """Also for a meeting that is over, from which nobody is taken out: its link to join online may hold for the next."""
    meeting = one(kent)
    Meeting.objects.filter(pk=meeting.pk).update(day=meeting.day if not days else today() + timedelta(days=days))
    ended, closed = kent.people["representative"], kent.people["hnf_officer"]
    paths = [reverse("meeting_answer", args=[mine(meeting, person).token]) for person in (ended, closed)]
    assert [Client().get(path).status_code for path in paths] == [200, 200]
    Office.objects.filter(person=ended).update(start=today() - timedelta(days=9), end=today() - timedelta(days=1))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    for path in paths:
        assert Client().get(path).status_code == 404
        assert Client().post(path, {"answer": "yes", "form_key": str(uuid4())}).status_code == 404
    assert not Invitee.objects.exclude(answer="").exists()


def test_the_private_calendar_holds_what_ones_offices_allow_today(kent: Side, elsewhere: Side) -> None:
    meeting = one(kent)
    person = kent.people["representative"]
    feed = make_feed(person=person, at=timezone.now())
    path = reverse("calendar_feed", args=[feed.token])
    answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert str(meeting.uid) in text
    for hidden in (person.name, person.email, elsewhere.community.name, kent.people["chair"].name):
        assert hidden not in text
    Office.objects.filter(person=person).update(end=today() - timedelta(days=1))
    assert str(meeting.uid) not in Client().get(path).content.decode()
    Desk(kent.people["clerk"]).post("calendar_address")
    assert CalendarFeed.objects.count() == 2
    make_feed(person=person, at=timezone.now())
    assert Client().get(path).status_code == 404


@pytest.mark.clause("FRQ-1")
def test_a_community_with_fewer_than_ten_meetings_is_named(kent: Side, year: str) -> None:
    assert "should have at least 10" in text_of(Desk(kent.people["clerk"]).get("meetings"))
    assert "should have at least 10" not in text_of(Desk(kent.people["representative"]).get("meetings"))
    plan(kent, year)
    dates = proposed(kent)
    for number in range(10 - len(dates)):
        dates.append(
            Meeting.objects.create(
                community=kent.community,
                day=dates[0].day + timedelta(days=number + 1),
                starts=time(9),
                ends=time(10),
                venue="x",
                state="proposed",
            )
        )
    publish(dates, by=acting(kent.people["clerk"]), at=timezone.now())
    assert "should have at least 10" not in text_of(Desk(kent.people["clerk"]).get("meetings"))


@pytest.mark.clause("FRQ-1")
def test_the_council_reads_which_communities_have_too_few(
    kent: Side, elsewhere: Side, year: str, django_assert_max_num_queries: Any
) -> None:
    team = Desk(kent.people["locality_team"])
    page = text_of(team.get("meeting_numbers"))
    assert "2 communities have fewer than 10" in page
    assert page.count(" more needed") == 2
    first = today() + timedelta(days=31)
    for number in range(10):
        Meeting.objects.create(
            community=kent.community, day=first + timedelta(days=number), starts=time(9), ends=time(10), venue="x",
            state="cancelled" if number == 9 else "planned", cancelled_because="Snow" if number == 9 else "",
        )  # fmt: skip
    assert text_of(team.get("meeting_numbers")).count(" more needed") == 2
    Meeting.objects.filter(state="cancelled").update(state="planned", cancelled_because="")
    page = text_of(team.get("meeting_numbers", only="short"))
    assert page.count(" more needed") == 1
    assert kent.neighbour.name in page
    for role, seen in (("clerk", 0), ("other_chair", 1), ("hnf_officer", 1)):
        page = text_of(Desk(kent.people[role]).get("meeting_numbers", only="short"))
        assert page.count(" more needed") == seen, role
        assert ("No community has fewer than 10 meetings." in page) is not bool(seen)
    assert kent.community.name not in text_of(Desk(elsewhere.people["locality_team"]).get("meeting_numbers"))
    assert Desk(kent.people["representative"]).get("meeting_numbers").status_code == 403
    assert team.get("meeting_numbers", year="no such year").status_code == 200
    with django_assert_max_num_queries(10):
        team.get("meeting_numbers")


@pytest.mark.clause("PRE-1")
@pytest.mark.parametrize("who", ["chair", "hnf_officer", "representative"])
def test_a_clash_of_chair_officer_or_representative_is_left_out(kent: Side, year: str, who: str) -> None:
    plan(kent, year)
    busy, person = proposed(kent)[2].day, kent.people[who]
    role, place = {
        "chair": ("chair", {"community": kent.neighbour}),
        "hnf_officer": ("hnf_officer", {"area": kent.area}),
        "representative": ("representative", {"school": kent.far_school}),
    }[who]
    if who != "hnf_officer":
        Office.objects.create(person=person, role=role, authority=kent.authority, start=today(), **place)
    Meeting.objects.create(community=kent.neighbour, day=busy, starts=time(16), ends=time(18), venue="Elsewhere")
    clash = engagements_of(kent.community, on=today(), start=busy, end=busy, starts=time(15, 30), ends=time(17, 30))
    assert person.name in clash[busy][0]
    plan(kent, year)
    assert busy not in {each.day for each in proposed(kent)}


def one(kent: Side) -> Meeting:
    return add_meeting(
        community=kent.community, day=today() + timedelta(days=40), starts=time(15, 30), ends=time(17, 30),
        venue="The library", by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip


def mine(meeting: Meeting, person: User) -> Invitee:
    return Invitee.objects.get(meeting=meeting, person=person)


def calendar_of(person: User) -> str:
    return Message.objects.filter(to=person).exclude(calendar="").latest("pk").calendar
