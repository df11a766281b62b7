"""What moves a meeting along its life: asked of the table, and kept as a row of its history."""

from datetime import date, datetime

from locality.accounts.models import User
from locality.schedule.guards import Asked, why_not_by
from locality.schedule.models import Meeting, MeetingStep
from locality.schedule.workflow import MACHINE, E, G, Kept, S
from locality.values.refusals import NotPossible, refuse


def check_meeting(meeting: Meeting, event: E, *, at: datetime, to: date | None = None) -> None:
    """Refuse what does not belong to the state, or what a guard of the table refuses. Raises NotPossible.

    `to`: the day it is to move to.
    """
    asked = Asked(meeting, at, to)
    for name in MACHINE.find(meeting.state, event).guards:
        refuse(why_not_by(G(name), asked))


def why_not(meeting: Meeting, event: E, *, at: datetime) -> str:
    """Why an event can't happen to a meeting now, as a sentence; empty where it can."""
    try:
        check_meeting(meeting, event, at=at)
    except NotPossible as refusal:
        return refusal.sentence
    return ""


def take_meeting(
    meeting: Meeting, event: E, *, by: User, at: datetime, to: date | None = None, note: str = ""
) -> MeetingStep | None:
    """Move a locked meeting along its life, save it, and keep the step. Raises NotPossible.

    `to`: the day it is to move to, which the action gives it afterwards.
    `note` is why, where somebody said so: no pupil is named in it. A date that is only proposed has no history yet,
    because it may be dropped: moving it gives None. The line in the log is the action's, which knows what else happened.
    """
    check_meeting(meeting, event, at=at, to=to)
    before = meeting.state
    meeting.state = MACHINE.next(before, event)
    if meeting.state != before:
        meeting.state_since = at
    meeting.save()
    if meeting.state == S.PROPOSED:
        return None
    return keep_step(meeting, event, before, by=by, at=at, note=note)


def keep_step(meeting: Meeting, event: E | Kept, before: str, *, by: User, at: datetime, note: str = "") -> MeetingStep:
    """One row of history: what happened to a meeting that stood in the state `before` ("" for none)."""
    return MeetingStep.objects.create(
        meeting=meeting, event=event, from_state=before, to_state=meeting.state, by=by, at=at, note=note
    )
