"""The live meeting as one person sees it: the same for chair, clerk, members and the projector, each with their rights.

It stands on a wall, so pupils are letters on it for everybody, also for those who may see their names elsewhere.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from locality.accounts.permissions import Permission
from locality.communities.naming import named_apart
from locality.communities.scope import Viewer
from locality.live.presenters.item import fill_item
from locality.live.presenters.screen import ItemLine, PersonLine, Screen
from locality.meetings.models import Interest, ItemRecord, LiveMeeting, RegisterRow
from locality.meetings.presenters.agenda import AgendaRow, agenda_rows
from locality.meetings.presenters.times import ended_of
from locality.meetings.queries.access import items_open_to
from locality.meetings.queries.as_read import (
    conflicts_as_read,
    disputes_as_read,
    items_as_read,
    points_of_meeting_as_read,
    register_as_read,
)
from locality.meetings.queries.live import (
    action_points_of,
    conflicts_of,
    disputes_of,
    live_items_of,
    place_of,
    register_of,
    running_of,
)
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.timers import used, used_words
from locality.resource_requests.queries.interested import schools_interested
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.values.dates import show_time

ASKS = "the school asking"
LATE_AFTER = timedelta(minutes=10)


def screen(viewer: Viewer, meeting: Meeting, now: datetime) -> Screen:
    """The live page of a meeting for one person; a fixed number of queries."""
    running = running_of(meeting)
    masks = MeetingMasks(meeting)
    found = Screen(
        meeting=meeting,
        running=running,
        runs=viewer.can(Permission.MEETING_RUN, community=meeting.community),
        leads=viewer.can(Permission.MEETING_LEAD, community=meeting.community),
        decides=viewer.can(Permission.REQUEST_DECIDE, community=meeting.community),
        masks=masks,
    )
    allowed = items_open_to(viewer, meeting)
    found.is_limited = allowed is not None
    rows, _ = agenda_rows(items_as_read(live_items_of(meeting), masks), meeting)
    if running is None:
        found.lines = [_line(row, None, now) for row in rows if allowed is None or row.item.pk in allowed]
        return found
    found.end = ended_of(meeting, running)
    found.place, found.turn = place_of(running), place_of(running, speaker=True)
    register = register_as_read(register_of(meeting), masks)
    found.me = next((row for row in register if row.person_id == viewer.user.pk), None)
    declared = conflicts_as_read(conflicts_of(meeting), masks)
    if found.is_running and found.me:
        found.closed = {each.item_id for each in declared if each.attendance_id == found.me.pk and not each.back_at}
    open_ones = {row.item.pk for row in rows if allowed is None or row.item.pk in allowed}
    now_at = running if found.is_running else None
    found.lines = [_line(row, now_at, now, found.closed) for row in rows if row.item.pk in open_ones]
    _room(found, register, [each for each in declared if each.item_id in open_ones], viewer.today)
    told = open_ones - found.closed
    points = points_of_meeting_as_read(action_points_of(meeting), masks)
    found.points = [each for each in points if each.item_id in told or (each.item_id is None and allowed is None)]
    disputes = disputes_as_read(disputes_of(meeting), masks)
    found.disputes = [each for each in disputes if each.item_id in told]
    real = [row for row in rows if not row.is_heading]
    found.row = next((row for row in real if row.item.pk == running.item_id), None)
    if found.is_limited:
        _keep_to_their_items(found, now_theirs=found.row is not None and found.row.item.pk in open_ones)
    if found.row is None:
        return found
    later = [row for row in real[real.index(found.row) + 1 :] if row.item.pk in open_ones]
    found.following = later[0] if later else None
    found.waits_for_more = any(not line.is_done and not line.is_now for line in found.lines if not line.row.is_heading)
    if found.row.item.pk not in open_ones:
        found.is_hidden = True
    elif not found.i_am_out:
        fill_item(found, register, declared, masks, now)
    return found


def _keep_to_their_items(found: Screen, *, now_theirs: bool) -> None:
    """Whoever is invited to some items sees who leads and who is in the room for these, and no more of the register."""
    theirs = found.is_running and now_theirs
    found.register = [
        line
        for line in found.register
        if line.row.kind in {RegisterRow.Kind.CHAIR, RegisterRow.Kind.CLERK}
        or (found.me and line.row.pk == found.me.pk)
        or (theirs and line.row.state == RegisterRow.State.PRESENT)
    ]
    found.unrepresented = []


def _line(row: AgendaRow, running: LiveMeeting | None, now: datetime, closed: Collection[int] = ()) -> ItemLine:
    record: ItemRecord | None = getattr(row.item, "record", None)
    is_now = bool(running and running.item_id == row.item.pk)
    seconds = used(record.seconds if record else 0, running.item_began_at if running and is_now else None, now)
    rfr = row.item.resource_request
    decided = rfr is not None and rfr.state != RequestState.ACCEPTED and row.item.pk not in closed
    return ItemLine(
        row=row,
        is_now=is_now,
        is_done=bool(record and record.ended_at),
        note=used_words(row.item.minutes, seconds) if record and record.began_at and not row.is_heading else "",
        tag=rfr.officer_label if rfr and decided else "",
        colour=rfr.colour if rfr and decided else "",
    )


def _room(found: Screen, register: Sequence[RegisterRow], conflicts: Sequence[Interest], today: date) -> None:
    running = found.running
    now_out = {
        each.attendance_id for each in conflicts if running and each.item_id == running.item_id and not each.back_at
    }
    rfr = running.item.resource_request if running and running.item else None
    asks = {rfr.school_id: ASKS} | schools_interested(rfr, today) if rfr else {}
    schools = named_apart({row.school_id: row.school for row in register if row.school}.values())
    found.register = [
        _person(
            row, running, row.pk in now_out, asks.get(row.school_id or 0, ""), schools.get(row.school_id or 0, row.name)
        )
        for row in register
    ]
    found.here = sum(row.state == RegisterRow.State.PRESENT and row.pk not in now_out for row in register)
    found.expected = sum(row.state == RegisterRow.State.EXPECTED and row.person_id is not None for row in register)
    here = {row.school_id for row in register if row.state in {RegisterRow.State.PRESENT, RegisterRow.State.LEFT}}
    found.unrepresented = sorted(name for pk, name in schools.items() if pk not in here)
    found.conflicts = list(conflicts)
    mine = asks.get(found.me.school_id or 0, "") if found.me else ""
    found.may_declare = bool(mine) and mine != ASKS and found.me is not None and found.me.pk not in now_out
    found.i_am_out = running is not None and running.item_id in found.closed


def _person(row: RegisterRow, running: LiveMeeting | None, is_out: bool, asks: str, label: str) -> PersonLine:
    notes = []
    if row.school and row.person_id:
        notes.append(row.name)
    if row.person_id is None and row.school:
        notes.append("no representative")
    elif row.kind != RegisterRow.Kind.MEMBER:
        notes.append(row.get_kind_display())
    elif not row.votes:
        notes.append("without delegated authority")
    if asks:
        notes.append(asks)
    if row.arrived_at and running and row.arrived_at - running.began_at > LATE_AFTER:
        notes.append(f"since {show_time(row.arrived_at)}")
    if row.left_at:
        notes.append(f"until {show_time(row.left_at)}")
    apart = row.kind not in {RegisterRow.Kind.MEMBER, RegisterRow.Kind.CHAIR}
    state = "Out of the room: interest" if is_out else row.get_state_display()
    return PersonLine(row, label, state, ", ".join(notes), apart, is_out)
