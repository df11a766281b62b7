"""Reads of what receiving schools say of finished support: did it help, and what changed (RES-6)."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.support.models import Helped, Placement


def last_said(placement: Placement) -> Helped | None:
    """What the receiving school last said of it."""
    return placement.judged.select_related("by").first()


def was_judged() -> Exists:
    """Of a queryset of placements: whether the receiving school said anything."""
    return Exists(Helped.objects.filter(placement=OuterRef("pk")))


def _counted() -> QuerySet[Helped]:
    later = Helped.objects.filter(placement=OuterRef("placement"), pk__gt=OuterRef("pk"))
    return Helped.objects.filter(~Exists(later))


def sums_of(viewer: Viewer, since: date) -> dict[str, int]:
    """How often each answer was given since a day, of support that the person may know of: one query."""
    scope = viewer.scope(Permission.SUPPORT_SEE)
    found = Q(pk__in=[])
    for side in ("placement__school", "placement__receiver"):
        found |= scope.q(
            school=side,
            community=f"{side}__community",
            area=f"{side}__community__area",
            authority="placement__authority",
        )
    began = timezone.make_aware(datetime.combine(since, time()))
    rows = _counted().filter(found, at__gte=began).order_by().values_list("helped").annotate(number=Count("pk"))
    return dict(rows)


def smallest_told(viewer: Viewer) -> int:
    """Below which count a sum is not told: the rule of the council, and 1 for whoever reads each answer anyway."""
    scope, team = viewer.scope(Permission.SUPPORT_SEE), viewer.scope(Permission.SUPPORT_PLACE)
    reads_each = not scope.communities and not scope.areas and scope.authorities <= team.authorities
    if reads_each:
        return 1
    return max((rules_on(each, viewer.today).small_number_below for each in viewer.authorities), default=1)


def reads_answers(viewer: Viewer, schools: Collection[int], authority: int) -> bool:
    """Both schools and the council's team read what was said; nobody else does."""
    if viewer.scope(Permission.SUPPORT_SEE).schools.intersection(schools):
        return True
    return authority in viewer.scope(Permission.SUPPORT_PLACE).authorities
