"""What happens to a meeting and to the requests it was to discuss, in one transaction."""

from datetime import datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.meetings.actions.agenda import carry_on
from locality.resource_requests.actions.following_meetings import follow_cancelled
from locality.schedule.actions.arranging_meetings import cancel_meeting
from locality.schedule.models import Meeting


@transaction.atomic
def cancel(meeting: Meeting, *, why: str, by: Viewer, at: datetime) -> tuple[Meeting, int, int]:
    """Cancel a meeting; its requests, and what was put off or added to its agenda, go to the next one after it.

    Returns how many requests did, and how many other items. Raises NotPossible, also where it has decided one already.
    Then it took place.
    """
    meeting = cancel_meeting(meeting, why=why, by=by, at=at)
    items = carry_on(meeting, by=by.user, at=at)
    return meeting, len(follow_cancelled(meeting, by=by.user, at=at)), items
