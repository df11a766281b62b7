"""Reads of money, in the words of the field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, DecimalField, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from locality.accounts.permissions import Permission
from locality.budgets.models import Advance, Budget, CostingItem, Entry, FundingYear, Instalment
from locality.budgets.rules.years import last_day_in_years
from locality.communities.models import Authority, Community
from locality.communities.scope import Scope, Viewer
from locality.values.money import NOTHING, PENNY
from locality.values.periods import Period

_PARTS = ("allocated", "committed", "paid", "remaining")


@dataclass(frozen=True)
class Balance:
    """A community's money in one funding year, in pounds: `allocated` = `committed` + `paid` + `remaining`.

    `committed` is promised and not yet paid, or marked as paid for a day that has not come; `released` was promised once
    and is free again. `year` is None where the day lies in no funding year, or the community has no budget in it.
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


def last_funded_day(authority: Authority, period: Period) -> date | None:
    """How far into a period of support the funding years that the authority has reach: one query."""
    return last_day_in_years(period, list(years_of(authority)))


def year_shown(authority: Authority, today: date) -> FundingYear | None:
    """The year to show first: today's, else the latest."""
    return year_on(authority, today) or years_of(authority).first()


def marked_for_later(day: date) -> QuerySet[Instalment]:
    """What is marked as paid with an advance that pays after a day: until its day of payment it is to be paid.

    Money that such an advance takes back is free from the moment of marking, so it is not paid any more from then on.
    """
    later = Advance.objects.filter(paid_at__isnull=False, pays_on__gt=day).order_by().values("pk")
    return Instalment.objects.filter(advance__in=later, entry__isnull=False, amount__gt=0).order_by()


def coming_after(day: date, budget: str = "pk", *, by: datetime | None = None) -> Coalesce:
    """The sum of that, in pounds, of the budget of each row, whose id is `budget` there; `by`: as it was at a moment."""
    of_it = marked_for_later(day).filter(budget=OuterRef(budget))
    if by:
        of_it = of_it.filter(entry__at__lte=by)
    sums = Subquery(of_it.values("budget").annotate(total=Sum("amount")).values("total"))
    return Coalesce(sums, NOTHING, output_field=DecimalField(max_digits=12, decimal_places=2))


def with_coming(budgets: QuerySet[Budget], day: date) -> QuerySet[Budget]:
    """Budgets as pages show them on a day: with `coming`."""
    return budgets.annotate(**{"coming": coming_after(day)})


def carried_out_of(budget: Budget | None) -> Decimal:
    """What closing its year took out of a budget into the next one, in pounds: no query while it is open."""
    if budget is None or not budget.funding_year.is_closed:
        return NOTHING
    return _carried(Entry.objects.filter(budget=budget))


def carried_out_of_year(communities: QuerySet[Community], year: FundingYear | None) -> Decimal:
    """The same of the budgets of several communities."""
    if year is None or not year.is_closed:
        return NOTHING
    mine = communities.order_by().values("pk")
    return _carried(Entry.objects.filter(budget__funding_year=year, budget__community__in=mine))


def _carried(entries: QuerySet[Entry]) -> Decimal:
    out = entries.filter(kind=Entry.Kind.CARRY, amount__lt=0)
    return -(out.aggregate(total=Sum("amount"))["total"] or NOTHING).quantize(PENNY)


