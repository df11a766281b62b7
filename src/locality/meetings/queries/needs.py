"""Which meetings need a person, and what they took on: one query for each, for the home page."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from locality.accounts.permissions import Permission
from locality.communities.authority_settings import settings_of
from locality.communities.models import Community
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.meetings.models import ActionPoint, AgendaItem, Distribution, Minutes, Opening
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Invitee, Meeting
from locality.schedule.queries import advised_by, short_of_meetings
from locality.schedule.workflow import AHEAD, S
from locality.tasks.queries import last_reminded
from locality.values.periods import Period

AHEAD_OF_US = timedelta(days=60)
"""How far ahead something can be due before a meeting."""
NOT_BEGUN = timedelta(days=30)
"""How long a meeting that was never begun is still called to mind."""
MOST = 50
SUMMER = (5, 6, 7, 8)
"""The months in which the last term of a school year can lie."""


def meetings_needing(viewer: Viewer) -> list[Meeting]:
    """Meetings soon, running, or held and without minutes, of the communities a person serves or sits in.

    Each knows how far its agenda, papers and minutes are, and what this person has opened.
    """
    return _needing.read(viewer)


@CompiledModels
def _needing(viewer: Viewer) -> QuerySet[Meeting]:
    newest = Minutes.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    listed = AgendaItem.objects.filter(meeting=OuterRef("meeting_id"), resource_request=OuterRef("pk"))
    left_out = ResourceRequest.objects.filter(~Exists(listed), meeting=OuterRef("pk"), state=RequestState.ACCEPTED)
    opened = Opening.objects.filter(meeting=OuterRef("pk"), person=viewer.user, of=Opening.Of.PAPERS)
    correcting = Minutes.objects.filter(meeting=OuterRef("pk")).exclude(state=Minutes.State.DISTRIBUTED)
    soon = Q(state__in=AHEAD, day__gte=viewer.today - NOT_BEGUN, day__lte=viewer.today + AHEAD_OF_US)
    return (
        Meeting.objects.filter(community_id__in=viewer.scope(Permission.MEETING_TAKE_PART).communities)
        .filter(soon | Q(state__in=[S.RUNNING, S.HELD]) | Q(Exists(correcting), state=S.MINUTED))
        .annotate(
            minutes_state=Subquery(newest.values("state")[:1]),
            minutes_number=Subquery(newest.values("number")[:1]),
            is_drawn_up=Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"))),
            leaves_out=Exists(left_out),
            sent=Subquery(Distribution.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("number")[:1]),
            opened=Subquery(opened.order_by("-number").values("number")[:1]),
            reminded_at=last_reminded("meeting", "pk"),
        )
        .select_related("community__authority")
        .order_by("day", "pk")[:MOST]
    )


def meetings_to_advise(viewer: Viewer) -> list[Meeting]:
    """Meetings to come, or running, to which a person is invited as adviser (MEM-4, MEM-5).

    Each knows the person's answer, and what was sent and opened. Asks nothing for whoever is no adviser.
    """
    if not viewer.scope(Permission.MEETING_TAKE_PART).invited:
        return []
    own = Invitee.objects.filter(meeting=OuterRef("pk"), person=viewer.user, as_adviser=True)
    opened = Opening.objects.filter(meeting=OuterRef("pk"), person=viewer.user, of=Opening.Of.PAPERS)
    return list(
        Meeting.objects.filter(advised_by(viewer), state__in=[*AHEAD, S.RUNNING], day__gte=viewer.today)
        .annotate(
            my_answer=Subquery(own.values("answer")[:1]),
            sent=Subquery(Distribution.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("number")[:1]),
            opened=Subquery(opened.order_by("-number").values("number")[:1]),
        )
        .select_related("community__authority")
        .order_by("day", "pk")[:MOST]
    )


def taken_on_by(viewer: Viewer) -> list[ActionPoint]:
    """What a person took on and has not settled, soonest due first."""
    return _taken_on.read(viewer.user.pk)


@CompiledModels
def _taken_on(owner: int) -> QuerySet[ActionPoint]:
    return (
        ActionPoint.objects.filter(owner=owner, state=ActionPoint.State.OPEN)
        .select_related("meeting", "item", "community__authority")
        .order_by("due_on", "pk")[:MOST]
    )


def clerked_communities(viewer: Viewer) -> dict[int, Community]:
    """The communities a person is the clerk of, by id, from the offices they hold: no query."""
    clerked = viewer.scope(Permission.MEETING_CLERK).communities
    found = {}
    for office in viewer.offices:
        community = office.community
        if community and community.pk in clerked and office.authority:
            if community.authority_id == office.authority_id:
                community.authority = office.authority  # read already
            found[community.pk] = community
    return found


def next_years_to_plan(communities: Iterable[Community], on: date) -> list[tuple[Community, str, date, int]]:
    """In the last term of a school year: whose next one has too few meetings, its name, by when, and how many (PRE-1)."""
    of = list(communities)
    if not of or on.month not in SUMMER:
        return []
    found = []
    for authority in {each.authority_id: each.authority for each in of}.values():
        own = [term for term in settings_of(authority).terms if term.end >= on]
        if len(own) < 2 or own[0].start > on or own[1].year_name == own[0].year_name:
            continue
        following = [term for term in own if term.year_name == own[1].year_name]
        short = short_of_meetings(
            [each for each in of if each.authority_id == authority.pk], Period(following[0].start, following[-1].end)
        )
        found += [(community, own[1].year_name, own[0].end, number) for community, number in short]
    return found
