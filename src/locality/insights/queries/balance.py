"""The balance sheet of communities on a day: their budgets, their open requests, and the forecast (AGE-1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from locality.budgets.models import FundingYear
from locality.budgets.queries.money import communities_with_money_for
from locality.communities.models import Authority, Community
from locality.communities.scope import Viewer
from locality.insights.queries.money import Sums, sums_on
from locality.insights.queries.pipeline import Came, Pattern, open_on, patterns_on, records_on
from locality.insights.rules.forecast import Forecast, Open, Record, Stage, of_new_requests, of_open_requests

Records = Mapping[int, Mapping[Stage, Record]]


@dataclass(frozen=True)
class BalanceSheet:
    """One community's money on a day. `earlier`: what came in the same days of earlier years."""

    community: Community
    sums: Sums
    open: Mapping[Stage, Open]
    forecast: Forecast
    earlier: tuple[Came, ...] = ()
    own: Mapping[Stage, Record] = field(default_factory=dict)

    @property
    def open_requests(self) -> Open:
        """All of them together."""
        return sum(self.open.values(), Open())

    @property
    def likely_short(self) -> bool:
        """Whether more is likely to be needed than was allocated: while little is known, only if even the low end is."""
        total = self.forecast.total
        return (total.low if self.forecast.little_known else total.middle) > self.sums.allocated

    @property
    def may_be_short(self) -> bool:
        """Whether more may be needed, as far as little can tell: it isn't likely, and isn't unlikely either."""
        forecast = self.forecast
        return forecast.little_known and not self.likely_short and forecast.total.high > self.sums.allocated


def communities_seen(viewer: Viewer) -> QuerySet[Community]:
    """The communities whose balance sheet a person may see."""
    return communities_with_money_for(viewer)


def all_seen(viewer: Viewer) -> list[Community]:
    """The same with their councils, by name: one query."""
    return list(communities_seen(viewer).order_by("name", "pk"))


def year_on(authority: Authority, day: date) -> FundingYear | None:
    """The funding year of a day."""
    return years_begun(authority, day).filter(end__gte=day).first()


def years_begun(authority: Authority, today: date) -> QuerySet[FundingYear]:
    """The funding years that have begun, latest first."""
    return FundingYear.objects.filter(authority=authority, start__lte=today).order_by("-start")


def sheet_of(community: Community, *, year: FundingYear, day: date, now: datetime) -> BalanceSheet:
    """One community's balance sheet: four queries, and one more where it has no earlier year of its own."""
    every = _communities_of(year)
    patterns = patterns_on(every.filter(pk=community.pk), year=year, day=day)
    if not patterns.get(community.pk, Pattern()).earlier:
        patterns = patterns_on(every, year=year, day=day)
    return _sheets([community], patterns, year=year, day=day, now=now)[0]


def sheets_of(communities: Iterable[Community], *, year: FundingYear, day: date, now: datetime) -> list[BalanceSheet]:
    """The balance sheets of a council's communities: four queries, however many there are."""
    wanted = [
        each
        for each in communities
        if each.authority_id == year.authority_id and (each.closed_on is None or each.closed_on >= year.start)
    ]
    return _sheets(wanted, patterns_on(_communities_of(year), year=year, day=day), year=year, day=day, now=now)


def _communities_of(year: FundingYear) -> QuerySet[Community]:
    return Community.objects.filter(authority=year.authority_id)


def _sheets(
    communities: Sequence[Community],
    patterns: Mapping[int, Pattern],
    *,
    year: FundingYear,
    day: date,
    now: datetime,
) -> list[BalanceSheet]:
    budgets = sums_on(year, communities, day=day, now=now)
    waiting = open_on(communities, day=day, now=now)
    records = records_on(year.authority_id, day=day)
    of_council = _together(records)
    council_years = means(patterns)
    sheets = []
    for community in communities:
        own, open_requests = records.get(community.pk, {}), waiting.get(community.pk, {})
        pattern, sums = patterns.get(community.pk, Pattern()), budgets.get(community.pk, Sums())
        new, basis = of_new_requests(
            [came.amount for came in pattern.earlier],
            council_years,
            this_year=pattern.this_year,
            days_passed=(day - year.start).days + 1,
            days_left=(year.end - day).days,
        )
        forecast = Forecast(sums.spent, of_open_requests(open_requests, own, of_council), new, basis)
        sheets.append(BalanceSheet(community, sums, open_requests, forecast, pattern.earlier, own))
    return sheets


def means(patterns: Mapping[int, Pattern]) -> list[Decimal]:
    """What came in the same days of each earlier year, on average over the communities that had begun by then."""
    by_year: dict[date, list[Decimal]] = {}
    for pattern in patterns.values():
        for came in pattern.earlier:
            by_year.setdefault(came.days.end, []).append(came.amount)
    return [sum(amounts, Decimal(0)) / len(amounts) for amounts in by_year.values()]


def _together(records: Records) -> dict[Stage, Record]:
    found: dict[Stage, Record] = {}
    for stages in records.values():
        for stage, record in stages.items():
            found[stage] = found.get(stage, Record()) + record
    return found
