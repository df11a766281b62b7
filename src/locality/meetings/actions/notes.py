"""The log's line of what somebody typed at a meeting."""

from collections.abc import Mapping
from datetime import datetime

from locality.accounts.models import User
from locality.audit.actions import record
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting


def log_meeting(
    action: str,
    meeting: Meeting,
    *,
    typed: Mapping[str, str],
    by: User,
    at: datetime,
    after: Mapping[str, object] | None = None,
) -> None:
    """The event in the log, with what somebody `typed`: no pupil is named in the log (RES-9)."""
    mask = MeetingMasks(meeting).of(None)
    told = {name: mask(text) for name, text in typed.items()}
    record(action, meeting, by=by, at=at, after=told | dict(after or {}))
