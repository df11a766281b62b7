"""What moves a version of minutes along its life. Its history is the log of its meeting, a line for each step."""

from collections.abc import Mapping
from datetime import datetime

from locality.accounts.models import User
from locality.audit.actions import record
from locality.meetings.models import Minutes
from locality.minutes.workflow import MACHINE, E
from locality.schedule.models import Meeting
from locality.values.transitions import Guards


def check_minutes(minutes: Minutes, event: E, guards: Guards | None = None) -> Minutes.State:
    """The state after an event, where the table and its guards let it happen. Raises NotPossible."""
    return Minutes.State(MACHINE.ask(minutes.state, event, guards or {}))


def take_minutes(
    minutes: Minutes,
    meeting: Meeting,
    event: E,
    guards: Guards | None = None,
    *,
    by: User,
    at: datetime,
    after: Mapping[str, object] | None = None,
) -> Minutes:
    """Move a version of a locked meeting's minutes, save it, and log the step under the meeting. Raises NotPossible.

    `after`: what the log says of it besides the version.
    """
    minutes.state = check_minutes(minutes, event, guards)
    minutes.save()
    record(f"meeting.{event}", meeting, by=by, at=at, after={"version": minutes.number, **(after or {})})
    return minutes
