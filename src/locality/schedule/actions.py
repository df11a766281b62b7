"""Adding and cancelling meetings."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.models import Community
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.transitions import NotPossible


@transaction.atomic
def add_meeting(
    *,
    community: Community,
    day: date,
    starts: time,
    ends: time,
    venue: str = "",
    online_link: str = "",
    by: User,
    at: datetime,
) -> Meeting:
    """Plan a meeting. Raises NotPossible where the community already meets that day."""
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                community=community,
                day=day,
                starts=starts,
                ends=ends,
                venue=venue,
                online_link=online_link,
                added_by=by,
            )
    except IntegrityError as error:
        raise NotPossible(f"{community.name} already meets on {show_day(day)}. Choose another day.") from error
    record(
        action="meeting.add",
        by=by,
        at=at,
        subject_type="meeting",
        subject_id=str(meeting.pk),
        subject=f"{community.name}, {day.isoformat()}",
        authority_id=community.authority_id,
        after={"day": day.isoformat(), "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"},
    )
    return meeting
