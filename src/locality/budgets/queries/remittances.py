"""Reads of what was paid: for a school its own, for the council all; always with the total of the ledger beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from locality.accounts.permissions import Permission
from locality.budgets.models import Advance, Entry, Instalment
from locality.communities.models import School, Trust
from locality.communities.scope import Viewer
from locality.values.money import NOTHING, PENNY

PAID_ON = Coalesce("advance__pays_on", "returned_on")
"""The day of payment of the advance it was in; of money paid back outside the advances, the day of that."""


@dataclass(frozen=True)
class Control:
    """What the ledger says of the payments shown: how many entries, and their sum in pounds."""

    payments: int
    total: Decimal


def paid_for(viewer: Viewer) -> QuerySet[Instalment]:
    """The payments a person may see: of their own schools, of their area's communities, or of the whole council."""
    return _paid().filter(_wide(viewer) | viewer.scope(Permission.REMITTANCES_SEE).q(school="plan__school"))


def paid_for_council(viewer: Viewer) -> QuerySet[Instalment]:
    """The payments a person sees by an office of the council, not of a school."""
    return _paid().filter(_wide(viewer))


def _paid() -> QuerySet[Instalment]:
    return (
        Instalment.objects.filter(entry__isnull=False)
        .select_related(
            "plan__school__authority", "plan__school__trust", "plan__community", "budget__funding_year", "advance"
        )
        .order_by("plan__school__name", "plan__school_id", "plan__reference", "number")
    )


def _wide(viewer: Viewer) -> Q:
    return viewer.scope(Permission.REMITTANCES_SEE).q(area="plan__community__area", authority="plan__authority")


def sees_for_council(viewer: Viewer) -> bool:
    """Whether a person sees remittances by an office of the council."""
    scope = viewer.scope(Permission.REMITTANCES_SEE)
    return bool(scope.everywhere or scope.areas or scope.authorities)


def paid_to_school(viewer: Viewer, school: School, year: int, month: int) -> QuerySet[Instalment]:
    """What a school was paid in the advances of a month, and what it paid back otherwise."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    in_month = Q(advance__pays_on__gte=first, advance__pays_on__lt=after)
    in_month |= Q(returned_on__gte=first, returned_on__lt=after)
    return paid_for(viewer).filter(in_month, plan__school=school)


def paid_to_trust(viewer: Viewer, advance: Advance, trust: Trust) -> QuerySet[Instalment]:
    """What a trust was paid for its academies in an advance: as recorded then, whoever belongs to it now."""
    return paid_for_council(viewer).filter(advance=advance, payee_code=f"UID {trust.uid}"[:20])


def schools_paid_for(viewer: Viewer) -> QuerySet[School]:
    """The schools whose remittances a person may see."""
    scope = viewer.scope(Permission.REMITTANCES_SEE)
    seen = scope.q(school="pk", area="community__area", authority="authority")
    paid = paid_for_council(viewer).order_by().values("plan__school")
    return School.objects.filter(seen | Q(pk__in=paid)).select_related("authority", "trust", "community")


def trusts_paid_for(viewer: Viewer) -> QuerySet[Trust]:
    """The trusts of the authorities whose remittances a person sees for the council."""
    scope = viewer.scope(Permission.REMITTANCES_SEE)
    return Trust.objects.filter(scope.q(area="authority__areas", authority="authority")).distinct()


def advances_paid_for(viewer: Viewer) -> QuerySet[Advance]:
    """The advances of the council marked as paid that a person sees, latest first, with `payments` and `total` of what they see."""
    scope = viewer.scope(Permission.REMITTANCES_SEE)
    seen = scope.q(area="instalments__plan__community__area", authority="authority")
    return (
        Advance.objects.filter(seen, paid_at__isnull=False)
        .annotate(payments=Count("instalments"), total=Sum("instalments__amount"))
        .order_by("-pays_on", "-pk")
    )


def months_of_schools(viewer: Viewer) -> QuerySet[Instalment, Any]:
    """By month and school, latest first: `school`, `name`, `year`, `month`, `payments`, `total`."""
    return (
        paid_for(viewer)
        .order_by()
        .annotate(year=ExtractYear(PAID_ON), month=ExtractMonth(PAID_ON))
        .values("plan__school", "plan__school__name", "year", "month")
        .annotate(payments=Count("pk"), total=Sum("amount"))
        .order_by("-year", "-month", "plan__school__name", "plan__school")
    )


def control_of(instalments: QuerySet[Instalment]) -> Control:
    """The ledger's own count and sum of what is shown: of payment entries, not of instalments."""
    paid = instalments.order_by().filter(entry__kind=Entry.Kind.PAYMENT)
    sums = paid.aggregate(payments=Count("entry"), total=Sum("entry__amount"))
    return Control(sums["payments"], (sums["total"] or NOTHING).quantize(PENNY))
