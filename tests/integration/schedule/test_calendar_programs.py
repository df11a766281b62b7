"""Invitations, changes and cancellations go through a real mail server into two calendar programs (CLK-1)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.actions.offices import end_office, give_office
from locality.communities.models import Office
from locality.documents.calendars import Mailbox, Method, Occasion, to_calendar
from locality.outbox.delivery import deliver_due
from locality.schedule.actions.arranging_meetings import add_meeting, cancel_meeting, move_meeting
from locality.schedule.actions.inviting import make_feed
from locality.schedule.models import CalendarFeed, Invitee, Meeting
from locality.schedule.queries import out_of_step
from locality.values.working_days import day_of
from locality.worker.jobs import follow_people_of_meetings
from tests.integration.resource_requests.desk import Desk
from tests.integration.schedule.calendar_programs import in_javascript, in_python
from tests.world import Side, acting, make_side

LONDON = ZoneInfo("Europe/London")
PROGRAMS = pytest.mark.parametrize("program", [in_python, in_javascript])
HOSTILE = 'The hall\r\nBEGIN:VEVENT\r\nUID:2@elsewhere\r\nEND:VEVENT\nATTENDEE:mailto:x@y.example\n"; \\, é 校'


@pytest.fixture
def side(db: None, clock: Callable[[str], Any]) -> Side:
    """A council in September, before both changes of the clocks."""
    clock("2026-09-07 10:00")
    return make_side("Wealdshire", "801", 801000, now=timezone.now())


def add(side: Side, day: date, **changes: Any) -> Meeting:
    given: dict[str, Any] = {"starts": time(15, 30), "ends": time(17, 30), "venue": "The library"} | changes
    return add_meeting(community=side.community, day=day, by=acting(side.people["clerk"]), at=timezone.now(), **given)


def move(side: Side, meeting: Meeting, day: date, **changes: Any) -> Meeting:
    given: dict[str, Any] = {
        "starts": time(15, 30),
        "ends": time(17, 30),
        "venue": "The library",
        "online_link": "",
    } | changes
    return move_meeting(meeting, day=day, by=acting(side.people["clerk"]), at=timezone.now(), **given)


def received_by(person: User, mail_server: Any) -> list[str]:
    """Every calendar file that reached the person's mailbox, in order; each part names its method."""
    while deliver_due(timezone.now() + timedelta(minutes=1)):
        pass
    files = []
    for mail in mail_server.messages:
        if mail["To"].addresses[0].addr_spec == person.email:
            for part in mail.walk():
                if part.get_content_type() == "text/calendar":
                    text = part.get_content()
                    assert part["Content-Type"].params["method"] in text
                    files.append(text)
    return files


def at(day: date, hour: int = 15, minute: int = 30) -> str:
    return (
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
        .astimezone(UTC)
        .strftime("%Y-%m-%dT%H:%M:%S.000Z")
    )


@pytest.mark.clause("CLK-1")
@PROGRAMS
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2026, 10, 23), date(2026, 10, 27)),
        (date(2027, 3, 26), date(2027, 3, 30)),
        (date(2027, 3, 30), date(2027, 3, 24)),
    ],
)
def test_a_meeting_is_new_moved_over_the_clock_change_and_cancelled(
    side: Side, mail_server: Any, program: Any, before: date, after: date
) -> None:
    meeting = add(side, before)
    moved = move(side, meeting, after)
    elsewhere = move(side, moved, after, venue="Another hall", online_link="https://meet.example/1")
    cancel_meeting(elsewhere, why="Snow", by=acting(side.people["clerk"]), at=timezone.now())
    steps = program(received_by(side.people["chair"], mail_server))
    assert [len(step) for step in steps] == [1, 1, 1, 1]
    entries = [step[0] for step in steps]
    assert {entry["uid"] for entry in entries} == {f"{meeting.uid}@locality"}
    assert [entry["sequence"] for entry in entries] == [0, 1, 2, 3]
    assert [entry["starts"] for entry in entries] == [at(before), at(after), at(after), at(after)]
    assert [entry["ends"] for entry in entries] == [at(before, 17), at(after, 17), at(after, 17), at(after, 17)]
    assert {entry["clock"] for entry in entries} == {"15:30"}
    assert [entry["gone"] for entry in entries] == [False, False, False, True]
    assert entries[2]["place"] == "Another hall, or online: https://meet.example/1"
    assert entries[0]["invited"] == [f"mailto:{side.people['chair'].email}"]


@pytest.mark.both_databases("order")
@PROGRAMS
def test_messages_that_arrive_out_of_order_end_the_same(side: Side, mail_server: Any, program: Any) -> None:
    meeting = add(side, date(2026, 10, 23))
    cancel_meeting(
        move(side, meeting, date(2026, 10, 27)), why="Snow", by=acting(side.people["clerk"]), at=timezone.now()
    )
    files = received_by(side.people["chair"], mail_server)
    assert program(files)[-1] == program(files[::-1])[-1]
    assert program(files[::-1])[-1][0]["gone"]


@pytest.mark.clause("CLK-1")
@PROGRAMS
def test_what_is_typed_into_names_and_places_stays_text(side: Side, mail_server: Any, program: Any) -> None:
    side.community.name = HOSTILE[:80]
    side.community.save()
    User.objects.filter(pk=side.people["chair"].pk).update(name='Ann "; BEGIN:VEVENT:\\')
    add(side, date(2026, 10, 23), venue=HOSTILE)
    files = received_by(User.objects.get(pk=side.people["chair"].pk), mail_server)
    (step,) = program(files)
    assert [entry["uid"] for entry in step] == [f"{Meeting.objects.get(venue=HOSTILE).uid}@locality"]
    assert step[0]["place"] == " ".join(HOSTILE.split())
    assert step[0]["invited"] == [f"mailto:{side.people['chair'].email}"]


