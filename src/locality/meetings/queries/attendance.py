"""Who came to the meetings that were held, school by school (CLK-3)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.models import Community
from locality.communities.queries import communities_for
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledQuery
from locality.meetings.models import ItemRecord, NonAttendance, RegisterRow
from locality.meetings.queries.decided import decisions_at
from locality.meetings.rules.attendance import Seat
from locality.schedule.models import Meeting
from locality.schedule.workflow import S

HELD = (S.HELD, S.MINUTED)
BACK = timedelta(days=366)
"""How far back absences are counted."""
HERE = (RegisterRow.State.PRESENT, RegisterRow.State.LEFT)


@dataclass(frozen=True)
class Went:
    """How a meeting went, in numbers: requests decided and not, who came, and the schools that sent nobody."""

    decided: int
    undecided: int
    came: int
    unrepresented: int

    @property
    def requests(self) -> int:
        """All it was to discuss."""
        return self.decided + self.undecided


def went(meeting: Meeting) -> Went:
    """What a held meeting's page tells of it: three queries."""
    decided = decisions_at(meeting).keys()
    rows = _there.rows(meeting.pk)
    present = [row for row in rows if row[1] in HERE]
    schools = {school for school, _ in rows if school}
    return Went(
        decided=len(decided),
        undecided=_undecided.count(meeting.pk, decided),
        came=len(present),
        unrepresented=len(schools - {school for school, _ in present}),
    )


@CompiledQuery
def _there(meeting: int) -> QuerySet[RegisterRow, tuple[Any, ...]]:
    return RegisterRow.objects.filter(meeting=meeting).values_list("school", "state")


@CompiledQuery
def _undecided(meeting: int, decided: Collection[int]) -> QuerySet[ItemRecord]:
    left = ItemRecord.objects.filter(item__meeting=meeting, undecided_at__isnull=False)
    return left.exclude(item__resource_request__in=decided)


def attendance_readers(viewer: Viewer) -> list[Community]:
    """The communities whose record of attendance a person keeps or acts on: its clerks and its chair."""
    places = Q(pk__in=[])
    for permission in (Permission.MEETING_CLERK, Permission.MEETING_LEAD):
        places |= viewer.scope(permission).q(community="pk", area="area_id", authority="authority_id")
    return list(communities_for(viewer).filter(places).order_by("name"))


def meetings_held(community: Community, *, most: int) -> list[Meeting]:
    """The last meetings that were held, oldest first."""
    return list(Meeting.objects.filter(community=community, state__in=HELD).order_by("-day", "-pk")[:most])[::-1]


def register_of(meetings: Iterable[Meeting]) -> QuerySet[RegisterRow]:
    """The schools' rows in the registers of these meetings, by school."""
    return (
        RegisterRow.objects.filter(
            meeting__in=[each.pk for each in meetings], kind=RegisterRow.Kind.MEMBER, school__isnull=False
        )
        .select_related("school")
        .order_by("school__name", "school_id", "name", "pk")
    )


def seats_clerked(viewer: Viewer) -> list[Seat]:
    """Every school's place at every meeting of a year back in the communities somebody is the clerk of: one query.

    The register has a row for each school that was a member then.
    """
    return _seats(_of_clerk.rows(viewer))


@CompiledQuery
def _of_clerk(viewer: Viewer) -> QuerySet[RegisterRow, tuple[Any, ...]]:
    scope = viewer.scope(Permission.MEETING_CLERK)
    where = scope.q(
        community="meeting__community_id",
        area="meeting__community__area_id",
        authority="meeting__community__authority_id",
    )
    return _seats_where(where, viewer.today)


def seats_of(community: Community, *, on: date) -> list[Seat]:
    """The same for one community."""
    return _seats(_seats_where(Q(meeting__community=community), on))


def _seats_where(where: Q, on: date) -> QuerySet[RegisterRow, tuple[Any, ...]]:
    told = NonAttendance.objects.filter(school=OuterRef("school_id"), since=OuterRef("meeting_id"))
    return (
        RegisterRow.objects.filter(where)
        .filter(
            kind=RegisterRow.Kind.MEMBER, school__isnull=False, meeting__state__in=HELD, meeting__day__gte=on - BACK
        )
        .order_by()
        .values_list("school_id", "school__name", "meeting__community_id", "meeting_id", "meeting__day")
        .annotate(
            here=Count("pk", filter=Q(state__in=HERE)),
            sorry=Count("pk", filter=Q(state=RegisterRow.State.APOLOGIES)),
            told=Exists(told),
        )
    )


def _seats(rows: Iterable[tuple[Any, ...]]) -> list[Seat]:
    return [
        Seat(school, name, community, meeting, day, here > 0, sorry > 0, told)
        for school, name, community, meeting, day, here, sorry, told in rows
    ]
