"""Minutes: written, checked by the chair, distributed with one button, corrected, approved (CLK-4, CLK-6, POST-1)."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.communities.queries import holders
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.meetings.actions.texts import TEXTS, save_text
from locality.meetings.models import ItemRecord, Minutes
from locality.meetings.queries.minutes import approvable_at, by_when, items_with_texts, newest_of
from locality.meetings.queries.names import MeetingMasks
from locality.minutes import subjects
from locality.minutes.actions.steps import check_minutes, take_minutes
from locality.minutes.queries.what_minutes_hold import content_of
from locality.minutes.rules import Content, check_sendable, check_writable
from locality.minutes.workflow import MACHINE, E, G
from locality.outbox.actions import put
from locality.resource_requests.models import Decision
from locality.schedule.actions.arranging_meetings import locked
from locality.schedule.actions.steps import check_meeting, take_meeting
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference, people_of
from locality.schedule.workflow import E as MeetingEvent
from locality.schedule.workflow import S
from locality.together.texts import Saved, Typed
from locality.values.dates import show_day
from locality.values.marks import mark_of, refuse_unread
from locality.values.refusals import NotPossible
from locality.values.transitions import Guards
from locality.values.whole import whole
from locality.values.working_days import day_of

State = Minutes.State
LONGEST_CORRECTION = 500
HAVE_CHANGED = (
    "The minutes have changed since you opened this page. "
    "The page shows the latest version. Read it again before you continue."
)
_CORRECTION_IS = {
    State.DRAFT: ("being written", False),
    State.WITH_CHAIR: ("with the chair", True),
    State.CHECKED: ("checked by the chair", True),
}
"""Where a correction is that has not gone out yet, and whether what the chair has is to be checked again."""


def as_read(minutes: Minutes | None, content: Content) -> str:
    """The mark of minutes as a page shows them: the version, what it corrects, and every word of it."""
    return mark_of([minutes.number if minutes else 1, minutes.correction if minutes else "", content])


@transaction.atomic
def save_texts(meeting: Meeting, typed: Mapping[str, Typed], *, by: Viewer, at: datetime) -> Saved:
    """Save texts of items, by names such as "notes-12"; pupils' names are replaced before they are kept (RES-9).

    A text somebody else changed meanwhile is left as it is and comes back as a clash. What the chair had checked is to
    be checked again. Raises NotPossible where nothing can be written now.
    """
    meeting = locked(meeting)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    newest = newest_of(meeting)
    check_writable(meeting.state, newest)
    saved, masks, changed = Saved(at), MeetingMasks(meeting), False
    for item in items_with_texts(meeting):
        names = [f"{text}-{item.pk}" for text in TEXTS if f"{text}-{item.pk}" in typed]
        if not names:
            continue
        record = getattr(item, "record", None) or ItemRecord(item=item)
        mask = masks.of(item.resource_request_id)
        kept = [save_text(record, name, typed[name], saved, mask=mask, by=by.user) for name in names]
        if any(kept):
            record.save()
            changed = True
    if changed and newest is not None and MACHINE.is_possible(newest.state, E.WRITE_ON):
        take_minutes(newest, meeting, E.WRITE_ON, by=by.user, at=at)
    return saved


@transaction.atomic
def ask_chair(meeting: Meeting, *, by: Viewer, at: datetime, seen: str | None = None) -> Minutes:
    """Send what is written, as it was read, to the chair to check. Raises NotPossible."""
    meeting = locked(meeting)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    minutes = _draft(meeting)
    if minutes.state == State.WITH_CHAIR:
        raise NotPossible("The chair already has the minutes to check.")
    refuse_unread(seen, as_read(minutes, content_of(meeting)), HAVE_CHANGED)
    minutes.asked_at, minutes.wanted = at, ""
    take_minutes(minutes, meeting, E.TO_CHAIR, by=by.user, at=at)
    _tell(
        meeting,
        Permission.MEETING_LEAD,
        subject=subjects.to_check(meeting, _due_ahead(meeting, minutes.number, at)),
        line=f"{by.user.name} has written the minutes of the meeting on {show_day(meeting.day)}. Please check them."
        f"{by_when(meeting, minutes.number, at)}",
        link="meeting_minutes_check",
        at=at,
    )
    return minutes


@transaction.atomic
def check(meeting: Meeting, *, by: Viewer, at: datetime, seen: str | None = None) -> Minutes:
    """The chair has read the minutes and finds them right; what they hold now is what may go out.

    `seen` is the mark of what was read (`as_read`); None for a program, which agrees to what stands. Raises NotPossible.
    """
    meeting = locked(meeting)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    minutes, content = _with_chair(meeting), content_of(meeting)
    refuse_unread(seen, as_read(minutes, content), HAVE_CHANGED)
    minutes.checked_by, minutes.checked_at, minutes.content = by.user, at, dict(content)
    take_minutes(minutes, meeting, E.CHECK, by=by.user, at=at)
    _tell(
        meeting,
        Permission.MEETING_CLERK,
        subject=subjects.ready_to_send(meeting),
        line=f"The chair has checked the minutes of the meeting on {show_day(meeting.day)}. You can now distribute them."
        f"{by_when(meeting, minutes.number, at)}",
        link="meeting_minutes",
        at=at,
    )
    return minutes


@transaction.atomic
def ask_for_changes(meeting: Meeting, *, wanted: str, by: Viewer, at: datetime, seen: str | None = None) -> Minutes:
    """The chair says what to change in what was read; the clerk writes on. Raises NotPossible."""
    meeting = locked(meeting)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    minutes = _with_chair(meeting)
    refuse_unread(seen, as_read(minutes, content_of(meeting)), HAVE_CHANGED)
    if not wanted.strip():
        raise NotPossible("Enter what the clerk should change.")
    minutes.wanted = whole(MeetingMasks(meeting).of(None)(wanted.strip()), 1000)
    take_minutes(minutes, meeting, E.WANT_CHANGES, by=by.user, at=at)
    _tell(
        meeting,
        Permission.MEETING_CLERK,
        subject=subjects.changes_asked_for(meeting),
        line=f"The chair has asked for changes to the minutes of the meeting on {show_day(meeting.day)}."
        f"{by_when(meeting, minutes.number, at)}",
        link="meeting_minutes_write",
        at=at,
    )
    return minutes


@transaction.atomic
def distribute(meeting: Meeting, *, by: Viewer, at: datetime, seen: str | None = None) -> Minutes:
    """Send the minutes, or their correction, to every member; after the deadline they are marked as late (CLK-6).

    The message holds a link, no minutes. `seen` is the mark of what was read. Raises NotPossible where they changed since,
    or where the chair has not checked them and they are not due.
    """
    meeting, today = locked(meeting), day_of(at)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    minutes = newest_of(meeting)
    correcting = minutes is not None and minutes.number > 1
    event = MeetingEvent.CORRECT_MINUTES if correcting else MeetingEvent.SEND_MINUTES
    check_meeting(meeting, event, at=at)
    check_writable(meeting.state, minutes)
    due = deadlines_of(meeting.community.authority, on=today).minutes(meeting.day)
    content = content_of(meeting)
    changed = minutes is not None and minutes.state == State.CHECKED and minutes.content != content
    guards: Guards = {G.MAY_GO_OUT: partial(check_sendable, minutes, due=due, today=today, changed=changed)}
    minutes = minutes or Minutes(meeting=meeting, number=1)
    check_minutes(minutes, E.SEND, guards)
    refuse_unread(seen, as_read(minutes, content), HAVE_CHANGED)
    minutes.is_late = minutes.number == 1 and today > due
    take_meeting(meeting, event, by=by.user, at=at)
    is_checked = minutes.state == State.CHECKED
    return _send(meeting, minutes, content, guards, is_checked=is_checked, by=by.user, at=at)


@transaction.atomic
def follow_decision(decision: Decision, by: User, at: datetime) -> None:
    """Let the minutes of its meeting follow a corrected decision: what a decision is stands once (DIS-5, DUR-6).

    Minutes that are not out are read anew by themselves; what the chair has or had checked is to be checked again.
    Minutes that are out get a new version at once, with the reason, and everybody who reads them is told.
    """
    if decision.meeting is None:
        return
    meeting = locked(decision.meeting)
    newest = newest_of(meeting)
    if newest is None:
        return
    if newest.state == State.DISTRIBUTED:
        _send_corrected(meeting, newest, decision, by=by, at=at)
    elif MACHINE.is_possible(newest.state, E.WRITE_ON):
        take_minutes(newest, meeting, E.WRITE_ON, by=by, at=at)
        _tell(
            meeting,
            Permission.MEETING_CLERK,
            subject=subjects.decision_corrected(meeting),
            line=f"{by.name} corrected a decision of the meeting on {show_day(meeting.day)}. We’ve updated the minutes. "
            f"Please send them to the chair to check again.{by_when(meeting, newest.number, at)}",
            link="meeting_minutes_send",
            at=at,
        )


def _due_ahead(meeting: Meeting, number: int, at: datetime) -> date | None:
    """By when the first version goes out, while that day is still to come."""
    today = day_of(at)
    due = deadlines_of(meeting.community.authority, on=today).minutes(meeting.day)
    return due if number == 1 and due >= today else None


def _send_corrected(meeting: Meeting, newest: Minutes, decision: Decision, *, by: User, at: datetime) -> None:
    content = content_of(meeting)
    if newest.content == content:
        return
    what = f"{by.name} corrected the decision on {decision.rfr.reference}."
    why = MeetingMasks(meeting).of(None)(f"{what} {decision.correction_reason}")
    if len(why) > LONGEST_CORRECTION:
        why = f"{what} The reason is on the request."
    minutes = Minutes(meeting=meeting, number=newest.number + 1, correction=why)
    is_checked = bool(newest.checked_at) and _is_chair(meeting, by, at)
    if is_checked:  # who checked the rest makes the one change to it
        minutes.checked_by, minutes.checked_at = by, at
    take_meeting(meeting, MeetingEvent.CORRECT_MINUTES, by=by, at=at)
    record("meeting.minutes_correction", meeting, by=by, at=at, after={"version": minutes.number})
    follows: Guards = {G.MAY_GO_OUT: lambda: None}  # nothing else of it is new
    _send(meeting, minutes, content, follows, is_checked=is_checked, by=by, at=at)


def _is_chair(meeting: Meeting, person: User, at: datetime) -> bool:
    return person in holders(Permission.MEETING_LEAD, community=meeting.community, on=day_of(at))


def what_follows(decision: Decision) -> str:
    """What correcting a decision will do to the minutes of its meeting: said before the button."""
    if decision.meeting is None:
        return ""
    newest = newest_of(decision.meeting)
    day = show_day(decision.meeting.day)
    if newest and newest.state == State.DISTRIBUTED:
        return (
            f"The minutes of {day} have been distributed. We’ll distribute a new version with the corrected decision and "
            "your reason."
        )
    if newest and newest.number > 1:
        where, checked = _CORRECTION_IS[State(newest.state)]
        again = ", and the chair will need to check it again" if checked else ""
        return (
            f"Version {newest.number - 1} of the minutes of {day} is distributed, and version {newest.number} is {where}. "
            f"Version {newest.number} will include the corrected decision{again}."
        )
    return f"The minutes of {day} are not distributed yet. They will include the corrected decision."


def _send(
    meeting: Meeting, minutes: Minutes, content: Content, guards: Guards, *, is_checked: bool, by: User, at: datetime
) -> Minutes:
    """Freeze a version as it goes out, and tell everybody of the community. The message holds a link, no minutes."""
    if not is_checked:
        minutes.checked_by = minutes.checked_at = None
    minutes.content, minutes.distributed_by, minutes.distributed_at = dict(content), by, at
    take_minutes(minutes, meeting, E.SEND, guards, by=by, at=at, after={"late": minutes.is_late, "checked": is_checked})
    corrected = "corrected " if minutes.number > 1 else ""
    for person in people_of(meeting.community, on=day_of(at)):
        put(
            to=person,
            kind="meeting.minutes",
            subject=subjects.sent(meeting, corrected=minutes.number > 1),
            lines=[f"{by.name} has distributed the {corrected}minutes of the meeting on {show_day(meeting.day)}."],
            link=reverse("meeting_minutes", args=[meeting.pk]),
            reference=message_reference(meeting.pk),
            at=at,
        )
    return minutes


@transaction.atomic
def begin_correction(meeting: Meeting, *, why: str, by: Viewer, at: datetime) -> Minutes:
    """Open a new version of minutes that went out; the earlier one stays as it is. Raises NotPossible."""
    meeting = locked(meeting)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    check_meeting(meeting, MeetingEvent.CORRECT_MINUTES, at=at)
    newest = newest_of(meeting)
    if newest is None or newest.state != State.DISTRIBUTED:
        raise NotPossible("A correction is already being written.")
    if not why.strip():
        raise NotPossible("Enter what you are correcting, and why.")
    minutes = Minutes.objects.create(
        meeting=meeting,
        number=newest.number + 1,
        correction=whole(MeetingMasks(meeting).of(None)(why.strip()), LONGEST_CORRECTION),
    )
    record("meeting.minutes_correction", meeting, by=by.user, at=at, after={"version": minutes.number})
    return minutes


@transaction.atomic
def approve(minutes: Minutes, *, at_meeting: Meeting, by: Viewer, at: datetime, seen: str | None = None) -> Minutes:
    """Note that a later meeting approved the minutes of the one before it (POST-1). Raises NotPossible.

    `seen` is the id of the version that the page offered; None for a program.
    """
    at_meeting = locked(at_meeting)
    allow(by, Permission.MEETING_RUN, community=at_meeting.community)
    if at_meeting.state not in {S.RUNNING, S.HELD}:
        raise NotPossible("You can record this from the start of the meeting until its own minutes are distributed.")
    newest = approvable_at(at_meeting)
    if newest is None or newest.pk != minutes.pk:
        raise NotPossible("These are not the minutes of the last meeting, or they are already approved.")
    refuse_unread(
        seen,
        str(newest.pk),
        f"Version {newest.number} of the minutes of {show_day(newest.meeting.day)} was distributed after you opened this "
        "page. Read it under “Last meeting”. The meeting can then approve it.",
    )
    newest.approved_at_meeting = at_meeting
    return take_minutes(newest, newest.meeting, E.APPROVE, by=by.user, at=at, after={"at": at_meeting.day.isoformat()})


def _draft(meeting: Meeting) -> Minutes:
    """The version being written, made where there is none yet. Raises NotPossible."""
    newest = newest_of(meeting)
    check_writable(meeting.state, newest)
    return newest or Minutes(meeting=meeting, number=1)


def _with_chair(meeting: Meeting) -> Minutes:
    minutes = newest_of(meeting)
    check_writable(meeting.state, minutes)
    if minutes is None or not MACHINE.is_possible(minutes.state, E.CHECK):
        raise NotPossible("You do not need to check these minutes now. The clerk will send them to you again.")
    return minutes


def _tell(meeting: Meeting, who: Permission, *, subject: str, line: str, link: str, at: datetime) -> None:
    for person in holders(who, community=meeting.community, on=day_of(at)):
        put(
            to=person,
            kind=link.replace("meeting_", "meeting."),
            subject=subject,
            lines=[line],
            link=reverse(link, args=[meeting.pk]),
            reference=message_reference(meeting.pk),
            at=at,
        )
