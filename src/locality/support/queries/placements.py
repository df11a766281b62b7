"""Reads of support that is arranged, of the hours given, and of decisions that name no school yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from locality.accounts.permissions import Permission
from locality.accounts.roles import slugs_with
from locality.communities.models import Office, School
from locality.communities.queries import offices_on
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.resource_requests.models import Decision, ResourceRequest
from locality.support.models import Offer, Placement, TimeEntry, ToBeFound
from locality.support.queries.helped import was_judged
from locality.support.workflow import LIVE, UNDER_WAY, PlacementIs
from locality.tasks.queries import last_reminded

_WITH = (
    "school__community",
    "receiver__community",
    "authority",
    "offer",
    "term",
    "decision__rfr__community",
    "proposed_by",
    "answered_by",
    "ended_by",
)
MOST = 20
"""How many of a kind a home page shows."""
ASKED_FOR = timedelta(days=90)
"""How long a home page asks whether finished support helped."""
OWNERS = {
    ToBeFound.Owner.CLERK: Permission.MEETING_CLERK,
    ToBeFound.Owner.CHAIR: Permission.MEETING_LEAD,
    ToBeFound.Owner.OFFICER: Permission.REQUEST_RECEIVE,
    ToBeFound.Owner.TEAM: Permission.PEOPLE_MANAGE,
}
"""What only those can do who hold the role: they are asked to find a school."""


def placements_for(viewer: Viewer) -> QuerySet[Placement]:
    """The support that a person may know of, newest first: given or received by their schools, or within their places."""
    scope = viewer.scope(Permission.SUPPORT_SEE)
    found = Q(pk__in=[])
    for side in ("school", "receiver"):
        found |= scope.q(
            school=side, community=f"{side}__community", area=f"{side}__community__area", authority="authority"
        )
    found |= scope.q(community="decision__rfr__community")
    return Placement.objects.filter(found).select_related(*_WITH).order_by("-pk")


def own_side(placements: QuerySet[Placement], viewer: Viewer, *, given: bool) -> QuerySet[Placement]:
    """Those that a person's own schools give, or receive."""
    schools = sorted(viewer.scope(Permission.SUPPORT_SEE).schools)
    return placements.filter(school__in=schools) if given else placements.filter(receiver__in=schools)


def entries_of(placement: Placement) -> list[TimeEntry]:
    """The hours given, day by day, each with what corrected it."""
    return list(placement.entries.select_related("by", "corrected_by").order_by("day", "pk"))


def entries_given(viewer: Viewer) -> QuerySet[TimeEntry]:
    """The hours that a person's own schools gave: those they can correct."""
    own = sorted(viewer.scope(Permission.SUPPORT_OFFER).schools)
    found = TimeEntry.objects.filter(placement__school__in=own)
    return found.select_related("placement__receiver", "placement__school", "corrected_by")


def hours_given(placement: Placement) -> Decimal:
    """The hours that count: each as it was last corrected."""
    return _standing(placement.entries.all()).aggregate(given=Sum("hours"))["given"] or Decimal(0)


def _standing(entries: QuerySet[TimeEntry]) -> QuerySet[TimeEntry]:
    return entries.filter(corrected_by=None)


def live_of(rfr: ResourceRequest) -> list[Placement]:
    """The support that was named for a request, whatever became of it, newest first."""
    found = Placement.objects.filter(decision__rfr=rfr).select_related(*_WITH)
    return list(found.order_by("-pk"))


def has_live(rfr: ResourceRequest) -> bool:
    """Whether a school is named for a request and has not declined."""
    return Placement.objects.filter(decision__rfr=rfr, state__in=LIVE).exists()


def same_ask(offer: Offer, receiver: School, hours: int, starts_on: date) -> Placement | None:
    """The same support of the same offer, asked for by the same school, that waits for its answer."""
    same = {"hours": hours, "starts_on": starts_on, "state": PlacementIs.PROPOSED, "decision": None}
    return Placement.objects.filter(offer=offer, receiver=receiver, **same).select_related("school", "receiver").first()


def to_find(rfr: ResourceRequest) -> ToBeFound | None:
    """Who finds a school for a request, and by when, as it was last recorded."""
    return ToBeFound.objects.filter(decision__rfr=rfr).order_by("-pk").first()


def requests_to_name(viewer: Viewer) -> list[ResourceRequest]:
    """Approved requests whose decision asks for another school that has not accepted, the earliest support first.

    Those that this person arranges, each with `find_by`, where a day was set for it; with the school that was asked and has
    not answered (`asked_pk`, `asked_school`, `asked_community`, `asked_name`, `asked_at`), where there is one; and with the
    support of a school that has closed since (`closed_pk`, `closed_name`).
    """
    if not viewer.can_somewhere(Permission.SUPPORT_PLACE):
        return []
    clerk, chair, officer, team = (viewer.scope(permission) for permission in OWNERS.values())
    return _to_name.read(clerk.communities, chair.communities, officer.areas, team.authorities, viewer.today)


