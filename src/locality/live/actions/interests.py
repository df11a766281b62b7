"""Interests declared in an item: who has one leaves the room for it, and takes no position (DUR-1)."""

from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import (
    go_out,
    is_called_back,
    lock_running_meeting,
    refuse_outside,
    refuse_to_enter_for,
)
from locality.meetings.actions.items import lock_item
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import AgendaItem, Interest, Position, RegisterRow
from locality.meetings.queries.live import record_of
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.whole import whole


@transaction.atomic
def declare(
    meeting: Meeting, item: AgendaItem, attendance: RegisterRow, *, interest: str, by: Viewer, at: datetime
) -> Interest:
    """Declare an interest in an item; a position taken in it before no longer counts.

    From then on the person is out of the room for it, until they are called back or it is over. In an item that is over
    already nobody is out. Whoever was called back while it runs declares it again, and is out again: what they say now
    stands beside what they said. Raises NotPossible.
    """
    refuse_to_enter_for(attendance, meeting, by)
    running, masks, item = lock_running_meeting(meeting), MeetingMasks(meeting), lock_item(item, meeting)
    if not interest.strip():
        raise NotPossible("Enter what the interest is.")
    said = whole(masks.of_item(item)(interest).strip(), 300)
    is_over = record_of(item).ended_at is not None
    declared = Interest.objects.select_for_update().filter(item=item, attendance=attendance).first()
    if declared is None:
        declared = Interest.objects.create(
            item=item, attendance=attendance, interest=said, declared_at=at, back_at=at if is_over else None
        )
    elif declared.back_at is None or is_over:
        raise NotPossible(f"{masks.name(attendance)} has already declared an interest in this item.", "item")
    else:
        _declare_again(declared, said, at if not running.ended_at else None)
    Position.objects.filter(item=item, attendance=attendance).delete()
    if running.item_id == item.pk and running.speaker_id == attendance.pk:
        running.speaker = None
        running.save(update_fields=["speaker"])
    log_meeting("meeting.conflict", meeting, by=by.user, at=at, typed={"item": item.title, "who": attendance.name})
    return declared


def _declare_again(declared: Interest, said: str, at: datetime | None) -> None:
    if said.casefold() not in declared.interest.casefold():
        declared.interest = f"{declared.interest}; {said}"
        declared.save(update_fields=["interest"])
    go_out(declared, at)


@transaction.atomic
def come_back(meeting: Meeting, interest: Interest, *, by: Viewer, at: datetime) -> None:
    """Call somebody back who left the room for an item; they still take no position in it. Nobody calls themself.

    Raises NotPossible.
    """
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    if interest.item.meeting_id != meeting.pk:
        raise NotPossible("This interest was declared at another meeting.")
    running = lock_running_meeting(meeting)
    refuse_outside(interest.item, by.user)
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    if interest.back_at is None:
        interest.back_at = at
        if running.item_id == interest.item_id and not running.ended_at and not is_called_back(interest):
            interest.moments = [*interest.moments, at.isoformat()]
        interest.save(update_fields=["back_at", "moments"])
        told = {"item": interest.item.title, "who": interest.attendance.name}
        log_meeting("meeting.back", meeting, by=by.user, at=at, typed=told)
