"""What moves a version of minutes along its life. Its history is the log of its meeting, a line for each step."""

from collections.abc import Mapping
from datetime import datetime

from locality.accounts.models import User
from locality.meetings.actions.notes import note
from locality.meetings.models import Minutes
from locality.minutes.workflow import MACHINE, E
from locality.schedule.models import Meeting


def take(
    minutes: Minutes, meeting: Meeting, event: E, *, by: User, at: datetime, after: Mapping[str, object] | None = None
) -> Minutes:
    """Move a version of a locked meeting's minutes, save it, and log the step under the meeting. Raises NotPossible.

    `after`: what the log says of it besides the version.
    """
    minutes.state = Minutes.State(MACHINE.next(minutes.state, event))
    minutes.save()
    note(f"meeting.{event}", meeting, by=by, at=at, after={"version": minutes.number, **(after or {})})
    return minutes
