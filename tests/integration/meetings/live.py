"""A meeting of today with members of four schools, as the tests of the live page begin it."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import Office, School
from locality.live.actions import running as actions
from locality.live.actions.note_taking import keep_texts
from locality.live.actions.registering import mark
from locality.meetings.actions.agenda import draw_up
from locality.meetings.actions.texts import Typed
from locality.meetings.models import AgendaItem, DiscussionStep, LiveMeeting, RegisterRow
from locality.meetings.queries.agenda import items_of
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk
from tests.world import Side, acting, person, request_in


@dataclass
class Room:
    """A meeting of today, not begun: who is there, and the requests on its agenda."""

    side: Side
    meeting: Meeting
    requests: list[ResourceRequest]
    members: list[User] = field(default_factory=list)

    @property
    def running(self) -> LiveMeeting:
        return LiveMeeting.objects.select_related("item", "step", "speaker").get(meeting=self.meeting)

    def desk(self, who: str | User) -> Desk:
        return Desk(self.side.people[who] if isinstance(who, str) else who)

    def row(self, who: str | User) -> RegisterRow:
        person = self.side.people[who] if isinstance(who, str) else who
        return RegisterRow.objects.get(meeting=self.meeting, person=person)

    def item(self, number: int = 0) -> AgendaItem:
        """The item of the request of that number."""
        return items_of(self.meeting).get(resource_request=self.requests[number])

    def step(self, title: str) -> DiscussionStep:
        return DiscussionStep.objects.get(authority=self.side.authority, title=title)

    def begin(self) -> "Room":
        actions.begin(self.meeting, by=acting(self.side.people["chair"]), at=timezone.now())
        return self

    def all_here(self) -> "Room":
        """Begun, and everyone in the register is here."""
        self.begin()
        rows = RegisterRow.objects.filter(meeting=self.meeting, person__isnull=False)
        everyone = list(rows.values_list("pk", flat=True))
        mark(self.meeting, everyone, RegisterRow.State.PRESENT, by=acting(self.side.people["clerk"]), at=timezone.now())
        return self

    def discussing(self, step: str = "Question", number: int = 0) -> "Room":
        """At the item of a request, in a step of its discussion."""
        self.all_here()
        by, at = self.side.people["chair"], timezone.now()
        actions.go_to_item(self.meeting, self.item(number), anyway=True, by=acting(by), at=at)
        if step != "Question":
            actions.go_to_step(self.meeting, self.step(step), anyway=True, by=acting(by), at=at)
        return self

    def summed_up(self, number: int = 0) -> "Room":
        """At the item, with the chair's summary written."""
        self.discussing("Solutions", number)
        texts = {"summary": Typed("All agreed.", 0)}
        keep_texts(self.meeting, self.item(number), texts, by=acting(self.side.people["chair"]), at=timezone.now())
        return self


def room(side: Side, *, requests: int = 1, schools: int = 2) -> Room:
    """A meeting of today whose agenda holds requests of the side's school, with members of some more schools."""
    now = timezone.now()
    today = day_of(now)
    found = [request_in(side, "accepted") for _ in range(requests)]
    meeting = Meeting.objects.create(
        community=side.community, day=today, starts=time(0, 1), ends=time(23, 59), venue="The hall"
    )
    ResourceRequest.objects.filter(pk__in=[each.pk for each in found]).update(meeting=meeting)
    made = Room(side, meeting, found)
    confirmed: dict[str, Any] = {"delegated_authority_by": "The governors", "delegated_authority_on": today}
    Office.objects.filter(role="representative", school__community=side.community).update(**confirmed)
    for number in range(schools):
        school = School.objects.create(
            authority=side.authority, urn=side.school.urn + 500 + number, establishment_number=str(2500 + number),
            district=side.school.district, name=f"Member School {number + 1}", phase="primary", kind="mainstream",
            community=side.community, type_name="Community school",
        )  # fmt: skip
        member = person(side, "representative", start=today, slug=f"member_{number + 1}", school=school)
        Office.objects.filter(person=member).update(**confirmed)
        made.members.append(member)
    asking = person(side, "representative", start=today, slug="asking_member", school=side.school)
    Office.objects.filter(person=asking).update(**confirmed)
    side.people["asking_member"] = asking
    draw_up(meeting, by=side.people["chair"], at=now)
    return made
