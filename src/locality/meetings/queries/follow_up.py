"""What was taken on, and what the last meeting left."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from locality.accounts.permissions import Permission
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Authority, Community
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.meetings.models import ActionPoint, Interest, Progress
from locality.meetings.queries.access import closed_items
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.models import Meeting
from locality.schedule.workflow import AHEAD, S


def open_action_points(
    community: Community, *, but: Collection[int] | QuerySet[Interest, int] = ()
) -> QuerySet[ActionPoint]:
    """The community's open action points, soonest due first: they stand on the next agenda by themselves (MBR-4).

    `but` those of these items. Each knows what was last reported on it as `last_report`, or None.
    """
    newest = Progress.objects.filter(action_point=OuterRef("pk")).order_by("-pk")
    return (
        ActionPoint.objects.filter(community=community, state=ActionPoint.State.OPEN)
        .exclude(item__in=but)
        .select_related("owner", "meeting", "item")
        .annotate(last_report=Subquery(newest.values("text")[:1]))
        .order_by("due_on", "pk")
    )


def last_minuted_before(meeting: Meeting) -> Meeting | None:
    """The community's meeting before this one whose minutes were sent."""
    return (
        Meeting.objects.filter(community=meeting.community_id, state=S.MINUTED, day__lt=meeting.day)
        .order_by("-day", "-pk")
        .first()
    )


def action_points_for(viewer: Viewer) -> QuerySet[ActionPoint]:
    """The action points of the communities whose meetings a person takes part in, and the person's own.

    Those of an item for which they are out of the room come when they are called back (DUR-1).
    """
    places: Q = viewer.scope(Permission.MEETING_TAKE_PART).q(
        community="community_id", area="community__area_id", authority="community__authority_id"
    )
    return (
        ActionPoint.objects.filter(places | Q(owner=viewer.user))
        .exclude(~Q(owner=viewer.user), item__in=closed_items(viewer))
        .select_related("owner", "meeting", "item", "community__area", "community__authority")
        .order_by("due_on", "pk")
    )


def progress_of(action_point: ActionPoint) -> list[Progress]:
    """What was reported, newest first."""
    return list(Progress.objects.filter(action_point=action_point).select_related("by").order_by("-pk"))


def may_report(viewer: Viewer, action_point: ActionPoint) -> bool:
    """Its owner, and the chair and clerk of its community."""
    return action_point.owner_id == viewer.user.pk or any(
        viewer.can(permission, community=action_point.community)
        for permission in (Permission.MEETING_CLERK, Permission.MEETING_LEAD)
    )


def due_soon(on: date) -> QuerySet[ActionPoint]:
    """Open action points due within two weeks whose owner has an account and was not reminded of the day."""
    return (
        _open_with_owner()
        .filter(reminded_at=None, due_on__gte=on, due_on__lte=on + timedelta(days=14))
        .select_related("community__authority")
        .order_by("pk")
    )


def meetings_soon(on: date) -> QuerySet[Meeting]:
    """Meetings of the next month, soonest first: before them open action points are reported (POST-2)."""
    return (
        Meeting.objects.filter(state__in=AHEAD, day__gte=on, day__lte=on + timedelta(days=31))
        .select_related("community__authority")
        .order_by("day", "pk")
    )


def unreported_before(meeting: Meeting) -> QuerySet[ActionPoint]:
    """The community's open action points whose owners were not yet asked to report before this meeting."""
    return (
        _open_with_owner()
        .filter(community=meeting.community_id, meeting__day__lt=meeting.day)
        .exclude(reminded_for=meeting)
        .order_by("pk")
    )


def _open_with_owner() -> QuerySet[ActionPoint]:
    return ActionPoint.objects.filter(state=ActionPoint.State.OPEN, owner__isnull=False, owner__is_active=True)


def approved_at(meeting: Meeting) -> list[ResourceRequest]:
    """The requests that this meeting approved: each goes to the area's officer (AGE-3, POST-3)."""
    return _approved.read(meeting.pk)


@CompiledModels
def _approved(meeting: int) -> QuerySet[ResourceRequest]:
    return discussed_at(Meeting(pk=meeting)).filter(
        decision__outcome=Decision.Outcome.APPROVED, decision__exceptional=False
    )


def discussed_at(meeting: Meeting) -> QuerySet[ResourceRequest]:
    """The requests that reached a meeting, whatever became of them, by their references."""
    return (
        ResourceRequest.objects.filter(meeting=meeting)
        .select_related("school__authority", "community__area", "authority")
        .order_by("reference")
    )


def held_without_report(authority: Authority, on: date) -> QuerySet[Meeting]:
    """The last meeting that each community of an authority held in the quarter of a day, where from that day on no other
    is planned in it and the area board report was not asked for (AGE-3)."""
    quarter = deadlines_of(authority, on=on).quarter(on)
    same = Meeting.objects.filter(community=OuterRef("community"), day__lte=quarter.end)
    held = Q(state__in=[S.HELD, S.MINUTED], day__gte=quarter.start, day__lte=on)
    return (
        Meeting.objects.filter(held, community__authority=authority)
        .exclude(Exists(same.filter(state__in=[*AHEAD, S.RUNNING], day__gte=on)))
        .exclude(
            Exists(same.filter(held).filter(Q(day__gt=OuterRef("day")) | Q(day=OuterRef("day"), pk__gt=OuterRef("pk"))))
        )
        .exclude(Exists(ActionPoint.objects.filter(community=OuterRef("community"), report_on=quarter.start)))
        .select_related("community__authority")
        .order_by("pk")
    )


def board_report_asked_at(meeting: Meeting) -> ActionPoint | None:
    """The area board report that this meeting left to its clerk."""
    return next(iter(_reports_asked.read(meeting.pk)), None)


@CompiledModels
def _reports_asked(meeting: int) -> QuerySet[ActionPoint]:
    return ActionPoint.objects.filter(meeting=meeting, report_on__isnull=False).order_by("pk")[:1]