def budget_on(community: Community, day: date) -> Budget | None:
    """The community's budget for a day: of its own authority's year, and none before it has been allocated money."""
    return (
        with_coming(Budget.objects.filter(community=community), day)
        .filter(funding_year__start__lte=day, funding_year__end__gte=day)
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
        committed=budget.not_yet_paid,
        released=budget.released,
        paid=budget.paid_by_now,
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


def budgets_of(communities: QuerySet[Community], year: FundingYear | None, today: date) -> QuerySet[Community]:
    """Communities with their money of a year beside them, one query: `allocated`, `committed`, `paid`, `remaining`.

    What is marked as paid for a day that has not come is committed until then.

    All are None for a community that was given nothing yet; closed ones with nothing are left out.
    """
    of_year = Q(budgets__funding_year=year.pk if year else 0)  # no year has the number 0
    if year:
        communities = communities.filter(authority=year.authority_id)
    return (
        communities.annotate(money=FilteredRelation("budgets", condition=of_year))
        .annotate(allocated=F("money__allocated"), remaining=F("money__remaining"))
        .alias(coming=coming_after(today, "money__pk"))
        .annotate(committed=F("money__committed") + F("coming"), paid=F("money__paid") - F("coming"))
        .filter(Q(closed_on__isnull=True) | Q(allocated__isnull=False))
        .select_related("area", "authority")
        .order_by("name", "pk")
    )


@dataclass(frozen=True)
class Totals:
    """The money of several communities in one year, in pounds; `funded` of the `communities` have a budget."""

    communities: int
    funded: int
    allocated: Decimal
    committed: Decimal
    paid: Decimal
    remaining: Decimal


def totals_of(found: QuerySet[Community]) -> Totals:
    """The sums over what `budgets_of` found: one query."""
    sums = found.order_by().aggregate(
        communities_count=Count("pk"),
        funded_count=Count("allocated"),
        **{f"sum_{name}": Sum(name) for name in _PARTS},
    )
    pounds = {name: (sums[f"sum_{name}"] or NOTHING).quantize(PENNY) for name in _PARTS}
    return Totals(communities=sums["communities_count"], funded=sums["funded_count"], **pounds)


def communities_with_money_for(viewer: Viewer) -> QuerySet[Community]:
    """The communities whose money a person may see, by any of their offices."""
    see, manage = viewer.scope(Permission.BUDGET_SEE), viewer.scope(Permission.BUDGET_MANAGE)
    return Community.objects.select_related("area", "authority").filter(_places(see) | _places(manage))


def only_one_of(communities: QuerySet[Community]) -> Community | None:
    """The community, where there is exactly one."""
    first_two = list(communities.order_by("pk")[:2])
    return first_two[0] if len(first_two) == 1 else None


def communities_to_fund(viewer: Viewer) -> QuerySet[Community]:
    """The communities a person may give money to."""
    return Community.objects.select_related("area", "authority").filter(_places(viewer.scope(Permission.BUDGET_MANAGE)))


def budgets_to_manage(viewer: Viewer) -> QuerySet[Budget]:
    """The budgets a person may adjust, the contingencies of their authority included."""
    own = Q(community=None, funding_year__authority__in=authorities_where(viewer, Permission.BUDGET_MANAGE))
    return Budget.objects.filter(Q(community__in=communities_to_fund(viewer)) | own).select_related(
        "community__authority", "funding_year"
    )


def years_for(viewer: Viewer) -> QuerySet[FundingYear]:
    """The funding years of the authorities whose money a person may see, latest first."""
    authorities = communities_with_money_for(viewer).order_by().values("authority")
    own = authorities_where(viewer, Permission.BUDGET_MANAGE).order_by().values("pk")
    return (
        FundingYear.objects.filter(Q(authority__in=authorities) | Q(authority__in=own))
        .select_related("authority")
        .order_by("-start", "authority__name")
    )


def budgets_for(community: Community, today: date) -> QuerySet[Budget]:
    """The community's budgets, latest year first."""
    return (
        with_coming(Budget.objects.filter(community=community), today)
        .select_related("funding_year", "community__authority")
        .order_by("-funding_year__start")
    )


def authorities_where(viewer: Viewer, permission: Permission) -> QuerySet[Authority]:
    """The authorities for the whole of which a person holds a permission."""
    return Authority.objects.filter(viewer.scope(permission).q(authority="pk"))


RATES_SEEN_WITH = (Permission.COSTINGS_MANAGE, Permission.BUDGET_SEE, Permission.REQUEST_WRITE)
"""Any of these opens the costings of the authority it is held in."""


def rates_on(authority: Authority, day: date) -> QuerySet[CostingItem]:
    """The costings reference as it stands on a day: one row an item and unit, by name (COST-1)."""
    return _rates([authority], day)


def _rates(authorities: Iterable[Authority], day: date) -> QuerySet[CostingItem]:
    latest = (
        CostingItem.objects.filter(authority=OuterRef("authority"), item=OuterRef("item"), unit=OuterRef("unit"))
        .filter(valid_from__lte=day)
        .order_by("-valid_from", "-id")
    )
    found = CostingItem.objects.filter(authority__in=authorities, pk=Subquery(latest.values("pk")[:1]))
    return found.order_by("item", "unit", "authority__name")


def rates_for(viewer: Viewer) -> QuerySet[CostingItem]:
    """Today's rates of the authorities the person has to do with money or requests in."""
    return _rates(viewer.authorities_with(*RATES_SEEN_WITH), viewer.today).select_related("authority")


def rates_to_come_for(viewer: Viewer) -> QuerySet[CostingItem]:
    """Rates of the same authorities that are set and not yet valid, soonest first."""
    found = CostingItem.objects.filter(authority__in=viewer.authorities_with(*RATES_SEEN_WITH))
    return (
        found.filter(valid_from__gt=viewer.today)
        .select_related("authority")
        .order_by("valid_from", "item", "unit", "id")
    )


def _places(scope: Scope) -> Q:
    return scope.q(community="pk", area="area", authority="authority")
