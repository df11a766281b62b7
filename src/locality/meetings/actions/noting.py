"""The events of a meeting in the log."""

from datetime import datetime

from locality.accounts.models import User
from locality.audit.actions import record
from locality.schedule.models import Meeting


def note(action: str, meeting: Meeting, *, by: User, at: datetime, after: dict[str, object]) -> None:
    """Record what happened to a meeting. `after` names nobody but adults, and pupils never."""
    record(
        action=f"meeting.{action}",
        by=by,
        at=at,
        subject_type="meeting",
        subject_id=str(meeting.pk),
        subject=f"{meeting.community.name}, {meeting.day.isoformat()}",
        authority_id=meeting.community.authority_id,
        after=after,
    )