@CompiledModels
def _to_name(
    clerks: Collection[int], chairs: Collection[int], areas: Collection[int], authorities: Collection[int], today: date
) -> QuerySet[ResourceRequest]:
    recorded = ToBeFound.objects.filter(decision__rfr=OuterRef("pk")).order_by("-pk")
    of_request = Placement.objects.filter(decision__rfr=OuterRef("pk"))
    is_closed = Q(school__status=School.Status.CLOSED)
    named = of_request.filter(Q(state=PlacementIs.DONE) | (Q(state=PlacementIs.ACCEPTED) & ~is_closed))
    closed = of_request.filter(is_closed, state__in=UNDER_WAY).order_by("-pk")
    asked = Placement.objects.filter(decision__rfr=OuterRef("pk"), state=PlacementIs.PROPOSED).order_by("-pk")
    mine = (
        (Q(find_owner=None) | Q(find_owner=ToBeFound.Owner.CLERK)) & Q(community__in=clerks)
        | Q(find_owner=ToBeFound.Owner.CHAIR, community__in=chairs)
        | Q(find_owner=ToBeFound.Owner.OFFICER, community__area__in=areas)
        | Q(find_owner=ToBeFound.Owner.TEAM, authority__in=authorities)
    )
    return (
        ResourceRequest.objects.filter(
            Q(ended_on=None) | Q(ended_on__gte=today),
            decision__school_support=True,
            decision__outcome=Decision.Outcome.APPROVED,
            decision__ends_on__gte=today,
        )
        .annotate(
            find_owner=Subquery(recorded.values("owner")[:1]),
            find_by=Subquery(recorded.values("until")[:1]),
            asked_pk=Subquery(asked.values("pk")[:1]),
            asked_school=Subquery(asked.values("school")[:1]),
            asked_community=Subquery(asked.values("school__community")[:1]),
            asked_name=Subquery(asked.values("school__name")[:1]),
            asked_at=Subquery(asked.values("proposed_at")[:1]),
            closed_pk=Subquery(closed.values("pk")[:1]),
            closed_name=Subquery(closed.values("school__name")[:1]),
            reminded_at=last_reminded("support", "asked_pk"),
        )
        .filter(mine & ~Exists(named))
        .select_related("school", "community", "authority", "decision", "created_by")
        .defer("search_text")
        .order_by("decision__starts_on", "pk")[:MOST]
    )


def open_for(viewer: Viewer) -> list[Placement]:
    """What waits on the home page of a school, the oldest first: to be answered or finished by it, or for another school.

    And what it received lately and has not said of whether it helped.
    """
    schools, judges = (viewer.scope(each).schools for each in (Permission.SUPPORT_OFFER, Permission.SUPPORT_JUDGE))
    return _open.read(schools, judges, viewer.today, viewer.today - ASKED_FOR) if judges else []


@CompiledModels
def _open(schools: Collection[int], judges: Collection[int], today: date, since: date) -> QuerySet[Placement]:
    asked = Q(school__in=schools) | Q(receiver__in=schools, decision=None)
    over = Q(state=PlacementIs.ACCEPTED, ends_on__lt=today, school__in=schools)
    to_judge = Q(~was_judged(), state=PlacementIs.DONE, receiver__in=judges, ended_at__date__gte=since)
    found = Placement.objects.filter(over | to_judge | (Q(state=PlacementIs.PROPOSED) & asked)).select_related(*_WITH)
    return found.annotate(reminded_at=last_reminded("support", "pk")).order_by("pk")[: 2 * MOST]


def can_answer(school: School, on: date) -> bool:
    """Whether somebody at a school can accept or decline."""
    return _who_answers(on).filter(school=school).exists()


def schools_that_answer(authority: int, on: date, *, besides: School) -> list[School]:
    """The open schools of a council where somebody can accept or decline, by name: one query."""
    is_open = [School.Status.OPEN, School.Status.PROPOSED_TO_CLOSE]
    found = School.objects.filter(authority=authority, status__in=is_open).exclude(pk=besides.pk)
    found = found.filter(Exists(_who_answers(on).filter(school=OuterRef("pk"))))
    return list(found.select_related("community").order_by("name", "pk"))


def _who_answers(on: date) -> QuerySet[Office]:
    return offices_on(on).filter(role__in=slugs_with(Permission.SUPPORT_OFFER))


@dataclass(frozen=True)
class BothWays:
    """What one school gave to others and received from them: hours, and in how many arrangements."""

    school: School
    given: Decimal = Decimal(0)
    given_to: int = 0
    received: Decimal = Decimal(0)
    received_from: int = 0


def schools_both_ways(viewer: Viewer) -> QuerySet[School]:
    """The schools whose giving and receiving this person sees, by name."""
    scope = viewer.scope(Permission.SUPPORT_SEE)
    found = School.objects.filter(
        Q(community__isnull=False) | Exists(Placement.objects.filter(school=OuterRef("pk"))),
        scope.q(school="pk", community="community", area="community__area", authority="authority"),
    )
    return found.select_related("community").order_by("name", "pk")


def both_ways(schools: Iterable[School], since: date) -> list[BothWays]:
    """Hours given and received since a day, school by school: two queries, however many schools."""
    listed = list(schools)
    given, received = (_hours_by(side, listed, since) for side in ("school", "receiver"))
    none = (Decimal(0), 0)
    return [BothWays(each, *given.get(each.pk, none), *received.get(each.pk, none)) for each in listed]


def _hours_by(side: str, schools: list[School], since: date) -> dict[int, tuple[Decimal, int]]:
    """Hours, and how many other schools, by the school on that side."""
    other = "receiver" if side == "school" else "school"
    rows = (
        TimeEntry.objects.filter(corrected_by=None, day__gte=since, hours__gt=0)
        .filter(**{f"placement__{side}__in": [each.pk for each in schools]})
        .order_by()
        .values_list(f"placement__{side}", f"placement__{other}")
        .annotate(given=Sum("hours"))
    )
    found: dict[int, tuple[Decimal, int]] = {}
    for school, _, hours in rows:
        before = found.get(school, (Decimal(0), 0))
        found[school] = (before[0] + hours, before[1] + 1)
    return found
