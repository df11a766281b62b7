"""The register of a meeting: here, late, left, apologies; guests on the fly (CLK-3, QUO-1)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import lock_running_meeting
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import LiveMeeting, RegisterRow
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.whole import whole

S = RegisterRow.State


@transaction.atomic
def mark(meeting: Meeting, who: Iterable[int], state: S, *, by: Viewer, at: datetime) -> list[RegisterRow]:
    """Mark several rows of the register at once, by their ids. A school without anybody can’t be here."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    moment = _moment(lock_running_meeting(meeting), at)
    rows = list(RegisterRow.objects.filter(meeting=meeting, pk__in=list(who)).order_by("pk"))
    if not rows:
        raise NotPossible("Select at least one person.")
    for row in rows:
        if row.person_id is None and row.kind == RegisterRow.Kind.MEMBER and state in {S.PRESENT, S.LEFT}:
            raise NotPossible(f"{row.name} has no representative on Locality. Add the person who came as a guest.")
        if state == S.LEFT and row.state != S.PRESENT:
            raise NotPossible(f"Mark {MeetingMasks(meeting).name(row)} as present before you mark them as left.")
        row.state = state
        if state == S.PRESENT:
            row.arrived_at, row.left_at = row.arrived_at or moment, None
        elif state == S.LEFT:
            row.left_at = moment
        else:
            row.arrived_at = row.left_at = None
        row.save(update_fields=["state", "arrived_at", "left_at"])
    told = {"who": ", ".join(row.name for row in rows)}
    log_meeting("meeting.register", meeting, by=by.user, at=at, after={"state": state}, typed=told)
    return rows


@transaction.atomic
def mark_others_here(meeting: Meeting, but: Iterable[int] = (), *, by: Viewer, at: datetime) -> list[RegisterRow]:
    """Everybody is here of whom nothing is noted yet, `but` these rows: one tap once the missing are known."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    lock_running_meeting(meeting)
    expected = RegisterRow.objects.filter(meeting=meeting, state=S.EXPECTED, person__isnull=False)
    others = list(expected.exclude(pk__in=list(but)).values_list("pk", flat=True))
    if not others:
        raise NotPossible("Everyone else is already marked.")
    return mark(meeting, others, S.PRESENT, by=by, at=at)


@transaction.atomic
def add_guest(meeting: Meeting, *, name: str, kind: RegisterRow.Kind, by: Viewer, at: datetime) -> RegisterRow:
    """Somebody who came without an invitation; they are here, and have no vote."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    if kind not in {RegisterRow.Kind.GUEST, RegisterRow.Kind.ADVISER}:
        raise NotPossible("You can only add guests and advisers to the register.")
    if not name.strip():
        raise NotPossible("Enter the guest’s name.")
    row = RegisterRow.objects.create(
        meeting=meeting, kind=kind, name=whole(name.strip(), 120), state=S.PRESENT, arrived_at=_moment(running, at)
    )
    log_meeting("meeting.guest", meeting, by=by.user, at=at, after={"kind": kind}, typed={"name": row.name})
    return row


def _moment(running: LiveMeeting, at: datetime) -> datetime | None:
    """When somebody came or left: nobody knows where it is noted after the end of the meeting, in a correction."""
    return None if running.ended_at else at
