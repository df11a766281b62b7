"""The stories of planning: a year of meetings, invitations, advisers, agenda, papers; what is done, and with what it begins.

The harness is that of requests; here the record is that of meetings.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.models import Community, Invitation, Office
from locality.meetings.actions import advisers, agenda, papers, templates
from locality.meetings.actions.cancelling import cancel
from locality.meetings.models import (
    Advising,
    AgendaItem,
    DiscussionStep,
    Distribution,
    Opening,
    Paper,
    PrivateNote,
    TemplateItem,
)
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest, Step
from locality.schedule.actions import arranging_meetings, arranging_year, inviting
from locality.schedule.models import CalendarFeed, Invitee, Meeting
from locality.schedule.rules import Proposal
from locality.together.texts import Typed
from locality.values.periods import Period
from locality.values.working_days import day_of
from tests.integration.kill.harness import Act
from tests.integration.kill.requests import Told, person
from tests.world import Side, acting, add_meeting, make_side, request_in

RECORD = (
    Meeting, Invitee, CalendarFeed, Advising, AgendaItem, DiscussionStep, Distribution, Opening, Paper, PrivateNote,
    TemplateItem, Office, Invitation, ResourceRequest, Step, Message, Event,
)  # fmt: skip
PLACE: dict[str, Any] = {"starts": time(15, 30), "ends": time(17, 30), "venue": "The hall", "online_link": ""}


def community() -> Community:
    return Community.objects.get(slug="community-1", authority__la_code="801")


def first() -> Meeting:
    return Meeting.objects.filter(community=community(), state__in=["planned", "papers_out"]).earliest("day", "pk")


def item(kind: str, number: int = 0) -> AgendaItem:
    return AgendaItem.objects.filter(meeting=first(), kind=kind).order_by("pk")[number]


def scheduling(at: datetime) -> dict[str, Act]:
    clerk, today = person("clerk"), day_of(at)
    start = today + timedelta(days=50)
    found = [Proposal(start, start + timedelta(days=each * 30)) for each in range(3)]

    def proposed() -> list[Meeting]:
        return list(Meeting.objects.filter(community=community(), state="proposed").order_by("day"))

    return {
        "propose": lambda: arranging_year.propose_year(
            community=community(), period=Period(start, start + timedelta(days=300)), proposals=found, by=acting(clerk), at=at,
            **PLACE,
        ),
        "drop": lambda: arranging_year.drop_proposal(proposed()[0], by=acting(clerk), at=at),
        "move a proposal": lambda: arranging_meetings.move_meeting(
            proposed()[0], day=start + timedelta(days=31), by=acting(clerk), at=at, **PLACE
        ),
        "publish": lambda: arranging_year.publish(proposed(), by=acting(clerk), at=at),
        "add": lambda: arranging_meetings.add_meeting(
            community=community(), day=start + timedelta(days=200), by=acting(clerk), at=at, **PLACE
        ),
        "answer": lambda: inviting.answer(
            Invitee.objects.get(meeting__day=start + timedelta(days=200), person=clerk), coming=True, at=at
        ),
        "feed": lambda: inviting.make_feed(person=clerk, at=at),
        "feed anew": lambda: inviting.make_feed(person=clerk, at=at + timedelta(seconds=1)),
        "move": lambda: arranging_meetings.move_meeting(
            Meeting.objects.get(day=start + timedelta(days=200)), day=start + timedelta(days=201), by=acting(clerk), at=at, **PLACE
        ),
        "cancel": lambda: cancel(first(), why="Snow", by=acting(clerk), at=at),
    }  # fmt: skip


def ordering(at: datetime) -> dict[str, Act]:
    chair = person("chair")
    trip = {"title": Typed("Trip", 0), "minutes": Typed("6", 0), "text": Typed("x", 0)}
    later = Meeting.objects.filter(community=community(), state="planned").latest("day")
    return {
        "draw up": lambda: agenda.draw_up(first(), by=chair, at=at),
        "times": lambda: agenda.set_times(first(), {item("welcome").pk: 7}, by=acting(chair), at=at),
        "shift": lambda: agenda.shift(item("finance"), up=True, by=acting(chair), at=at),
        "add item": lambda: agenda.add_item(first(), title="Visit", minutes=5, text="", by=acting(chair), at=at),
        "change item": lambda: agenda.change_item(item("other"), trip, by=acting(chair), at=at),
        "put off a request": lambda: agenda.put_off(item("requests", 1), to=later, why="Time", by=acting(chair), at=at),
        "put off": lambda: agenda.put_off(item("update"), to=later, why="Time", by=acting(chair), at=at),
        "remove item": lambda: agenda.remove_item(item("finance"), by=acting(chair), at=at),
    }


def sending(at: datetime) -> dict[str, Act]:
    chair, clerk = person("chair"), person("clerk")
    return {
        "draw up": lambda: agenda.draw_up(first(), by=chair, at=at),
        "attach": lambda: papers.attach(
            first(), item=item("finance"), title="Plan", name="plan.pdf", content=b"%PDF-1.7", by=acting(clerk), at=at
        ),
        "take paper back": lambda: papers.remove(Paper.objects.get(), by=acting(clerk), at=at),
        "send": lambda: papers.distribute(first(), what="", by=acting(clerk), at=at),
        "opened": lambda: papers.note_opened(first(), of=Opening.Of.PAPERS, number=1, by=chair, at=at),
        "note": lambda: papers.keep_note(
            item("finance"), {"text": Typed("Ask", 0), "read": Typed("yes", 0)}, by=acting(chair), at=at
        ),
        "send more": lambda: papers.distribute(first(), what="A plan", by=acting(clerk), at=at),
    }


def advising(at: datetime) -> dict[str, Act]:
    clerk, known = person("clerk"), person("nobody")

    def of(email: str) -> Advising:
        return Advising.objects.get(email=email, withdrawn_at=None)

    def invite(email: str, **what: Any) -> None:
        advisers.invite(first(), email=email, name="Ada Viser", expertise="health", by=acting(clerk), at=at, **what)

    return {
        "draw up": lambda: agenda.draw_up(first(), by=person("chair"), at=at),
        "invite": lambda: invite(known.email, items=[item("finance"), item("welcome")]),
        "invite somebody new": lambda: invite("ada@health.example", whole_meeting=True),
        "remind": lambda: advisers.remind(of(known.email), by=acting(clerk), at=at),
        "seat": lambda: _seat(at),
        "withdraw": lambda: advisers.withdraw(of(known.email), by=acting(clerk), at=at),
    }


@transaction.atomic
def _seat(at: datetime) -> None:
    """As if somebody invited had made an account of their own."""
    somebody = person("former_clerk")
    Advising.objects.filter(email="ada@health.example").update(email=somebody.email)
    advisers.seat(somebody, at)


def keeping_templates(at: datetime) -> dict[str, Act]:
    team = person("locality_team")
    authority = community().authority

    def line(model: Any, title: str) -> Any:
        return model.objects.get(authority=authority, title=title, in_use=True)

    return {
        "adopt": lambda: templates.adopt(authority, by=acting(team), at=at),
        "add item": lambda: templates.keep_item(authority, title="Visit", minutes=5, kind="other", by=acting(team), at=at),
        "move item": lambda: templates.shift(line(TemplateItem, "Visit"), up=True, by=acting(team), at=at),
        "take item out": lambda: templates.leave_out(line(TemplateItem, "Visit"), by=acting(team), at=at),
        "add step": lambda: templates.keep_step(
            authority, title="Thanks", guidance="", manner="asking", minutes_from=1, minutes_to=2, rounds=1,
            captures=False, by=acting(team), at=at,
        ),
        "take step out": lambda: templates.leave_out(line(DiscussionStep, "Thanks"), by=acting(team), at=at),
    }  # fmt: skip


PlanningStory = Callable[[datetime], dict[str, Act]]


class ToldOfMeetings(Told):
    """A story of meetings."""

    record = RECORD
    by_chance = frozenset({"uid", "token", "token_hash", "link", "calendar", "given_at", "added_at", "lines"})

    def world(self) -> None:
        """A meeting, for the agenda with an accepted request, and a later one."""
        side: Side = make_side("Wealdshire", "801", 801000, now=timezone.now())
        if self.told is ordering:
            request_in(side, "accepted")
        add_meeting(side.community, timezone.now(), in_working_days=40)