@pytest.mark.clause("CLK-1")
def test_both_programs_read_the_private_feed_alike(side: Side, elsewhere: Side) -> None:
    days = [date(2026, 10, 23), date(2026, 10, 27), date(2027, 3, 26), date(2027, 3, 30)]
    for day in days:
        add(side, day)
    person = side.people["representative"]
    path = reverse("calendar_feed", args=[make_feed(person=person, at=timezone.now()).token])
    text = Client().get(path).content.decode()
    one, other = in_python([text]), in_javascript([text])
    assert one == other
    starts = sorted(entry["starts"] for entry in one[0])
    assert [at(day) for day in days] == [start for start in starts if start in {at(day) for day in days}]
    assert all(entry["invited"] == [] for entry in one[0])
    for personal in (
        person.name,
        person.email,
        side.people["chair"].name,
        elsewhere.community.name,
        "ORGANIZER",
        "ATTENDEE",
    ):
        assert personal not in text


@pytest.mark.clause("CLK-1")
def test_the_feed_stops_with_its_address_the_office_or_the_account(side: Side) -> None:
    add(side, date(2026, 10, 23))
    person = side.people["representative"]
    desk = Desk(person)
    assert desk.post("calendar_address").status_code == 302
    path = reverse("calendar_feed", args=[CalendarFeed.objects.get(person=person).token])
    assert "BEGIN:VEVENT" in Client().get(path).content.decode()
    desk.post("calendar_address")
    assert Client().get(path).status_code == 404
    path = reverse("calendar_feed", args=[CalendarFeed.objects.get(person=person).token])
    desk.post("calendar_address", stop="yes")
    assert Client().get(path).status_code == 404
    assert not CalendarFeed.objects.exists()
    path = reverse("calendar_feed", args=[make_feed(person=person, at=timezone.now()).token])
    end_office(
        office=Office.objects.get(person=person),
        on=date(2026, 9, 6),
        by=acting(side.people["locality_team"]),
        at=timezone.now(),
    )
    assert "BEGIN:VEVENT" not in Client().get(path).content.decode()
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


@pytest.mark.clause("CLK-1")
@PROGRAMS
def test_who_joins_is_invited_and_who_leaves_is_taken_out(side: Side, mail_server: Any, program: Any) -> None:
    meeting, today = add(side, date(2026, 10, 23)), day_of(timezone.now())
    leaver, joiner = side.people["representative"], side.people["nobody"]
    token = Invitee.objects.get(meeting=meeting, person=leaver).token
    assert meeting not in out_of_step(today)
    end_office(
        office=Office.objects.get(person=leaver),
        on=date(2026, 9, 6),
        by=acting(side.people["locality_team"]),
        at=timezone.now(),
    )
    give_office(
        person=joiner, role="representative", place=side.other_school, start=today, by=acting(side.people["locality_team"]),
        at=timezone.now(),
    )  # fmt: skip
    assert meeting in out_of_step(today)
    for _ in range(2):
        follow_people_of_meetings(timezone.now(), lambda: False)
    assert not out_of_step(today)
    gone, new = (program(received_by(person, mail_server)) for person in (leaver, joiner))
    assert [step for step in gone if step[0]["uid"].startswith(str(meeting.uid))][-1][0]["gone"]
    assert not next(each for each in new[-1] if each["uid"].startswith(str(meeting.uid)))["gone"]
    assert Client().get(reverse("meeting_answer", args=[token])).status_code == 404


@pytest.mark.clause("CLK-1")
def test_the_message_holds_an_address_for_each_answer_and_reading_it_answers_nothing(
    side: Side, mail_server: Any
) -> None:
    meeting = add(side, date(2026, 10, 23))
    invitee = Invitee.objects.get(meeting=meeting, person=side.people["chair"])
    received_by(side.people["chair"], mail_server)
    mail = next(each for each in mail_server.messages if each["To"] == side.people["chair"].email)
    body = mail.get_body(("plain",)).get_content().replace("=\n", "")
    for word in ("yes", "no"):
        path = reverse("meeting_answer", args=[invitee.token]) + f"?answer={word}"
        assert path in body
        page = Client().get(path).content.decode()
        assert f'data-answer="{word}"' in page
        assert "design/answer" in page
        assert f'value="{word}"' in page
        invitee.refresh_from_db()
        assert invitee.answer == ""
    assert "data-answer" not in Client().get(path.replace("=no", '="><script>')).content.decode()
    sent = Client().post(path, {"answer": "no", "form_key": str(uuid4())})
    assert sent.status_code == 302
    page = Desk(side.people["clerk"]).get("meeting", meeting.pk).content.decode()
    assert "Not coming" in page


def test_a_stamp_later_than_another_of_the_same_sequence_is_followed() -> None:
    when = datetime(2026, 11, 10, 15, 30, tzinfo=LONDON)
    occasion = Occasion("1@locality", 0, when, when + timedelta(hours=2), "Meeting", when)
    files = [
        to_calendar(
            [occasion], method=method, invited=Mailbox("Ann", "ann@school.example"), at=when + timedelta(minutes=minute)
        ).decode()
        for minute, method in ((1, Method.REQUEST), (2, Method.CANCEL), (3, Method.REQUEST))
    ]
    for program in (in_python, in_javascript):
        assert [step[0]["gone"] for step in program(files)] == [False, True, False]
