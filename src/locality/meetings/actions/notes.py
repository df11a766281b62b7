"""The log's line of what happened to a meeting."""

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
    by: User | None,
    at: datetime,
    after: Mapping[str, object],
    typed: Mapping[str, str] | None = None,
) -> None:
    """The event in the log, under the meeting. What somebody typed is `typed`: no pupil is named in the log (RES-9)."""
    mask = MeetingMasks(meeting).of(None) if typed else str
    told = {name: mask(text) for name, text in (typed or {}).items()}
    record(action, meeting, by=by, at=at, after={**told, **after})
