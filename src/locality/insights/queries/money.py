"""Where budgets stood on a day, from the ledger (AGE-1, RES-7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet, Sum, Value

from locality.budgets.models import Budget, Entry, FundingYear
from locality.budgets.queries.money import coming_after, with_coming
from locality.communities.models import Community
from locality.values.money import NOTHING, PENNY
from locality.values.working_days import end_of

K = Entry.Kind
ALLOCATING = (K.ALLOCATION, K.ADJUSTMENT, K.TRANSFER, K.CARRY)
HOLDING = (K.COMMITMENT, K.INCREASE, K.RELEASE)
_COMING = "coming"
Communities = Iterable[Community] | QuerySet[Community]


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


def sums_on(year: FundingYear, communities: Communities, *, day: date, now: datetime) -> dict[int, Sums]:
    """Each community's budget of a year at the end of a day, by community: one query.

    Of today or later, the totals that the database keeps; of an earlier day, the sums of the entries made up to then.
    """
    if end_of(day) < now:
        return _from_entries(year, communities, day)
    budgets = Budget.objects.filter(funding_year=year, community__in=communities)
    return {each.community_id or 0: _kept(each) for each in with_coming(budgets, day)}


def _kept(budget: Budget) -> Sums:
    coming = budget.coming.quantize(PENNY)
    return Sums(budget.allocated, budget.committed + coming, budget.paid - coming)


def _from_entries(year: FundingYear, communities: Communities, day: date) -> dict[int, Sums]:
    """By kind, so that one index has it all; and as if of a kind of its own, what was marked by then for a later day."""
    entries = Entry.objects.filter(budget__funding_year=year, budget__community__in=communities)
    # each kind is named: moments are in the index behind it
    entered = entries.filter(kind__in=K.values, at__lte=end_of(day)).order_by().values("budget__community", "kind")
    budgets = Budget.objects.filter(funding_year=year, community__in=communities).order_by()
    coming = budgets.values_list("community", Value(_COMING), coming_after(day, by=end_of(day)))
    found: dict[int, dict[str, Decimal]] = {}
    for row in entered.annotate(total=Sum("amount")).union(coming, all=True):
        found.setdefault(row["budget__community"], {})[row["kind"]] = row["total"].quantize(PENNY)
    return {owner: _sums(kinds) for owner, kinds in found.items() if kinds.keys() > {_COMING}}


def _sums(kinds: Mapping[str, Decimal]) -> Sums:
    coming, paid = (kinds.get(each, NOTHING) for each in (_COMING, K.PAYMENT))
    # commitments are entered below zero; what was paid is no longer committed
    held = sum((kinds.get(each, NOTHING) for each in HOLDING), NOTHING)
    return Sums(
        allocated=sum((kinds.get(each, NOTHING) for each in ALLOCATING), NOTHING),
        committed=coming - held - paid,
        paid=paid - coming,
    )
