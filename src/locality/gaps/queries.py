"""What is missing, within the councils whose people somebody keeps: one query for each kind, however many schools."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES, Scope, Seat, seated, slugs_with
from locality.communities.models import Community, Office, School
from locality.communities.queries import offices_on
from locality.communities.scope import Viewer
from locality.gaps.rules import Gap
from locality.resource_requests.states import ENDED_STATES

SOON = timedelta(weeks=4)
"""How long before its last day an office is shown: time for an invitation, its 14 days, and a meeting between."""
_STAND_INS = [slug for slug, role in ROLES.items() if role.stands_beside and role.scope is not Scope.SCHOOL]
"""Offices that are meant to end."""


def councils_of(viewer: Viewer) -> frozenset[int]:
    """The councils whose gaps this person is to fill."""
    return viewer.scope(Permission.PEOPLE_MANAGE).authorities


def gap(which: Gap, councils: Iterable[int], today: date) -> QuerySet[Any]:
    """The communities, schools or offices with this gap, by name."""
    return _KINDS[which](list(councils), today)


def counts(councils: Iterable[int], today: date) -> dict[Gap, int]:
    """How many of each kind: six queries."""
    ids = list(councils)
    return {which: find(ids, today).count() for which, find in _KINDS.items()} if ids else dict.fromkeys(Gap, 0)


def _communities_without(seat: Seat) -> Callable[[list[int], date], QuerySet[Any]]:
    roles = [slug for slug in seated(seat) if not ROLES[slug].stands_beside]

    def find(councils: list[int], today: date) -> QuerySet[Any]:
        held = offices_on(today).filter(role__in=roles, community=OuterRef("pk"))
        found = Community.objects.filter(~Exists(held), authority_id__in=councils, closed_on=None)
        return found.select_related("area").order_by("area__name", "name", "pk")

    return find


def _schools_without_signatory(councils: list[int], today: date) -> QuerySet[Any]:
    held = offices_on(today).filter(role__in=slugs_with(Permission.REQUEST_SIGN), school=OuterRef("pk"))
    found = School.objects.filter(
        ~Exists(held),
        authority_id__in=councils,
        community__isnull=False,
        kind=School.Kind.MAINSTREAM,
        status__in=[School.Status.OPEN, School.Status.PROPOSED_TO_CLOSE],
    )
    return found.select_related("community").order_by("community__name", "name", "urn")


def _closed_schools(councils: list[int], _today: date) -> QuerySet[Any]:
    is_open = ~Q(resource_requests__state__in=ENDED_STATES)
    found = School.objects.filter(authority_id__in=councils, status=School.Status.CLOSED)
    found = found.annotate(open_requests=Count("resource_requests", filter=is_open)).filter(open_requests__gt=0)
    return found.select_related("community").order_by("name", "urn")


def _offices_of_closed_accounts(councils: list[int], today: date) -> QuerySet[Any]:
    found = _offices(councils).filter(Q(end=None) | Q(end__gte=today), person__is_active=False)
    return found.order_by("person__name", "pk")


def _offices_ending(councils: list[int], today: date) -> QuerySet[Any]:
    """Those that nobody goes on with the day after: neither the same person nor another in the same office.

    `next_start`: when the next one begins, where one does after a hole.
    """
    the_same = Office.objects.filter(
        Q(school=OuterRef("school")) | Q(school=None, community=OuterRef("community")) | _of_the_same_area(),
        Q(end=None) | Q(end__gt=OuterRef("end")),
        role=OuterRef("role"),
        authority=OuterRef("authority"),
        person__is_active=True,
    )
    goes_on = the_same.filter(start__lte=OuterRef("end") + timedelta(days=1))
    found = _offices(councils).filter(~Exists(goes_on), end__gte=today, end__lte=today + SOON, person__is_active=True)
    found = found.exclude(role__in=_STAND_INS).exclude(school__status=School.Status.CLOSED)
    found = found.filter(Q(community=None) | Q(community__closed_on=None))
    following = the_same.order_by("start", "pk").values("start")[:1]
    return found.annotate(next_start=Subquery(following)).order_by("end", "person__name", "pk")


def _of_the_same_area() -> Q:
    none = Q(school=None, community=None)
    return none & (Q(area=OuterRef("area")) | Q(area=None))


def _offices(councils: list[int]) -> QuerySet[Office]:
    return Office.objects.filter(authority_id__in=councils).select_related(
        "person", "school", "community", "area", "authority"
    )


_KINDS: dict[Gap, Callable[[list[int], date], QuerySet[Any]]] = {
    Gap.NO_CHAIR: _communities_without(Seat.CHAIR),
    Gap.NO_CLERK: _communities_without(Seat.CLERK),
    Gap.NO_SIGNATORY: _schools_without_signatory,
    Gap.CLOSED_SCHOOL: _closed_schools,
    Gap.CLOSED_ACCOUNT: _offices_of_closed_accounts,
    Gap.ENDING: _offices_ending,
}
