"""Open requests by stage, what became of earlier ones, and when new ones came: what the forecast rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)

from locality.budgets.models import FundingYear
from locality.communities.models import Community
from locality.insights.rules.forecast import Open, Record, Stage
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.states import STATES, UNSENT_STATES, states_where
from locality.resource_requests.workflow import Progress, S
from locality.values.money import NOTHING, PENNY
from locality.values.working_days import day_of, end_of

SAMPLE = 2_000
"""Of so many of the council's latest requests that ended, what became of them is counted."""
EARLIER_YEARS = 3


def _stage(progress: Progress) -> Stage | None:
    """The stage that waits for a decision; None where none is to come any more."""
    match progress:
        case Progress.UNSENT | Progress.RETURNED:
            return Stage.SCHOOL
        case Progress.CHAIR:
            return Stage.CHAIR
        case Progress.AGENDA:
            return Stage.AGENDA
        case Progress.DEFERRED:
            return Stage.DEFERRED
        case Progress.COUNCIL:
            return Stage.COUNCIL
        case Progress.APPROVED | Progress.DECLINED | Progress.WITHDRAWN:
            return None


STAGES: dict[str, Stage] = {row.slug: stage for row in STATES if (stage := _stage(row.progress))}
WAITING_STATES = tuple(STAGES)
_ENDED_WITHOUT = states_where(lambda row: row.progress in {Progress.DECLINED, Progress.WITHDRAWN})
Communities = Iterable[Community] | QuerySet[Community]


def open_on(communities: Communities, *, day: date, now: datetime) -> dict[int, dict[Stage, Open]]:
    """The requests that waited for a decision at the end of a day, by community and stage: one query.

    Drafts that were never submitted are the school's own and not counted. Amounts are those last submitted.
    """
    moment = end_of(day)
    found: QuerySet[Any] = ResourceRequest.objects.filter(community__in=communities, submitted_at__isnull=False)
    if moment >= now:
        found = found.annotate(then=F("state")).filter(state__in=WAITING_STATES, approved_on=None)
    else:
        found = _as_of(found, moment, day)
    rows = (
        found.order_by()
        .values("community_id", "then")
        .annotate(
            number=Count("pk"),
            asked=Sum("requested_amount"),
            squares=Sum(F("requested_amount") * F("requested_amount")),
        )
    )
    by_community: dict[int, dict[Stage, Open]] = {}
    for row in rows:
        stages = by_community.setdefault(row["community_id"], {})
        stage = STAGES[row["then"]]
        held = Open(row["number"], _pence(row["asked"]), _pence(row["squares"]))
        stages[stage] = stages.get(stage, Open()) + held
    return by_community


def _as_of(found: QuerySet[ResourceRequest], moment: datetime, day: date) -> QuerySet[Any]:
    """Open at a moment that has passed: the state then is read from the steps of what has moved since."""
    begun = found.filter(created_at__lte=moment).order_by().values("pk")  # before, it had no step and no state
    open_now, moved_since = begun.filter(state__in=WAITING_STATES), begun.filter(state_since__gt=moment)
    last_step = Step.objects.filter(rfr=OuterRef("pk"), at__lte=moment).order_by("-pk").values("to_state")[:1]
    then = Case(When(state_since__lte=moment, then=F("state")), default=Subquery(last_step), output_field=CharField())
    return (
        found.filter(pk__in=open_now.union(moved_since))
        .annotate(then=then)
        .filter(then__in=WAITING_STATES)
        .exclude(then__in=UNSENT_STATES, submitted_at__gt=moment)
        .exclude(then=S.WITH_COUNCIL, approved_on__isnull=False, approved_on__lte=day)
    )


