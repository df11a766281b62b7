"""Advisers whose items leave the agenda: told where these go, and not asked to come for nothing (MEM-5, OBJ-4)."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.live.actions import running
from locality.meetings.actions import advisers, agenda, papers
from locality.meetings.models import Advising, AgendaItem
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.schedule.actions.inviting import make_feed
from locality.schedule.models import Invitee, Meeting
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

pytestmark = pytest.mark.clause("MEM-5", "OBJ-4")


class Table:
    """A meeting of 28 January with a visit and a request, an adviser to both, and another meeting of 25 February."""

    def __init__(self, side: Side) -> None:
        assert side.meeting is not None
        self.side, self.first, self.adviser = side, side.meeting, side.people["adviser"]
        self.chair, self.clerk = side.people["chair"], side.people["clerk"]
        Meeting.objects.filter(pk=self.first.pk).update(day=date(2027, 1, 28))
        self.first.refresh_from_db()
        self.second = Meeting.objects.create(
            community=side.community, day=date(2027, 2, 25), starts=time(15), ends=time(17), venue="Hall"
        )
        self.request = request_in(side, "accepted")
        agenda.draw_up(self.first, by=self.chair, at=timezone.now())
        self.visit = agenda.add_item(
            self.first, title="A visit", minutes=5, text="Come and see", by=acting(self.chair), at=timezone.now()
        )
        self.of_request = items_of(self.first).get(resource_request=self.request)
        self.invite(self.adviser.email)

    def invite(self, email: str) -> Advising:
        return advisers.invite(
            self.first, email=email, name="Ada Viser", expertise="health", items=[self.visit, self.of_request],
            by=acting(self.clerk), at=timezone.now(),
        )  # fmt: skip

    def put_off(self, item: AgendaItem) -> str:
        """What the chair reads after it."""
        desk, to = Desk(self.chair), str(self.second.pk)
        done = desk.post("meeting_item_put_off", self.first.pk, item.pk, to=to, why="Too much else")
        assert done.status_code == 302
        return text_of(desk.client.get(done["Location"]))

    def told(self, who: User, kind: str = "meeting.adviser_items") -> list[str]:
        """What the last message of a kind says to somebody; nothing where none came."""
        found = Message.objects.filter(to=who, kind=kind).order_by("pk").last()
        return [found.subject, *found.lines] if found else []


@pytest.fixture
def table(kent: Side, clock: Any) -> Table:
    clock("2026-11-24 10:00")
    return Table(kent)


def test_with_one_item_put_off_an_adviser_reads_which_and_what_is_left(table: Table) -> None:
    name, reference = table.side.community.name, table.request.reference
    table.put_off(table.visit)
    assert table.told(table.adviser) == [
        f"Fewer items to advise on: {name}, Thursday 28 January 2027",
        "“A visit” has moved to the meeting on Thursday 25 February 2027.",
        f"You are still invited to the meeting on Thursday 28 January 2027, for {table.side.school.name}, {reference}.",
        "If you are needed at another meeting, we’ll send you an invitation.",
    ]
    desk = Desk(table.adviser)
    assert "You are invited to 1 item at this meeting." in text_of(desk.get("meeting_agenda", table.first.pk))
    assert Invitee.objects.filter(person=table.adviser, meeting=table.first).exists()
    again = advisers.lines_of(Advising.objects.get())
    assert again == [f"Please join for item 5.1 ({table.side.school.name}), at about 15:55."]


def test_with_all_put_off_the_meeting_leaves_the_calendar_and_clerk_and_adviser_know(table: Table) -> None:
    name, reference = table.side.community.name, table.request.reference
    feed = make_feed(person=table.adviser, at=timezone.now())
    table.put_off(table.visit)
    assert "If you need Ada Viser there, invite them on the Advisers page of that meeting." in table.put_off(
        table.of_request
    )
    assert table.told(table.adviser, "meeting.cancel") == [
        f"Invitation withdrawn: {name} meeting on Thursday 28 January 2027",
        f"You are no longer invited to the {name} meeting on Thursday 28 January 2027.",
        f"“{table.side.school.name}, {reference}” has moved to the meeting on Thursday 25 February 2027.",
        "Nothing else you were invited to is on the agenda, so you do not need to come.",
        "If you are needed at another meeting, we’ll send you an invitation.",
    ]
    assert "METHOD:CANCEL" in Message.objects.get(to=table.adviser, kind="meeting.cancel").calendar
    assert "BEGIN:VEVENT" not in Client().get(reverse("calendar_feed", args=[feed.token])).content.decode()
    assert table.told(table.clerk) == [
        f"Check who advises: {name} meeting on Thursday 28 January 2027",
        "Ada Viser is no longer invited, and we’ve emailed them. "
        f"“{table.side.school.name}, {reference}” has moved to the meeting on Thursday 25 February 2027.",
        "We have not invited them to the later meeting. If you need them there, invite them on its Advisers page.",
    ]
    assert table.told(table.chair) == []  # who did it read it before the button
    for page in ("meeting", "meeting_agenda", "meeting_papers", "meeting_pack", "meeting_live"):
        assert Desk(table.adviser).get(page, table.first.pk).status_code == 404, page
    assert "You have not invited any advisers" in text_of(Desk(table.clerk).get("meeting_advisers", table.first.pk))
    table.second.refresh_from_db()
    agenda.draw_up(table.second, by=table.chair, at=timezone.now())
    there = items_of(table.second).get(resource_request=table.request)
    advisers.invite(
        table.second, email=table.adviser.email, name="Ada Viser", expertise="health", items=[there], by=acting(table.clerk),
        at=timezone.now(),
    )  # fmt: skip
    assert reference in text_of(Desk(table.adviser).get("meeting_agenda", table.second.pk))


def test_who_puts_an_item_off_or_takes_it_off_reads_of_its_advisers_before_the_button(table: Table) -> None:
    chair, args = Desk(table.chair), (table.first.pk, table.visit.pk)
    page = text_of(chair.get("meeting_item_put_off", *args))
    assert "Ada Viser is an adviser on this item, and is still invited to other items at this meeting." in page
    assert (
        "We will not invite them to the later meeting. If you need them there, invite them on its Advisers page."
        in page
    )
    assert "We’ll email: Ada Viser the clerk" in page
    assert "Members will not see this" not in page
    table.put_off(table.of_request)
    for name in ("meeting_item_put_off", "meeting_item_remove"):
        page = text_of(chair.get(name, *args))
        assert "Ada Viser is an adviser on this item only. They will no longer be invited to this meeting." in page, (
            name
        )
        assert "We’ll email: Ada Viser the clerk" in page, name
    page = text_of(chair.get("meeting_item_remove", table.first.pk, items_of(table.first)[2].pk))
    assert "We’ll email" not in page


def test_the_page_of_a_request_names_its_school_and_its_advisers(table: Table) -> None:
    page = text_of(Desk(table.chair).get("meeting_item_put_off", table.first.pk, table.of_request.pk))
    school = table.side.school.name
    assert re.search(rf"We’ll email: .*{re.escape(school)}.* Ada Viser the clerk Move to a later meeting", page)


def test_taken_off_or_returned_to_its_school_an_item_is_told_of_too(table: Table) -> None:
    assert Desk(table.chair).post("meeting_item_remove", table.first.pk, table.visit.pk).status_code == 302
    assert "“A visit” was removed from the agenda." in table.told(table.adviser)
    assert "If you are needed at another meeting, we’ll send you an invitation." not in table.told(table.adviser)
    ResourceRequest.objects.filter(pk=table.request.pk).update(state="returned")
    papers.distribute(table.first, what="", by=acting(table.clerk), at=timezone.now())
    told = table.told(table.adviser, "meeting.cancel")
    assert f"“{table.side.school.name}, {table.request.reference}” was removed from the agenda." in told
    assert not Message.objects.filter(to=table.adviser, kind="meeting.papers").exists()
    assert "is no longer invited" in " ".join(table.told(table.chair))


def test_somebody_without_an_account_is_told_at_their_address(table: Table) -> None:
    table.invite("new@health.example")
    table.put_off(table.visit)
    table.put_off(table.of_request)
    told = Message.objects.filter(address="new@health.example", kind="meeting.adviser_items").order_by("pk")
    assert [each.lines[0] for each in told] == [
        "“A visit” has moved to the meeting on Thursday 25 February 2027.",
        f"You are no longer invited to the {table.side.community.name} meeting on Thursday 28 January 2027.",
    ]
    assert not Advising.objects.filter(withdrawn_at=None).exists()


def test_who_advises_on_the_whole_meeting_stays(table: Table) -> None:
    Advising.objects.all().delete()
    advisers.invite(
        table.first, email=table.adviser.email, name="Ada Viser", expertise="health", whole_meeting=True,
        by=acting(table.clerk), at=timezone.now(),
    )  # fmt: skip
    table.put_off(table.visit)
    assert table.told(table.adviser) == []
    assert Desk(table.adviser).get("meeting_agenda", table.first.pk).status_code == 200


@pytest.mark.clause("CLK-1")
def test_before_a_meeting_is_cancelled_the_clerk_reads_that_its_advisers_are_not_invited_to_the_other(
    table: Table,
) -> None:
    page = text_of(Desk(table.clerk).get("meeting_cancel", table.first.pk))
    assert "Invited to this meeting as advisers: Ada Viser. We will not invite them to the meeting on " in page


def test_once_it_has_begun_nobody_is_sent_away_and_the_pages_say_what_is_so(table: Table, clock: Any) -> None:
    clock("2027-01-28 16:00")
    ResourceRequest.objects.filter(pk=table.request.pk).update(state="returned")
    advising = Advising.objects.get()
    advising.items.set([table.of_request])
    running.begin(table.first, by=acting(table.chair), at=timezone.now())
    assert day_of(timezone.now()) == table.first.day
    desk, gone = Desk(table.adviser), "The items you were invited to are no longer on the agenda."
    for page in ("meeting_agenda", "meeting_papers", "meeting_live"):
        said = text_of(desk.get(page, table.first.pk))
        assert gone in said, page
        assert "no agenda yet" not in said, page
        assert "0 items" not in said, page
