"""What was taken on, and what the last meeting left."""

from django.db.models import QuerySet

from locality.communities.models import Community
from locality.meetings.models import ActionPoint
from locality.schedule.models import Meeting
from locality.schedule.workflow import S


def open_action_points(community: Community) -> QuerySet[ActionPoint]:
    """The community's open action points, soonest due first: they stand on the next agenda by themselves (MBR-4)."""
    return (
        ActionPoint.objects.filter(community=community, state=ActionPoint.State.OPEN)
        .select_related("owner", "meeting")
        .order_by("due_on", "pk")
    )


def last_minuted_before(meeting: Meeting) -> Meeting | None:
    """The community's meeting before this one whose minutes were sent."""
    return (
        Meeting.objects.filter(community=meeting.community_id, state=S.MINUTED, day__lt=meeting.day)
        .order_by("-day", "-pk")
        .first()
    )
