"""Reads of meetings."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines
from locality.communities.models import Community
from locality.communities.scope import Viewer
from locality.schedule.models import Meeting


def meetings_for(viewer: Viewer) -> QuerySet[Meeting]:
    """Meetings of the communities whose business the person may see."""
    scope = viewer.scope(Permission.MEETINGS_SEE)
    return Meeting.objects.filter(
        scope.q(community="community_id", area="community__area_id", authority="community__authority_id")
    ).select_related("community__area", "community__authority")


def upcoming(community: Community, today: date) -> QuerySet[Meeting]:
    """The community's planned meetings from today on, soonest first."""
    return Meeting.objects.filter(community=community, state=Meeting.State.PLANNED, day__gte=today)


def meeting_reached_by(community: Community, submitted_on: date, deadlines: Deadlines) -> Meeting | None:
    """The first meeting whose submission deadline has not passed on the day of submission (PRE-2)."""
    for meeting in upcoming(community, submitted_on):
        if submitted_on <= deadlines.submission(meeting.day):
            return meeting
    return None


def earlier_meetings_missed(community: Community, submitted_on: date, deadlines: Deadlines) -> list[Meeting]:
    """Meetings still to come whose submission deadline had passed: the chair may admit a late request to one."""
    return [
        meeting
        for meeting in upcoming(community, submitted_on).filter(Q(day__gte=submitted_on))[:6]
        if submitted_on > deadlines.submission(meeting.day)
    ]


def upcoming_of(communities: Iterable[int], today: date) -> QuerySet[Meeting]:
    """The planned meetings of several communities from today on, soonest first."""
    return (
        Meeting.objects.filter(community_id__in=list(communities), state=Meeting.State.PLANNED, day__gte=today)
        .select_related("community")
        .order_by("day", "starts")
    )
