"""What happens to a meeting and to the requests it was to discuss, in one transaction."""

from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.meetings.actions.agenda import carry_on
from locality.resource_requests.actions import follow_cancelled
from locality.schedule.actions import cancel_meeting
from locality.schedule.models import Meeting


@transaction.atomic
def cancel(meeting: Meeting, *, why: str, by: User, at: datetime) -> tuple[Meeting, int]:
    """Cancel a meeting; its requests, and what was put off to it, go to the next one.

    Returns how many requests did. Raises NotPossible.
    """
    meeting = cancel_meeting(meeting, why=why, by=by, at=at)
    carry_on(meeting, by=by, at=at)
    return meeting, len(follow_cancelled(meeting, by=by, at=at))
