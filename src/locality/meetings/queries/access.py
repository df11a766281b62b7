"""Which meetings a person may prepare, lead, or take part in. Proposed ones are nobody's yet."""

from django.db.models import Q, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.schedule.models import Meeting
from locality.schedule.workflow import S


def meetings_taken_part_in(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings whose papers a person may read."""
    return _where(viewer, Permission.MEETING_TAKE_PART)


def meetings_led_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person leads."""
    return _where(viewer, Permission.MEETING_LEAD)


def meetings_clerked_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person is the clerk of."""
    return _where(viewer, Permission.MEETING_CLERK)


def _where(viewer: Viewer, permission: Permission) -> QuerySet[Meeting]:
    place: Q = viewer.scope(permission).q(
        community="community_id", area="community__area_id", authority="community__authority_id"
    )
    return (
        Meeting.objects.filter(place)
        .exclude(state=S.PROPOSED)
        .select_related("community__area", "community__authority")
    )


def meetings_minuted_for(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings whose minutes a person may read: those of the communities they belong to or look after."""
    return _where(viewer, Permission.MEETING_TAKE_PART)
