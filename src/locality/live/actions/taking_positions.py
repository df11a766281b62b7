"""Positions: taken on one's own screen, or entered for somebody who says it aloud (CHA-8, DEC-1)."""

from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.queries import rules_on
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import lock_running_meeting, refuse_outside, refuse_to_enter_for
from locality.live.rules import why_no_position
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import LiveMeeting, Position, RegisterRow
from locality.meetings.queries.live import conflicted
from locality.resource_requests.events import MACHINE
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


@transaction.atomic
def ask_positions(meeting: Meeting, *, wanted: bool, by: Viewer, at: datetime, seen: int = 0) -> LiveMeeting:
    """Ask the members where they stand on the running item, or stop asking. A decision ends it.

    `seen` is the id of the item it was pressed on. Raises NotPossible.
    """
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    if running.item is None:
        raise NotPossible("There is no current item.")
    if seen and seen != running.item.pk:
        raise NotPossible("The meeting has moved on to another item. Nothing was changed.")
    refuse_outside(running.item, by.user)
    rfr = running.item.resource_request
    if wanted and rfr and rfr.state != RequestState.ACCEPTED:
        gone = MACHINE.state(rfr.state).gone
        happened = gone.now if gone else "The decision on this request is recorded"
        raise NotPossible(f"{happened}. You can no longer ask for positions.")
    running.asks_positions = wanted
    running.save(update_fields=["asks_positions"])
    log_meeting(
        "meeting.positions", meeting, by=by.user, at=at, after={"asked": wanted}, typed={"item": running.item.title}
    )
    return running


@transaction.atomic
def take_position(
    meeting: Meeting, attendance: RegisterRow, *, stance: Position.Stance, by: Viewer, at: datetime, seen: int = 0
) -> Position:
    """Keep where a member stands on the running item; they may change it while positions are asked for.

    `seen` is the id of the item it was pressed on. Raises NotPossible.
    """
    refuse_to_enter_for(attendance, meeting, by)
    running = lock_running_meeting(meeting)
    item = running.item
    if item is None or not running.takes_positions:
        raise NotPossible("The chair is not asking for positions at the moment.")
    if seen and seen != item.pk:
        raise NotPossible("The meeting has moved on. Your position was not counted.")
    refuse_outside(item, by.user)
    attendance = RegisterRow.objects.get(pk=attendance.pk)  # who left since the page was shown takes none
    rfr = item.resource_request
    asking = rfr is not None and rfr.school_id == attendance.school_id
    rules = rules_on(meeting.community.authority, day_of(at))
    sentence = why_no_position(
        votes=attendance.votes,
        present=attendance.state == RegisterRow.State.PRESENT,
        out=attendance.pk in conflicted(item),
        asks=asking and not rules.asking_school_votes,
    )
    if sentence:
        raise NotPossible(sentence)
    position, _ = Position.objects.update_or_create(
        item=item, attendance=attendance, defaults={"stance": stance, "of_asking_school": asking, "at": at}
    )
    told = {"item": item.title, "who": attendance.name}
    log_meeting("meeting.position", meeting, by=by.user, at=at, after={"stance": stance}, typed=told)
    return position
