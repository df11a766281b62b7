"""Advisers: invited to a meeting or to single items of it, shown that and nothing else, for a time (MEM-4, MEM-5, OBJ-4)."""

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from locality.accounts.models import User
from locality.audit.models import Sight
from locality.communities.actions.offices import end_office
from locality.communities.models import Office
from locality.communities.queries import viewer_of
from locality.live.actions import running
from locality.live.actions.registering import mark
from locality.meetings.actions import advisers as actions
from locality.meetings.actions import agenda, papers
from locality.meetings.models import Advising, AgendaItem, LiveMeeting, Opening, Paper, RegisterRow
from locality.meetings.queries.access import items_open_to, meetings_taken_part_in
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.schedule.actions.arranging_meetings import cancel_meeting, move_meeting
from locality.schedule.actions.inviting import make_feed
from locality.schedule.models import Invitee, Meeting
from locality.values.dates import show_day, show_short_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, request_in

WAYS = ("meeting_agenda", "meeting_papers", "meeting_pack")


class Table:
    """A meeting with two requests and a paper to each, ready for an adviser to one of them."""

    def __init__(self, side: Side) -> None:
        assert side.meeting is not None
        self.side, self.meeting, self.now = side, side.meeting, timezone.now()
        self.clerk, self.chair = side.people["clerk"], side.people["chair"]
        self.first, self.second = (request_in(side, "accepted") for _ in range(2))
        agenda.draw_up(self.meeting, by=self.chair, at=self.now)
        self.item, self.other = (
            items_of(self.meeting).get(resource_request=each) for each in (self.first, self.second)
        )
        self.own_paper, self.other_paper, self.general = (
            papers.attach(
                self.meeting,
                item=item,
                title=title,
                name="plan.pdf",
                content=b"%PDF-1.7",
                by=acting(self.clerk),
                at=self.now,
            )
            for item, title in ((self.item, "Own plan"), (self.other, "Other plan"), (None, "Budget plan"))
        )

    def invite(self, who: User | None = None, **changes: Any) -> Advising:
        given: dict[str, Any] = {
            "email": who.email if who else "ada@health.example", "name": "Ada Viser", "expertise": "health",
            "items": [self.item], "by": acting(self.clerk), "at": timezone.now(),
        }  # fmt: skip
        return actions.invite(self.meeting, **given | changes)


@pytest.fixture
def table(kent: Side) -> Table:
    return Table(kent)


@pytest.fixture
def adviser(kent: Side) -> User:
    return kent.people["adviser"]


