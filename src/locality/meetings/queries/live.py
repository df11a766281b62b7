"""A running meeting as it stands: what its screens show, and the one number they ask for."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, When

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.models import Community, Office, School
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    Contribution,
    DiscussionStep,
    Dispute,
    Interest,
    ItemRecord,
    LiveMeeting,
    Position,
    RegisterRow,
)
from locality.meetings.queries.access import guided_by, limits_of, meetings_taken_part_in
from locality.meetings.queries.agenda import shown_in, steps_of
from locality.meetings.rules.rounds import without_a_turn
from locality.resource_requests.models import Step
from locality.schedule.models import Meeting
from locality.schedule.queries import offices_seated_at, upcoming

_SPEAKING = {RegisterRow.Kind.MEMBER, RegisterRow.Kind.ADVISER, RegisterRow.Kind.OFFICER, RegisterRow.Kind.GUEST}


def why_not_reopened(meeting: Meeting) -> str:
    """Why a meeting that was held can't be opened again to correct it; nothing where it can."""
    if LiveMeeting.objects.filter(meeting=meeting).exists():
        return ""
    return "This meeting was not run in Locality, so you cannot reopen it. Write its minutes instead."


class Revisions(NamedTuple):
    """Numbers that rise with each change of what a screen shows."""

    version: int = 0
    """The meeting's own; 0 before it begins."""
    notes: int = 0
    """The revision of the item's notes, for those who write them."""
    steps: int = 0
    """How much has happened to the requests on its agenda, on whichever page: a decision, a withdrawal."""


def version_for(viewer: Viewer, pk: int) -> Revisions | None:
    """What the screen of this person shows now; None where they take no part."""
    notes = Case(When(guided_by(viewer), then=F("running__item__record__notes_revision")))
    of_requests = Step.objects.filter(rfr__agenda_items__meeting=OuterRef("pk")).order_by()
    steps = of_requests.values("rfr__agenda_items__meeting").annotate(number=Count("pk")).values("number")
    found = meetings_taken_part_in(viewer).filter(pk=pk).select_related(None)
    known = list(found.values_list("running__version", notes, Subquery(steps)))
    return Revisions(*(number or 0 for number in known[0])) if known else None


def mark_of(viewer: Viewer, shown: Revisions) -> str:
    """What a screen shows, as this person sees it with the offices they hold today.

    When somebody else signs in in the same browser, or an office ends in the middle of a meeting, the mark is another
    one though nothing was changed in the meeting, and the screen is drawn anew.
    """
    who = f"{viewer.user.pk} {sorted(office.pk for office in viewer.offices)} {shown.notes} {shown.steps}"
    return f"{shown.version}-{hashlib.sha256(who.encode()).hexdigest()[:12]}"


def running_of(meeting: Meeting) -> LiveMeeting | None:
    """Where the meeting is, with its item, step and speaker; None before it begins."""
    return (
        LiveMeeting.objects.filter(meeting=meeting)
        .select_related(
            "item__meeting",
            "item__resource_request__school__authority",
            "item__resource_request__community__authority",
            "item__resource_request__authority",
            "item__resource_request__version",
            "step",
            "speaker",
        )
        .first()
    )


def live_items_of(meeting: Meeting) -> list[AgendaItem]:
    """The items in order, each with its request and its record."""
    return list(shown_in(meeting).select_related("resource_request", "record"))


def register_of(meeting: Meeting) -> list[RegisterRow]:
    """Everybody at the meeting and each school without anybody: schools by name, then who serves, then guests."""
    order = list(RegisterRow.Kind)
    rows = RegisterRow.objects.filter(meeting=meeting).select_related("school")
    return sorted(
        rows,
        key=lambda row: (
            order.index(RegisterRow.Kind(row.kind)),
            row.school.name if row.school else "",
            row.name,
            row.pk,
        ),
    )


def attendance_of(meeting: Meeting, viewer: Viewer) -> RegisterRow | None:
    """The viewer's own row of the register."""
    return RegisterRow.objects.filter(meeting=meeting, person=viewer.user).first()


def in_round(register: list[RegisterRow], item: AgendaItem, out: set[int]) -> list[RegisterRow]:
    """Who is asked in a round on an item: the members here but the asking school's, then those who advise.

    The chair leads the round and is asked only for a school. Who is out of the room for the item is not asked, nor an
    adviser who is invited to other items.
    """
    limits = limits_of(item.meeting)
    asking = item.resource_request.school_id if item.resource_request else None
    return [
        row
        for row in register
        if row.state == RegisterRow.State.PRESENT
        and row.pk not in out
        and (row.person_id not in limits or item.pk in limits[row.person_id])
        and (row.kind in _SPEAKING or (row.kind == RegisterRow.Kind.CHAIR and row.school_id))
        and (asking is None or row.school_id != asking)
    ]


def conflicts_of(meeting: Meeting) -> list[Interest]:
    """Every interest declared at the meeting."""
    return list(Interest.objects.filter(item__meeting=meeting).select_related("attendance", "item").order_by("pk"))


def out_of_room(item: AgendaItem) -> set[int]:
    """The attendances that an interest keeps out of the room for an item."""
    return set(Interest.objects.filter(item=item, back_at=None).values_list("attendance_id", flat=True))


