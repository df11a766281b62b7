"""The log's line of what happened to a meeting."""

from datetime import datetime

from locality.accounts.models import User
from locality.audit.actions import record
from locality.schedule.models import Meeting


def note(action: str, meeting: Meeting, *, by: User | None, at: datetime, after: dict[str, object]) -> None:
    """The event in the log, under the meeting."""
    record(
        action=action,
        by=by,
        at=at,
        subject_type="meeting",
        subject_id=str(meeting.pk),
        subject=f"{meeting.community.name}, {meeting.day.isoformat()}",
        authority_id=meeting.community.authority_id,
        after=after,
    )
