"""Reads of money, in the words of the field."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum

from locality.accounts.permissions import Permission
from locality.budgets.models import Budget, CostingItem, Entry, FundingYear
from locality.communities.models import Authority, Community
from locality.communities.scope import Scope, Viewer
from locality.values.money import PENNY

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Balance:
    """A community's money in one funding year, in pounds: `allocated` = `committed` + `paid` + `remaining`.

    `committed` is promised and not yet paid; `released` was promised once and is free again. `year` is None where the
    day lies in no funding year, or the community has no budget in it.
    """

    allocated: Decimal = NOTHING
    committed: Decimal = NOTHING
    released: Decimal = NOTHING
    paid: Decimal = NOTHING
    remaining: Decimal = NOTHING
    year: FundingYear | None = None

    def after(self, amount: Decimal) -> Decimal:
        """What would remain after promising an amount; below zero where it does not reach."""
        return self.remaining - amount


def year_on(authority: Authority, day: date) -> FundingYear | None:
    """The authority's funding year of a day."""
    return FundingYear.objects.filter(authority=authority, start__lte=day, end__gte=day).first()


def years_of(authority: Authority) -> QuerySet[FundingYear]:
    """The authority's funding years, latest first."""
    return FundingYear.objects.filter(authority=authority)


def year_shown(authority: Authority, today: date) -> FundingYear | None:
    """The year to show first: today's, else the latest."""
    return year_on(authority, today) or years_of(authority).first()


def budget_on(community: Community, day: date) -> Budget | None:
    """The community's budget for a day: of its own authority's year, and none before it has been allocated money."""
    return (
        Budget.objects.filter(community=community, funding_year__start__lte=day, funding_year__end__gte=day)
        .filter(funding_year__authority=community.authority_id)
        .select_related("funding_year")
        .first()
    )


def balance(community: Community, on: date) -> Balance:
    """Where the community's budget for a day stands now: one query."""
    return balance_of(budget_on(community, on))


def balance_of(budget: Budget | None) -> Balance:
    """Where a budget stands; nothing where there is none."""
    if budget is None:
        return Balance()
    return Balance(
        allocated=budget.allocated,
        committed=budget.committed,
        released=budget.released,
        paid=budget.paid,
        remaining=budget.remaining,
        year=budget.funding_year,
    )


def held_by_decision(decision_id: int) -> dict[int, Decimal]:
    """What a decision has promised and not yet given back or paid, in pounds, by budget id."""
    sums = (
        Entry.objects.filter(decision_id=decision_id, kind__in=Entry.BY_DECISION)
        .order_by()
        .values("budget_id")
        .annotate(total=Sum("amount"))
    )
    return {row["budget_id"]: -row["total"].quantize(PENNY) for row in sums}


def entries_of(budget: Budget) -> QuerySet[Entry]:
    """The ledger of a budget, newest first, with the people."""
    return Entry.objects.filter(budget=budget).select_related("by").order_by("-id")


def budgets_of(communities: QuerySet[Community], year: FundingYear | None) -> QuerySet[Community]:
    """Communities with their money of a year beside them, one query: `allocated`, `committed`, `paid`, `remaining`.

    All are None for a community that was given nothing yet.
    """
    of_year = Q(budgets__funding_year=year.pk if year else 0)  # no year has the number 0
    return (
        communities.annotate(money=FilteredRelation("budgets", condition=of_year))
        .annotate(**{name: F(f"money__{name}") for name in ("allocated", "committed", "paid", "remaining")})
        .select_related("area", "authority")
        .order_by("name", "pk")
    )


def communities_with_money_for(viewer: Viewer) -> QuerySet[Community]:
    """The communities whose money a person may see, by any of their offices."""
    found = Community.objects.select_related("area", "authority")
    return found.filter(_places(viewer.scope(Permission.BUDGET_SEE)) | _places(viewer.scope(Permission.BUDGET_MANAGE)))


def communities_to_fund(viewer: Viewer) -> QuerySet[Community]:
    """The communities a person may give money to."""
    return Community.objects.select_related("area", "authority").filter(_places(viewer.scope(Permission.BUDGET_MANAGE)))


def budgets_for(community: Community) -> QuerySet[Budget]:
    """The community's budgets, latest year first."""
    return (
        Budget.objects.filter(community=community)
        .select_related("funding_year", "community__authority")
        .order_by("-funding_year__start")
    )


def authorities_where(viewer: Viewer, permission: Permission) -> QuerySet[Authority]:
    """The authorities for the whole of which a person holds a permission."""
    return Authority.objects.filter(viewer.scope(permission).q(authority="pk"))


def rates_on(authority: Authority, day: date) -> QuerySet[CostingItem]:
    """The costings reference as it stands on a day: one row an item and unit, by name (COST-1)."""
    latest = (
        CostingItem.objects.filter(authority=OuterRef("authority"), item=OuterRef("item"), unit=OuterRef("unit"))
        .filter(valid_from__lte=day)
        .order_by("-valid_from", "-id")
    )
    return CostingItem.objects.filter(authority=authority, pk=Subquery(latest.values("pk")[:1])).order_by(
        "item", "unit"
    )


def costings_of(authority: Authority) -> QuerySet[CostingItem]:
    """Every rate there was and will be, by item, latest first."""
    return CostingItem.objects.filter(authority=authority)


def _places(scope: Scope) -> Q:
    return scope.q(community="pk", area="area", authority="authority")