def conflicted(item: AgendaItem) -> set[int]:
    """The attendances that declared an interest in an item, back or not: they take no position in it."""
    return set(Interest.objects.filter(item=item).values_list("attendance_id", flat=True))


def place_of(running: LiveMeeting, *, speaker: bool = False) -> str:
    """Where a meeting is: what a button was pressed on, so that a second press takes it no further."""
    parts = [running.item_id, running.step_id, running.round, *([running.speaker_id] if speaker else [])]
    return "-".join(str(each or 0) for each in parts)


@dataclass(frozen=True)
class Round:
    """One round of the discussion of an item."""

    item: AgendaItem
    step: DiscussionStep
    number: int


def round_at(running: LiveMeeting, seen: str) -> Round | None:
    """The round that a page showed at the place `seen`; without one, the round that runs. None where there is none.

    The meeting may have gone on from it: what was said in it belongs to it all the same.
    """
    if seen and seen != place_of(running):
        return _round_before(running, seen)
    return _round(running.item, running.step, running.round)


def _round_before(running: LiveMeeting, seen: str) -> Round | None:
    place = re.fullmatch(r"([0-9]{1,11})-([0-9]{1,11})-([0-9]{1,4})", seen)
    if place is None:
        return None
    item_pk, step_pk, number = (int(each) for each in place.groups())
    item = (
        shown_in(running.meeting)
        .filter(pk=item_pk, record__began_at__isnull=False)
        .select_related("meeting", "resource_request", "record")
        .first()
    )
    step = next((each for each in steps_of(running.meeting.community.authority) if each.pk == step_pk), None)
    return _round(item, step, number)


def _round(item: AgendaItem | None, step: DiscussionStep | None, number: int) -> Round | None:
    if item is None or step is None or step.manner != DiscussionStep.Manner.ROUND or not 1 <= number <= step.rounds:
        return None
    return Round(item, step, number)


def asked_in(found: Round, register: list[RegisterRow]) -> list[RegisterRow]:
    """Who is asked in a round, of the register."""
    return in_round(register, found.item, out_of_room(found.item))


def left_out_of(running: LiveMeeting) -> list[RegisterRow]:
    """Who would be left out if the round that runs ended now: neither spoke nor passed (CHA-6)."""
    item, step = running.item, running.step
    if item is None or step is None or step.manner != DiscussionStep.Manner.ROUND:
        return []
    rows = {row.pk: row for row in in_round(register_of(running.meeting), item, out_of_room(item))}
    return [rows[pk] for pk in without_a_turn(list(rows), had_a_turn(running), running.speaker_id)]


def had_a_turn(running: LiveMeeting) -> dict[int, bool]:
    """Who had a turn in the round that runs, and whether they passed it on, by the ids of their attendances."""
    if running.item is None:
        return {}
    return {
        each.attendance_id: each.passed
        for each in contributions_to(running.item)
        if each.step_id == running.step_id and each.round == running.round and each.turn_at
    }


def contributions_to(item: AgendaItem) -> list[Contribution]:
    """What was said on an item, in the order of steps and rounds."""
    return list(
        Contribution.objects.filter(item=item)
        .select_related("attendance__school", "step")
        .order_by("step__position", "round", "at", "pk")
    )


def solutions_said(item: AgendaItem) -> str:
    """What members offered on an item, a line each under the member's name: it is kept with the request (SFA-4)."""
    return "\n".join(
        f"{each.attendance.school.name if each.attendance.school else each.attendance.name}: {line}"
        for each in contributions_to(item)
        if each.step.captures and each.text
        for line in each.text.split("\n")
    )


def positions_on(item: AgendaItem) -> list[Position]:
    """Where the members stand on an item."""
    return list(Position.objects.filter(item=item).select_related("attendance__school").order_by("pk"))


def action_points_of(meeting: Meeting) -> list[ActionPoint]:
    """What was taken on at the meeting, in order."""
    return list(ActionPoint.objects.filter(meeting=meeting).select_related("item").order_by("pk"))


def disputes_of(meeting: Meeting) -> list[Dispute]:
    """The disputes noted at the meeting, in order."""
    return list(Dispute.objects.filter(item__meeting=meeting).select_related("item").order_by("pk"))


def record_of(item: AgendaItem) -> ItemRecord:
    """What is written about an item; not saved where nothing is yet."""
    return ItemRecord.objects.filter(item=item).first() or ItemRecord(item=item)


def schools_in(community: Community) -> QuerySet[School]:
    """The schools with a row in the register: the community's mainstream schools that are open."""
    return School.objects.filter(
        community=community, kind=School.Kind.MAINSTREAM, status__in=["open", "proposed_to_close"]
    ).order_by("name", "pk")


def next_day_of(meeting: Meeting, today: date) -> date | None:
    """The day of the community's next meeting after this one: by when what is taken on is usually done."""
    later = upcoming(meeting.community, today + timedelta(days=1)).exclude(pk=meeting.pk)
    return later.order_by("day").values_list("day", flat=True).first()


def keepers_of(community: Community, *, on: date) -> list[User]:
    """Chair and clerks, who keep what happens at the community's meetings."""
    return holders(Permission.MEETING_RUN, community=community, on=on)


def serving_at(community: Community, *, on: date) -> QuerySet[Office]:
    """The offices whose holders belong to a meeting of the community."""
    return offices_seated_at(community, on=on).select_related("person", "school")
