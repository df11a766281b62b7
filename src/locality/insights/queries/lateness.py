"""What is late now, and how often it was: counted from stored approvals, hand-overs, processing and payments."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate

from locality.accounts.permissions import Permission
from locality.budgets.queries.held import instalments_to_pay, paid_entries
from locality.communities.deadlines import Deadlines, deadlines_by_authority
from locality.communities.models import Authority, Community
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.insights.rules.lateness import Tally, latest_start_that_is_late, remembered, tally
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.states import RECEIVED_STATES, states_where
from locality.resource_requests.workflow import Council, Progress, S
from locality.values.working_days import day_of

Days = QuerySet[Any, tuple[int, str, str | None, str | None]]
"""Community; when a clock began, was met, and was acknowledged, as the database writes it."""


class Clock(StrEnum):
    """What has a deadline after an approval."""

    HAND_OVER = "hand-over"
    PROCESSING = "processing"
    PAYMENT = "payment"


_BEFORE_PROCESSING = states_where(
    lambda row: (
        (row.progress is Progress.APPROVED or row.council is Council.RECEIVED) and row.council is not Council.PROCESSED
    )
)
_STARTS: Mapping[Clock, str] = {
    Clock.HAND_OVER: "hands_over_from",
    Clock.PROCESSING: "received_on",
    Clock.PAYMENT: "approved_on",
}


def due_of(clock: Clock, deadlines: Deadlines) -> Callable[[date], date]:
    """The one function for the deadline of a clock."""
    return {
        Clock.HAND_OVER: deadlines.hand_over,
        Clock.PROCESSING: deadlines.processed,
        Clock.PAYMENT: deadlines.paid,
    }[clock]


def authorities_of(viewer: Viewer) -> list[Authority]:
    """The councils in which the person may see what is late."""
    found = {each.authority_id: each.authority for each in viewer.offices if each.authority}
    return list(found.values())


def deadlines_for(viewer: Viewer) -> dict[int, Deadlines]:
    """The deadlines of those councils today: two queries each."""
    return deadlines_by_authority(authorities_of(viewer), on=viewer.today)


def _seen(viewer: Viewer) -> QuerySet[ResourceRequest]:
    places = viewer.scope(Permission.LATENESS_SEE)
    seen = places.q(community="community_id", area="community__area_id", authority="authority_id")
    return ResourceRequest.objects.filter(seen).annotate(hands_over_from=Coalesce("corrected_on", "approved_on"))


def _to_pay() -> Q:
    """Money was approved, and the council did not set it to nothing."""
    return Q(approved_amount__gt=0) & (Q(final_amount=None) | Q(final_amount__gt=0))


def _waiting(clock: Clock, today: date) -> Q:
    """Not done yet, whenever it is due."""
    if clock is Clock.HAND_OVER:
        return Q(state=S.APPROVED)
    if clock is Clock.PROCESSING:
        return Q(state__in=RECEIVED_STATES, received_on__isnull=False)
    # nothing is paid before it is processed; what is processed may have its first day of payment still to come
    return _to_pay() & (Q(state__in=_BEFORE_PROCESSING) | Q(state=S.PROCESSED, decision__in=_unpaid_on(today)))


def _unpaid_on(today: date) -> list[int]:
    """The decisions with a payment due by a day and none made yet: one query.

    They are few. Asked for first, they are found by number; as a condition they would be sought in all there ever was.
    """
    paid = paid_entries().filter(decision_id=OuterRef("plan__decision_id"))
    found = instalments_to_pay().filter(~Exists(paid), due_on__lte=today)
    return list(found.order_by().values_list("plan__decision_id", flat=True).distinct())


def late(clock: Clock, deadlines: Mapping[int, Deadlines], today: date) -> Q:
    """Those whose deadline has passed, in the councils given."""
    found = Q(pk__in=[])
    for authority, of_authority in deadlines.items():
        latest = latest_start_that_is_late(due_of(clock, of_authority), today)
        if latest:
            found |= Q(**{"authority": authority, f"{_STARTS[clock]}__lte": latest})
    return found & _waiting(clock, today)


def late_for(viewer: Viewer, clock: Clock, deadlines: Mapping[int, Deadlines]) -> QuerySet[ResourceRequest]:
    """The requests that are late by a clock, longest late first; `since` is the day the clock began."""
    return (
        _seen(viewer)
        .filter(late(clock, deadlines, viewer.today))
        .annotate(since=F(_STARTS[clock]))
        .order_by("since", "pk")
    )


@CompiledModels
def late_rows(keys: Collection[int]) -> QuerySet[ResourceRequest]:
    """What a row of the list shows of each, by the keys of requests that its reader may see."""
    return ResourceRequest.objects.filter(pk__in=keys).defer("search_text").select_related("school", "community__area")


@dataclass(frozen=True)
class Place:
    """A community in its area: what figures are counted by."""

    area: str
    community: str


def late_counts(viewer: Viewer, deadlines: Mapping[int, Deadlines]) -> dict[Place, dict[Clock, int]]:
    """How many are late now by each clock, by area and community: one query. Places where nothing is late are left out."""
    conditions = {clock: late(clock, deadlines, viewer.today) for clock in Clock}
    anything = Q(pk__in=[])
    for condition in conditions.values():
        anything |= condition
    rows: Any = (
        _seen(viewer)
        .filter(anything)
        .order_by()
        .values(area=F("community__area__name"), name=F("community__name"))
        .annotate(**{clock.name.lower(): Count("pk", filter=condition) for clock, condition in conditions.items()})
        .order_by("area", "name")
    )
    return {Place(row["area"], row["name"]): {clock: row[clock.name.lower()] for clock in Clock} for row in rows}


@dataclass(frozen=True)
class Waited:
    """Acknowledgements have no deadline of their own: how many there were, and how long they took in all, in days.

    `waiting` are those that were sent and are not acknowledged yet, and `longest` how many days the first of them waits.
    """

    count: int = 0
    days: int = 0
    waiting: int = 0
    longest: int = 0

    def __add__(self, other: "Waited") -> "Waited":
        return Waited(
            self.count + other.count,
            self.days + other.days,
            self.waiting + other.waiting,
            max(self.longest, other.longest),
        )


@dataclass(frozen=True)
class HowOften:
    """What happened in a period, in one place."""

    clocks: dict[Clock, Tally]
    acknowledged: Waited = Waited()


def how_often(viewer: Viewer, deadlines: Mapping[int, Deadlines], start: date, end: date) -> dict[Place, HowOften]:
    """What was approved (or, for processing, received) in a period, and how it fared: five queries.

    The database finds the days; the deadline function says which of them were late.
    """
    days: dict[tuple[int, Clock], list[tuple[date, date | None]]] = {}
    waits: dict[int, list[int]] = {}
    for clock in Clock:
        for community, began, done, acknowledged in _days(viewer, clock, start, end):
            met = _day(done)
            days.setdefault((community, clock), []).append((date.fromisoformat(began), met))
            if met and (known := _day(acknowledged)):
                waits.setdefault(community, []).append((known - met).days)
    waiting = _not_acknowledged(viewer, start, end)
    due = {(key, clock): remembered(due_of(clock, each)) for key, each in deadlines.items() for clock in Clock}
    places = Community.objects.filter(pk__in={community for community, _ in days}, authority__in=deadlines)
    found = {
        Place(area, name): HowOften(
            {
                clock: tally(days.get((community, clock), ()), due=due[authority, clock], today=viewer.today)
                for clock in Clock
            },
            Waited(
                len(waits.get(community, ())),
                sum(waits.get(community, ())),
                len(waiting.get(community, ())),
                max(waiting.get(community, ()), default=0),
            ),
        )
        for community, authority, area, name in places.values_list("pk", "authority", "area__name", "name")
    }
    return dict(sorted(found.items(), key=lambda item: (item[0].area, item[0].community)))


def _not_acknowledged(viewer: Viewer, start: date, end: date) -> dict[int, list[int]]:
    """For how many days each of those has waited that the area officer has and did not acknowledge, by community."""
    found: dict[int, list[int]] = {}
    began = _STARTS[Clock.HAND_OVER]
    waiting = _seen(viewer).filter(**{"state": S.HANDED_OVER, f"{began}__gte": start, f"{began}__lte": end})
    for community, sent_at in waiting.order_by().values_list("community_id", "decision__hand_over__sent_at"):
        found.setdefault(community, []).append((viewer.today - day_of(sent_at)).days)
    return found


def _days(viewer: Viewer, clock: Clock, start: date, end: date) -> Days:
    """One by one: hardly two requests of a place began and ended on the same days, so that to group them saves nothing."""
    if clock is Clock.HAND_OVER:
        return _days_of_hand_overs(viewer, start, end)
    began = _STARTS[clock]
    counted = _seen(viewer).filter(**{f"{began}__gte": start, f"{began}__lte": end, "decision__isnull": False})
    if clock is Clock.PROCESSING:
        return _rows(counted, "community_id", began, "processed_on", Value(None))
    paid = paid_entries().filter(decision_id=OuterRef("decision_id"))
    first = Subquery(paid.values("decision_id").annotate(first=Min("at")).values("first"))
    return _rows(counted.filter(_to_pay()), "community_id", began, first, Value(None))


def _rows(found: QuerySet[Any], community: str, *moments: str | Subquery | Value) -> Days:
    """As text: of tens of thousands, it is written by the database far sooner than it is read by Django."""
    return found.order_by().values_list(community, *(Cast(each, CharField()) for each in moments))


def _days_of_hand_overs(viewer: Viewer, start: date, end: date) -> Days:
    """By approvals and not by requests: what was handed over in time or late stays so when its decision is corrected.

    An approval that was replaced before it was handed over is not counted: the one that replaced it carries its day on.
    """
    places = viewer.scope(Permission.LATENESS_SEE)
    seen = places.q(community="rfr__community_id", area="rfr__community__area_id", authority="rfr__authority_id")
    # the correction that began to wait for a hand-over: what it replaced was handed over already, or was no approval
    anew = (
        Decision.objects.filter(rfr=OuterRef("rfr"), number__lte=OuterRef("number"), supersedes__isnull=False)
        .filter(Q(supersedes__hand_over__isnull=False) | ~Q(supersedes__outcome=Decision.Outcome.APPROVED))
        .order_by("-number")
        .values(day=TruncDate("recorded_at"))[:1]
    )
    # most are no corrections: found by their day, so that what began anew is asked of the few others alone
    maybe = Decision.objects.filter(Q(supersedes__isnull=False) | Q(decided_on__gte=start, decided_on__lte=end))
    found = (
        Decision.objects.filter(seen, pk__in=maybe.order_by().values("pk"), outcome=Decision.Outcome.APPROVED)
        .filter(Q(hand_over__isnull=False) | Q(superseded_by=None))
        # what the council decides is with the council already: nothing is handed over
        .exclude(method=Decision.Method.COUNCIL)
        .annotate(
            began=Case(When(supersedes=None, then=F("decided_on")), default=Coalesce(Subquery(anew), F("decided_on"))),
        )
        .filter(began__gte=start, began__lte=end)
    )
    return _rows(found, "rfr__community_id", "began", "hand_over__sent_at", "hand_over__acknowledged_at")


def _day(written: str | None) -> date | None:
    """The local day of a day or a moment as databases write them: with "2026-11-24 09", all of a moment but its hour."""
    return _day_written(written[:13]) if written else None


@lru_cache(maxsize=20_000)
def _day_written(written: str) -> date:
    """Clocks are set forward and back by whole hours, so that an hour lies within one day."""
    if len(written) == len("2026-11-24"):
        return date.fromisoformat(written)
    return day_of(datetime.fromisoformat(f"{written}:00+00:00"))
