"""What moves a meeting along its life: asked of the table, and kept as a row of its history."""

from collections.abc import Callable, Mapping
from datetime import datetime

from locality.accounts.models import User
from locality.schedule.models import Meeting, MeetingStep
from locality.schedule.workflow import MACHINE, E, G, S
from locality.values.dates import show_day
from locality.values.refusals import refuse
from locality.values.working_days import day_of

HAS_BEGUN = "This meeting has begun or is over, so it can’t be changed."
ADDED = "add"
"""The first step of a meeting that is planned at once; a proposed one begins with its publication."""


def check(meeting: Meeting, event: E, *, at: datetime, pressed: str = "") -> None:
    """Refuse what does not belong to the state, or what a guard of the table refuses. Raises NotPossible.

    `pressed`: what the button says, where the table has another word.
    """
    for name in MACHINE.find(meeting.state, event, pressed=pressed).guards:
        refuse(GUARDS[G(name)](meeting, at))


def take(meeting: Meeting, event: E, *, by: User, at: datetime, note: str = "") -> MeetingStep | None:
    """Move a locked meeting along its life, save it, and keep the step. Raises NotPossible.

    `note` is why, where somebody said so: no pupil is named in it. A date that is only proposed has no history yet,
    because it may be dropped: moving it gives None. The line in the log is the action's, which knows what else happened.
    """
    check(meeting, event, at=at)
    before = meeting.state
    meeting.state = MACHINE.next(before, event)
    if meeting.state != before:
        meeting.state_since = at
    meeting.save()
    if meeting.state == S.PROPOSED:
        return None
    return keep_step(meeting, event, before, by=by, at=at, note=note)


def keep_step(meeting: Meeting, event: str, before: str, *, by: User, at: datetime, note: str = "") -> MeetingStep:
    """One row of history: what happened to a meeting that stood in the state `before` ("" for none)."""
    return MeetingStep.objects.create(
        meeting=meeting, event=event, from_state=before, to_state=meeting.state, by=by, at=at, note=note
    )


def _why_begun(meeting: Meeting, at: datetime) -> str:
    return HAS_BEGUN if meeting.is_to_come and meeting.starts_at <= at else ""


def _why_past(meeting: Meeting, at: datetime) -> str:
    past = meeting.day <= day_of(at)
    return "One of the dates is past. Move it or take it out, then publish." if past else ""


def _why_ahead(meeting: Meeting, at: datetime) -> str:
    if meeting.day <= day_of(at):
        return ""
    return f"This meeting is on {show_day(meeting.day)}. Move it first if it takes place today."


GUARDS: Mapping[G, Callable[[Meeting, datetime], str]] = {
    G.NOT_BEGUN: _why_begun,
    G.DAY_AHEAD: _why_past,
    G.DAY_COME: _why_ahead,
}
"""Each guard of the table: why not, as a sentence, or nothing."""