def records_on(authority_id: int, *, day: date) -> dict[int, dict[Stage, Record]]:
    """What became of the council's latest requests for money, by community and by stage they came to: one query."""
    moment = end_of(day)
    ended = (
        ResourceRequest.objects.filter(
            authority=authority_id, submitted_at__isnull=False, requested_amount__isnull=False
        )
        .filter(Q(approved_on__lte=day) | Q(state__in=_ENDED_WITHOUT, state_since__lte=moment))
        .order_by("-pk")
        .values("pk")[:SAMPLE]
    )
    granted = Q(rfr__approved_amount__gt=0)
    rows = (
        Step.objects.filter(rfr__in=ended, to_state__in=WAITING_STATES, at__lte=moment)
        .exclude(from_state=F("to_state"))
        .exclude(to_state__in=UNSENT_STATES)
        .order_by()
        .values("rfr__community_id", "to_state")
        .annotate(
            ended=Count("pk"),
            granted=Count("pk", filter=granted),
            asked=Sum("rfr__requested_amount", filter=granted),
            given=Sum("rfr__approved_amount", filter=granted),
        )
    )
    by_community: dict[int, dict[Stage, Record]] = {}
    for row in rows:
        stages = by_community.setdefault(row["rfr__community_id"], {})
        stage = STAGES[row["to_state"]]
        record = Record(row["ended"], row["granted"], _pence(row["asked"]), _pence(row["given"]))
        stages[stage] = stages.get(stage, Record()) + record
    return by_community


@dataclass(frozen=True)
class SameDays:
    """The days of an earlier year that match what is left of this one. `start` is the last day before them."""

    start: date
    end: date


@dataclass(frozen=True)
class Came:
    """What was approved from requests that came in those days: pounds, and how many."""

    days: SameDays
    amount: Decimal
    count: int


@dataclass(frozen=True)
class Pattern:
    """When a community's requests came: earlier years that it has known whole, latest first, and this one so far."""

    earlier: tuple[Came, ...] = ()
    this_year: Decimal = NOTHING


def same_days_of_earlier_years(year: FundingYear, day: date) -> list[SameDays]:
    """What is left of a year after a day, in each of the years before."""
    return [SameDays(_years_back(day, back), _years_back(year.end, back)) for back in range(1, EARLIER_YEARS + 1)]


def patterns_on(communities: QuerySet[Community], *, year: FundingYear, day: date) -> dict[int, Pattern]:
    """The pattern of each community's requests: one query, answered from the parts of one index that it needs."""
    windows = [SameDays(_day_before(year.start), day), *same_days_of_earlier_years(year, day)]
    sums = [_came_in(communities, window, number) for number, window in enumerate(windows)]
    since: dict[int, date] = {}
    came: dict[tuple[int, int], tuple[Decimal, int]] = {}
    for community, first, number, amount, count in _first_of(communities).union(*sums, all=True):
        if first:
            since[community] = day_of(first)
        elif number is not None:
            came[community, number] = _pence(amount), count
    return {
        community: Pattern(
            tuple(
                Came(window, *came.get((community, number), (NOTHING, 0)))
                for number, window in enumerate(windows)
                if number and began <= window.start
            ),
            came.get((community, 0), (NOTHING, 0))[0],
        )
        for community, began in since.items()
    }


def _first_of(communities: QuerySet[Community]) -> QuerySet[Community, Any]:
    """When each community's first request came, with columns for what `_came_in` finds."""
    came = ResourceRequest.objects.filter(community=OuterRef("pk"), submitted_at__isnull=False)
    first = Subquery(came.order_by("submitted_at").values("submitted_at")[:1])
    number, count = (Value(None, output_field=IntegerField()) for _ in range(2))
    return communities.order_by().values_list(
        "pk", first, number, Value(None, output_field=DecimalField(max_digits=12, decimal_places=2)), count
    )


def _came_in(communities: QuerySet[Community], window: SameDays, number: int) -> QuerySet[ResourceRequest, Any]:
    """By community, what was approved by the end of days from the requests that came in them: pounds, and how many."""
    return (
        ResourceRequest.objects.filter(community__in=communities.order_by())
        .filter(submitted_at__gt=end_of(window.start), submitted_at__lte=end_of(window.end))
        .filter(approved_on__lte=window.end)
        .order_by()
        .values_list("community_id", Value(None, output_field=DateTimeField()), Value(number))
        # counted by a column that the index has: PostgreSQL would look up others in the rows
        .annotate(amount=Sum("approved_amount"), count=Count("approved_amount", filter=Q(approved_amount__gt=0)))
    )


def _years_back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _pence(amount: Decimal | None) -> Decimal:
    return (amount or NOTHING).quantize(PENNY)