def pdf_of(answer: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


@pytest.mark.clause("MEM-4", "OBJ-4")
def test_without_an_invitation_an_adviser_sees_nothing_of_a_community(table: Table, adviser: User) -> None:
    desk, pk = Desk(adviser), table.meeting.pk
    assert "No meetings are planned" in text_of(desk.get("meetings"))
    for name in ("meeting", "meeting_file", *WAYS):
        assert desk.get(name, pk).status_code == 404, name
    assert desk.get("meeting_item", pk, table.item.pk).status_code == 404
    assert desk.get("meeting_paper", pk, table.own_paper.pk).status_code == 404
    for name in ("requests", "money", "figures", "messages"):
        assert desk.get(name).status_code == 403, name
    assert desk.get("request", table.first.reference).status_code == 403
    assert desk.get("community_money", table.meeting.community_id).status_code == 403


@pytest.mark.clause("MEM-5", "OBJ-4", "RES-9")
def test_invited_to_one_item_an_adviser_sees_that_item_and_nothing_else(table: Table, adviser: User) -> None:
    table.invite(adviser)
    papers.distribute(table.meeting, what="", by=acting(table.clerk), at=timezone.now())
    desk, pk = Desk(adviser), table.meeting.pk
    assert table.meeting.community.name in text_of(desk.get("meetings"))
    page = text_of(desk.get("meeting", pk))
    assert "You are invited as an adviser" in page
    assert "to discuss" not in page
    assert "people invited" not in page
    for name in WAYS:
        answer = desk.get(name, pk)
        seen = pdf_of(answer) if name == "meeting_pack" else text_of(answer)
        assert table.first.reference in seen, name
        for hidden in (table.second.reference, "Welcome", "Budget plan", "Other plan", "£100,000", PUPIL):
            assert hidden not in seen, (name, hidden)
    item = text_of(desk.get("meeting_item", pk, table.item.pk))
    assert "Pupil A" in item
    assert PUPIL not in item
    assert "own page" not in item
    assert desk.get("meeting_item", pk, table.other.pk).status_code == 404
    assert desk.post("meeting_item", pk, table.other.pk, text="x").status_code == 404
    assert desk.get("meeting_paper", pk, table.own_paper.pk).status_code == 200
    assert desk.get("meeting_paper", pk, table.other_paper.pk).status_code == 404
    assert desk.get("meeting_paper", pk, table.general.pk).status_code == 404
    for name in ("requests", "money", "figures"):
        assert desk.get(name).status_code == 403, name
    assert desk.get("request", table.first.reference).status_code == 403
    assert Opening.objects.filter(person=adviser, meeting=table.meeting).count() == 1
    assert not Sight.objects.filter(actor_id=adviser.pk).exists()
    assert Message.objects.filter(to=adviser, kind="meeting.papers").count() == 1


@pytest.mark.clause("MEM-4")
def test_invited_to_the_whole_meeting_an_adviser_reads_all_items_without_names(table: Table, adviser: User) -> None:
    table.invite(adviser, items=[], whole_meeting=True)
    desk, pk = Desk(adviser), table.meeting.pk
    assert items_open_to(viewer_of(adviser, day_of(timezone.now())), table.meeting) is None
    for name in WAYS:
        answer = desk.get(name, pk)
        seen = pdf_of(answer) if name == "meeting_pack" else text_of(answer)
        assert table.first.reference in seen
        assert table.second.reference in seen
        assert PUPIL not in seen
        assert "£100,000" not in seen
        assert reverse("request", args=[table.first.reference]) not in answer.content.decode("latin-1")
    assert desk.get("meeting_paper", pk, table.general.pk).status_code == 200


@pytest.mark.clause("MEM-5")
def test_the_invitation_is_answered_and_lands_in_the_calendar(table: Table, adviser: User) -> None:
    table.invite(adviser)
    message = Message.objects.get(to=adviser, kind="meeting.request")
    assert f"Please join for item 5.1 ({table.first.school.name}), at about 15:55." in message.lines
    assert "METHOD:REQUEST" in message.calendar
    assert f"UID:{table.meeting.uid}@locality" in message.calendar
    desk, invitee = Desk(adviser), Invitee.objects.get(person=adviser)
    assert desk.post("meeting_answer", invitee.token, answer="yes").status_code == 302
    page = text_of(Desk(table.clerk).get("meeting_advisers", table.meeting.pk))
    assert "Ada Viser" in page
    assert "Coming" in page
    feed = make_feed(person=adviser, at=timezone.now())
    body = Client().get(reverse("calendar_feed", args=[feed.token])).content.decode()
    assert str(table.meeting.uid) in body


@pytest.mark.clause("MEM-5")
def test_access_ends_by_itself_when_the_minutes_are_due(table: Table, adviser: User, clock: Any) -> None:
    table.invite(adviser)
    feed = make_feed(person=adviser, at=timezone.now())
    assert table.meeting.day == date(2026, 12, 15)
    for day, status, listed in (("2026-12-22", 200, 1), ("2026-12-23", 404, 0)):
        clock(f"{day} 23:30")
        desk = Desk(adviser)
        for name in ("meeting", "meeting_file", *WAYS):
            assert desk.get(name, table.meeting.pk).status_code == status, (day, name)
        assert desk.get("meeting_item", table.meeting.pk, table.item.pk).status_code == status
        assert desk.get("meeting_paper", table.meeting.pk, table.own_paper.pk).status_code == status
        body = Client().get(reverse("calendar_feed", args=[feed.token])).content.decode()
        assert body.count("BEGIN:VEVENT") == listed


@pytest.mark.clause("MEM-5")
def test_a_meeting_that_is_moved_takes_the_advisers_access_with_it_and_a_cancelled_one_ends_it(
    table: Table, adviser: User, clock: Any
) -> None:
    table.invite(adviser)
    old, meeting = table.meeting.day, table.meeting
    move_meeting(
        meeting, day=old + timedelta(days=70), starts=meeting.starts, ends=meeting.ends, venue="Hall", online_link="",
        by=acting(table.clerk), at=timezone.now(),
    )  # fmt: skip
    assert Message.objects.filter(to=adviser, kind="meeting.request").count() == 2
    clock(f"{(old + timedelta(days=60)).isoformat()} 10:00")
    assert Desk(adviser).get("meeting_papers", meeting.pk).status_code == 200
    cancel_meeting(meeting, why="Snow", by=acting(table.clerk), at=timezone.now())
    assert Message.objects.filter(to=adviser, kind="meeting.cancel").count() == 1
    assert "cancelled. Snow" in text_of(Desk(adviser).get("meeting", meeting.pk))
    for name in WAYS:
        assert Desk(adviser).get(name, meeting.pk).status_code == 404


@pytest.mark.clause("MEM-5")
def test_a_withdrawn_invitation_opens_nothing_and_leaves_the_calendar(table: Table, adviser: User) -> None:
    advising = table.invite(adviser)
    token, session = Invitee.objects.get(person=adviser).token, Desk(adviser)
    assert session.get("meeting_papers", table.meeting.pk).status_code == 200
    clerk = Desk(table.clerk)
    assert clerk.post("meeting_adviser_withdraw", table.meeting.pk, advising.pk).status_code == 302
    for name in ("meeting", *WAYS):
        assert session.get(name, table.meeting.pk).status_code == 404, name
    assert session.get("meeting_item", table.meeting.pk, table.item.pk).status_code == 404
    assert Client().get(reverse("meeting_answer", args=[token])).status_code == 404
    invited, withdrawn = Message.objects.filter(to=adviser).exclude(calendar="").order_by("pk")
    assert "METHOD:CANCEL" in withdrawn.calendar
    assert "STATUS:CANCELLED" in withdrawn.calendar
    assert _sequence(withdrawn.calendar) > _sequence(invited.calendar)
    assert clerk.post("meeting_adviser_withdraw", table.meeting.pk, advising.pk).status_code == 404
    assert clerk.post("meeting_adviser_remind", table.meeting.pk, advising.pk).status_code == 404
    table.invite(adviser)
    assert session.get("meeting_papers", table.meeting.pk).status_code == 200
    assert Advising.objects.filter(meeting=table.meeting, email=adviser.email).count() == 2


def _sequence(calendar: str) -> int:
    found = re.search(r"SEQUENCE:(\d+)", calendar)
    assert found
    return int(found[1])


@pytest.mark.clause("MEM-5")
def test_an_item_taken_off_or_put_off_is_no_longer_open(table: Table, adviser: User) -> None:
    own = agenda.add_item(
        table.meeting, title="A visit", minutes=5, text="Come and see", by=acting(table.chair), at=timezone.now()
    )
    table.invite(adviser, items=[own, table.item])
    later = Meeting.objects.create(
        community=table.meeting.community, day=table.meeting.day + timedelta(days=30), starts=table.meeting.starts,
        ends=table.meeting.ends, venue="Hall",
    )  # fmt: skip
    agenda.put_off(table.item, to=later, why="No time", by=acting(table.chair), at=timezone.now())
    agenda.draw_up(later, by=table.chair, at=timezone.now())
    agenda.remove_item(own, by=acting(table.chair), at=timezone.now())
    desk = Desk(adviser)
    for meeting in (table.meeting, later):
        for name in WAYS:
            assert desk.get(name, meeting.pk).status_code == 404, name
    assert desk.get("meeting_item", table.meeting.pk, table.item.pk).status_code == 404
    assert "You have not invited any advisers" in text_of(Desk(table.clerk).get("meeting_advisers", table.meeting.pk))


@pytest.mark.clause("MEM-5")
def test_somebody_new_first_makes_an_account_and_then_finds_the_meeting(table: Table) -> None:
    advising = table.invite(email="Ada@Health.example")
    assert (advising.email, advising.person) == ("ada@health.example", None)
    assert not User.objects.filter(email="ada@health.example").exists()
    offered = Message.objects.get(address="ada@health.example")
    assert offered.kind == "invitation"
    stranger = Client()
    made = stranger.post(
        offered.link,
        {"form_key": "0190a0e0-0000-7000-8000-000000000001", "name": "Ada Viser", "password": "correct horse battery"},
    )
    assert made.status_code == 302, made.content.decode()[:2000]
    ada = User.objects.get(email="ada@health.example")
    assert "METHOD:REQUEST" in Message.objects.get(to=ada, kind="meeting.request").calendar
    viewer = viewer_of(ada, day_of(timezone.now()))
    assert list(meetings_taken_part_in(viewer)) == [table.meeting]
    assert items_open_to(viewer, table.meeting) == {table.item.pk}
    office = Office.objects.get(person=ada)
    assert (office.role, office.end) == ("adviser", table.meeting.day + actions.STANDING)


@pytest.mark.clause("MEM-5")
def test_a_withdrawn_invitation_of_somebody_new_opens_nothing_once_they_have_an_account(table: Table) -> None:
    actions.withdraw(table.invite(), by=acting(table.clerk), at=timezone.now())
    offered = Message.objects.get(address="ada@health.example")
    Client().post(
        offered.link,
        {"form_key": "0190a0e0-0000-7000-8000-000000000002", "name": "Ada", "password": "correct horse battery"},
    )
    ada = User.objects.get(email="ada@health.example")
    assert not Message.objects.filter(to=ada, kind="meeting.request").exists()
    assert not meetings_taken_part_in(viewer_of(ada, day_of(timezone.now()))).exists()


def test_sending_again_gives_a_new_link_or_the_entry_once_more(table: Table, adviser: User) -> None:
    new, known, clerk = table.invite(), table.invite(adviser), Desk(table.clerk)
    for advising in (new, known):
        assert clerk.post("meeting_adviser_remind", table.meeting.pk, advising.pk).status_code == 302
    links = [message.link for message in Message.objects.filter(address="ada@health.example").order_by("pk")]
    assert len(links) == 2
    assert Client().get(links[0]).status_code == 404
    assert Client().get(links[1]).status_code == 200
    assert Message.objects.filter(to=adviser, kind="meeting.request").count() == 2
    assert Invitee.objects.filter(person=adviser).count() == 1


@pytest.mark.clause("MEM-5")
def test_an_office_that_is_ended_and_a_closed_account_open_nothing(table: Table, adviser: User) -> None:
    table.invite(adviser)
    feed = make_feed(person=adviser, at=timezone.now())
    office = Office.objects.get(person=adviser)
    by = acting(table.side.people["locality_team"])
    end_office(office=office, on=day_of(timezone.now()) - timedelta(days=1), by=by, at=timezone.now())
    assert Desk(adviser).get("meeting_papers", table.meeting.pk).status_code == 403
    assert "BEGIN:VEVENT" not in Client().get(reverse("calendar_feed", args=[feed.token])).content.decode()
    User.objects.filter(pk=adviser.pk).update(is_active=False)
    assert Client().get(reverse("calendar_feed", args=[feed.token])).status_code == 404


def test_an_adviser_of_one_council_is_nobody_in_another(table: Table, elsewhere: Side) -> None:
    stranger = elsewhere.people["adviser"]
    assert Desk(stranger).get("meeting_papers", table.meeting.pk).status_code == 404
    table.invite(stranger)
    assert Desk(stranger).get("meeting_papers", table.meeting.pk).status_code == 200
    assert elsewhere.meeting is not None
    assert Desk(stranger).get("meeting_papers", elsewhere.meeting.pk).status_code == 404


def test_who_can_be_invited_and_when(table: Table, adviser: User, kent: Side) -> None:
    with pytest.raises(NotPossible, match="belongs to this community"):
        table.invite(kent.people["representative"])
    with pytest.raises(NotPossible, match="at least one item"):
        table.invite(adviser, items=[])
    table.invite(adviser)
    with pytest.raises(NotPossible, match="already"):
        table.invite(adviser, email=adviser.email.upper())
    for wrong in ("", "ada", "ada@exаmple.org", "ada@example.org\nBcc: x@example.org"):
        with pytest.raises(ValidationError):
            table.invite(email=wrong)
    Meeting.objects.filter(pk=table.meeting.pk).update(state="held")
    with pytest.raises(NotPossible, match="until the meeting starts"):
        table.invite(kent.people["former_clerk"])


def test_an_item_of_another_meeting_is_no_choice(table: Table, elsewhere: Side, adviser: User) -> None:
    assert elsewhere.meeting is not None
    far = agenda.draw_up(elsewhere.meeting, by=elsewhere.people["chair"], at=timezone.now())
    clerk = Desk(table.clerk)
    fields = {"name": "Ada", "email": adviser.email, "expertise": "health", "what": "items"}
    for items in ([str(far[0].pk)], [], ["x"], [str(table.item.pk), "999999999"]):
        assert clerk.post("meeting_adviser_add", table.meeting.pk, items=items, **fields).status_code == 400, items
    assert not Advising.objects.exists()
    with pytest.raises(NotPossible, match="at least one item"):
        table.invite(adviser, items=[AgendaItem.objects.get(pk=far[0].pk)])
    done = clerk.post("meeting_adviser_add", table.meeting.pk, items=[str(table.item.pk)], **fields)
    assert done.status_code == 302
    assert list(Advising.objects.get().items.all()) == [table.item]


@pytest.mark.clause("MEM-5")
def test_only_chair_and_clerk_invite_and_nobody_learns_who_has_an_account(
    table: Table, adviser: User, kent: Side, elsewhere: Side
) -> None:
    known, new = table.invite(adviser), table.invite()
    for person, status in ((kent.people["representative"], 403), (kent.people["other_chair"], 404), (adviser, 403)):
        assert Desk(person).get("meeting_advisers", table.meeting.pk).status_code == status
        assert Desk(person).post("meeting_adviser_withdraw", table.meeting.pk, known.pk).status_code == status
    assert Desk(elsewhere.people["clerk"]).get("meeting_advisers", table.meeting.pk).status_code == 404
    User.objects.create(email="closed@health.example", name="Clo Sed", is_active=False)
    closed = table.invite(email="closed@health.example")
    assert (closed.person, closed.account.email) == (None, "closed@health.example")
    page = text_of(Desk(table.chair).get("meeting_advisers", table.meeting.pk))
    assert page.count("No answer yet") == 3
    assert "account" not in page
    assert new.person is None


def test_the_list_of_advisers_takes_the_same_number_of_queries_however_many(
    table: Table, kent: Side, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        table.invite(email=f"adviser{number}@health.example")
    clerk = Desk(table.clerk)
    clerk.get("meeting_advisers", table.meeting.pk)
    with django_assert_max_num_queries(11):
        clerk.get("meeting_advisers", table.meeting.pk)
    assert ResourceRequest.objects.count() == 2


@pytest.mark.clause("MEM-4", "MEM-5")
def test_home_asks_an_adviser_to_answer_then_to_read_and_to_come(table: Table, adviser: User, clock: Any) -> None:
    desk, pk = Desk(adviser), table.meeting.pk
    assert "You have nothing to do at the moment" in text_of(desk.get("home"))
    table.invite(adviser)
    page = text_of(desk.get("home"))
    assert "1 task." in page
    assert "Say if you can attend as an adviser" in page
    assert show_short_day(table.meeting.day) in page
    assert f"Reply : Meeting on {show_day(table.meeting.day)}, {table.meeting.community.name}" in page
    assert table.first.reference not in page
    desk.client.post(
        reverse("meeting_answer", args=[Invitee.objects.get(person=adviser).token]),
        {"form_key": str(uuid4()), "answer": "yes"},
    )
    assert "You have nothing to do at the moment" in text_of(desk.get("home"))
    papers.distribute(table.meeting, what="", by=acting(table.clerk), at=timezone.now())
    assert "Read the papers" in text_of(desk.get("home"))
    desk.get("meeting_papers", pk)
    clock(f"{table.meeting.day - timedelta(days=3)} 10:00")
    desk = Desk(adviser)
    assert "Join the meeting as an adviser" in text_of(desk.get("home"))
    clock(f"{table.meeting.day} 10:00")
    desk = Desk(adviser)
    assert reverse("meeting_live", args=[pk]) in desk.get("home").content.decode()
    Invitee.objects.filter(person=adviser).update(answer="no")
    assert "You have nothing to do at the moment" in text_of(desk.get("home"))


@pytest.mark.clause("MEM-5")
def test_once_the_start_time_has_passed_no_one_is_asked_to_reply(table: Table, adviser: User, clock: Any) -> None:
    table.invite(adviser)
    token = Invitee.objects.get(person=adviser).token
    too_late = "The meeting’s start time has passed, so you can no longer reply here."
    desk = Desk(adviser)
    assert too_late not in text_of(desk.get("meeting", table.meeting.pk))
    assert too_late not in text_of(desk.get("meeting_answer", token))
    clock(f"{table.meeting.day} {table.meeting.starts:%H:%M}")
    desk = Desk(adviser)
    assert "Say if you can attend" not in text_of(desk.get("home"))
    assert too_late in text_of(desk.get("meeting", table.meeting.pk))
    assert too_late in text_of(desk.get("meeting_answer", token))


@pytest.mark.clause("MEM-4")
def test_without_an_agenda_an_adviser_is_invited_to_the_whole_meeting_alone(table: Table) -> None:
    desk, pk = Desk(table.clerk), table.meeting.pk
    assert "Some items on the agenda" in text_of(desk.get("meeting_adviser_add", pk))
    Paper.objects.filter(meeting=table.meeting).delete()
    AgendaItem.objects.filter(meeting=table.meeting).delete()
    assert "Some items on the agenda" not in text_of(desk.get("meeting_adviser_add", pk))
    given = {"name": "Ada Viser", "email": "ada@health.example", "expertise": "health"}
    gone = desk.post("meeting_adviser_add", pk, **given, what="items", items=str(table.item.pk))
    assert gone.status_code == 400  # never the whole meeting instead of the items chosen before they went
    assert desk.post("meeting_adviser_add", pk, **given).status_code == 302
    assert Advising.objects.get(meeting=table.meeting).whole_meeting


@pytest.mark.clause("MEM-5")
def test_an_invitation_taken_back_leaves_an_advisers_home(table: Table, adviser: User) -> None:
    advising = table.invite(adviser)
    actions.withdraw(advising, by=acting(table.clerk), at=timezone.now())
    assert "You have nothing to do at the moment" in text_of(Desk(adviser).get("home"))
    assert "Say whether you come" not in text_of(Desk(table.clerk).get("home"))


def test_an_advisers_home_asks_the_database_little(
    table: Table, adviser: User, django_assert_max_num_queries: Any
) -> None:
    table.invite(adviser)
    desk = Desk(adviser)
    desk.get("home")
    with django_assert_max_num_queries(14):
        desk.get("home")


@pytest.mark.clause("MEM-4", "OBJ-4")
def test_an_adviser_of_one_item_is_told_of_theirs_and_sees_who_is_there_for_it(
    table: Table, adviser: User, kent: Side
) -> None:
    table.invite(adviser)
    Meeting.objects.filter(pk=table.meeting.pk).update(day=day_of(table.now))
    table.meeting.refresh_from_db()
    running.begin(table.meeting, by=acting(table.chair), at=table.now)
    rows = RegisterRow.objects.filter(meeting=table.meeting, person__isnull=False)
    mark(table.meeting, [each.pk for each in rows], RegisterRow.State.PRESENT, by=acting(table.clerk), at=table.now)
    desk, pk, representative = Desk(adviser), table.meeting.pk, kent.people["representative"].name

    def page() -> str:
        return text_of(desk.get("meeting_live", pk))

    before = page()
    assert "Your item will appear here when it starts." in before
    assert table.chair.name in before
    assert representative not in before
    assert "Schools not represented" not in before
    assert "In the room:" not in before
    go = {"anyway": True, "by": acting(table.chair), "at": table.now}
    running.go_to_item(table.meeting, table.item, **go)
    during = page()
    assert f"Now: 5.1 {kent.school.name}. This is your last item." in during
    assert representative in during
    assert "Not represented" not in during
    running.go_to_item(table.meeting, table.other, **go)
    after = page()
    assert "The meeting has finished the items you were invited to." in after
    assert representative not in after
    last = items_of(table.meeting).last()
    assert last is not None
    running.go_to_item(table.meeting, last, **go)
    assert "This is the last item." in text_of(Desk(table.clerk).get("meeting_live", pk))
    running.end(table.meeting, by=acting(table.chair), at=table.now)
    assert table.chair.name in page()
    assert representative not in page()
    assert "Not represented" not in page()
    LiveMeeting.objects.filter(meeting=table.meeting).update(item=None)  # as a meeting that was held on paper
    assert table.chair.name in page()
    assert representative not in page()
