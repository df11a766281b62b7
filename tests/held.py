"""Meetings of the test world that have been held: with a register, a discussion, decisions and action points.

The rows are those that the live page leaves behind.
"""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from locality.communities.models import School
from locality.meetings.actions.agenda import draw_up
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    Dispute,
    Interest,
    ItemRecord,
    Position,
    RegisterRow,
)
from locality.resource_requests.actions import deciding
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.world import PUPIL, Side, acting, request_in, ruling


def register(side: Side, meeting: Meeting, *, absent: tuple[School, ...] = (), state: str = "absent") -> None:
    """Chair and clerk, and a row for each school: represented unless it is among the absent."""
    for kind in ("chair", "clerk"):
        RegisterRow.objects.create(
            meeting=meeting, kind=kind, person=side.people[kind], name=side.people[kind].name, state="present",
            votes=kind == "chair",
        )  # fmt: skip
    for school in (side.school, side.other_school):
        here = school not in absent
        person = side.people["representative"] if school == side.other_school else side.people["signatory"]
        RegisterRow.objects.create(
            meeting=meeting, kind="member", school=school, person=person if here else None,
            name=person.name if here else school.name, state="present" if here else state, votes=here,
        )  # fmt: skip


def held_before(side: Side, *, days: int, absent: tuple[School, ...] = (), state: str = "minuted") -> Meeting:
    """A meeting so many days ago, with its register and an agenda of one item."""
    meeting = Meeting.objects.create(
        community=side.community, day=day_of(timezone.now()) - timedelta(days=days), starts=time(15, 30),
        ends=time(17, 30), venue="The hall", state=state,
    )  # fmt: skip
    AgendaItem.objects.create(meeting=meeting, position=1, title="Welcome", minutes=5, kind="welcome")
    register(side, meeting, absent=absent)
    return meeting


def hold(
    side: Side, *, on: date | None = None, decided: NewDecision | None = None, chair_was_out: bool = True
) -> ResourceRequest:
    """The side's meeting, held today: one request was discussed and approved. Returns the request, with its meeting.

    The clerk's notes and the action point name the marker pupil: no minutes may. The chair had declared an interest, and so
    corrects nothing, unless `chair_was_out` is false.
    """
    request, meeting, now = request_in(side, "accepted"), side.meeting, timezone.now()
    assert meeting is not None
    items = draw_up(meeting, by=side.people["chair"], at=now)
    day = on or day_of(now)
    Meeting.objects.filter(pk=meeting.pk).update(day=day, state="held", state_since=now)
    meeting.refresh_from_db()
    register(side, meeting)
    of_request = next(item for item in items if item.resource_request_id)
    welcome = items[0]
    ItemRecord.objects.create(item=welcome, notes="The chair welcomed everybody.", notes_revision=1)
    ItemRecord.objects.create(
        item=of_request, notes=f"The school described how {PUPIL} leaves lessons.", notes_revision=1,
        summary=f"A mentor would help {PUPIL} most.", summary_revision=1,
    )  # fmt: skip
    seats = {each.school_id: each for each in RegisterRow.objects.filter(meeting=meeting, kind="member")}
    if chair_was_out:
        chair = RegisterRow.objects.get(meeting=meeting, kind="chair")
        Interest.objects.create(item=of_request, attendance=chair, interest="My sister works there", declared_at=now)
    for school, stance in ((side.school, "agree"), (side.other_school, "abstain")):
        Position.objects.create(
            item=of_request, attendance=seats[school.pk], stance=stance, of_asking_school=school == side.school, at=now
        )
    Dispute.objects.create(
        item=of_request, text="One member found it too dear.", chairs_decision="It is approved.",
        noted_by=side.people["clerk"], noted_at=now,
    )  # fmt: skip
    add_action_point(side, meeting, item=of_request, text="Send Pupil A’s plan to the mentor")
    deciding.decide(request, decided or ruling(decided_on=day), by=acting(side.people["clerk"]), at=now)
    request.refresh_from_db()
    side.meeting = meeting
    return request


def add_action_point(side: Side, meeting: Meeting, **changes: Any) -> ActionPoint:
    """An action point of the representative, due in ten days."""
    owner = side.people["representative"]
    usual: dict[str, Any] = {
        "community": side.community, "meeting": meeting, "text": "Share the checklist", "owner": owner,
        "owner_name": owner.name, "due_on": day_of(timezone.now()) + timedelta(days=10),
        "added_by": side.people["clerk"], "added_at": timezone.now(),
    }  # fmt: skip
    return ActionPoint.objects.create(**usual | changes)
