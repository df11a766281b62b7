"""Where budgets stood on a day, from the ledger (AGE-1, RES-7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from locality.budgets.models import Budget, Entry, FundingYear
from locality.budgets.queries.money import marked_for_later, with_coming
from locality.communities.models import Community
from locality.values.money import NOTHING, PENNY
from locality.values.working_days import end_of

ALLOCATING = (Entry.Kind.ALLOCATION, Entry.Kind.ADJUSTMENT, Entry.Kind.TRANSFER, Entry.Kind.CARRY)
K = Entry.Kind


@dataclass(frozen=True)
class Sums:
    """A budget on a day, in pounds: `allocated` = `committed` + `paid` + `remaining`.

    What an advance pays is paid on its day: what was marked before is committed until then.
    """

    allocated: Decimal = NOTHING
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def remaining(self) -> Decimal:
        """Free to promise."""
        return self.allocated - self.committed - self.paid

    @property
    def spent(self) -> Decimal:
        """Promised or paid."""
        return self.committed + self.paid


def sums_on(
    year: FundingYear, communities: Iterable[Community] | QuerySet[Community], *, day: date, now: datetime
) -> dict[int, Sums]:
    """Each community's budget of a year at the end of a day, by community: one query.

    Of today or later, the totals that the database keeps; of an earlier day, the sums of the entries made up to then.
    """
    budgets = Budget.objects.filter(funding_year=year, community__in=communities)
    if end_of(day) >= now:
        return {each.community_id or 0: _kept(each) for each in with_coming(budgets, day)}
    return _from_entries(budgets, end_of(day), day)


def _kept(budget: Budget) -> Sums:
    coming = budget.coming.quantize(PENNY)
    return Sums(budget.allocated, budget.committed + coming, budget.paid - coming)


def _from_entries(budgets: QuerySet[Budget], moment: datetime, day: date) -> dict[int, Sums]:
    part = Case(
        When(Q(kind=K.PAYMENT, pk__in=marked_for_later(day).values("entry")), then=Value("coming")),
        When(kind__in=ALLOCATING, then=Value("allocated")),
        When(kind=K.PAYMENT, then=Value("paid")),
        default=Value("held"),
    )
    rows = (
        Entry.objects.filter(budget__in=budgets, at__lte=moment)
        .order_by()
        .annotate(part=part, owner=F("budget__community_id"))
        .values("owner", "part")
        .annotate(total=Sum("amount"))
    )
    found: dict[int, dict[str, Decimal]] = {}
    for row in rows:
        found.setdefault(row["owner"], {})[row["part"]] = row["total"].quantize(PENNY)
    return {
        owner: Sums(
            allocated=parts.get("allocated", NOTHING),
            # commitments are entered below zero; what was paid is no longer committed
            committed=-parts.get("held", NOTHING) - parts.get("paid", NOTHING),
            paid=parts.get("paid", NOTHING),
        )
        for owner, parts in found.items()
    }
