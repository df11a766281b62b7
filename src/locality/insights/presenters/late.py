"""What is late, in words and rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from locality.communities.deadlines import Deadlines
from locality.insights.queries.lateness import Clock, HowOften, Place, Waited, due_of
from locality.insights.rules.lateness import Tally, total
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import Turn
from locality.values.sentences import count, in_a_row

LABELS: dict[Clock, str] = {
    Clock.HAND_OVER: "Sending to the area officer",
    Clock.PROCESSING: "Processing by the council",
    Clock.PAYMENT: "Payment to the school",
}


@dataclass(frozen=True)
class LateRow:
    """One late request: where, with whom, since when."""

    reference: str
    school: str
    community: str
    area: str
    since: date
    due: date
    distance: str
    whom: str


@dataclass(frozen=True)
class CountRow:
    """How many are late in one place, by clock; an area's row adds up its communities."""

    name: str
    counts: tuple[int, ...]
    is_area: bool = False

    @property
    def all(self) -> int:
        """All clocks together."""
        return sum(self.counts)


@dataclass(frozen=True)
class OftenRow:
    """How it went in one place in a period."""

    name: str
    cells: tuple[Tally, ...]
    acknowledged: str
    is_area: bool = False


def chosen_clock(asked: str | None, counts: Mapping[Place, Mapping[Clock, int]]) -> Clock:
    """The clock asked for, else the first by which anything is late."""
    if asked in list(Clock):
        return Clock(asked)
    return next((clock for clock in Clock if any(each[clock] for each in counts.values())), Clock.HAND_OVER)


def with_whom(rfr: ResourceRequest) -> str:
    """Whose turn it is."""
    community, area = rfr.community.name, rfr.community.area.name
    match MACHINE.state(rfr.state).whose:
        case Turn.CLERK:
            return f"the clerk of {community}"
        case Turn.OFFICER | Turn.PROCESSOR:
            return f"the {area} area officer"
        case Turn.MODERATOR:
            return "the council’s moderator"
        case Turn.SCHOOL | Turn.SIGNATORY | Turn.CHAIR | Turn.CHAIR_ALONE | Turn.MEETING | Turn.NOBODY:
            return "council finance"  # what is late is approved, and what is approved and processed waits to be paid


def late_row(rfr: ResourceRequest, clock: Clock, deadlines: Deadlines, today: date) -> LateRow:
    """A late request as the list shows it."""
    since = {
        Clock.HAND_OVER: rfr.hand_over_from,
        Clock.PROCESSING: rfr.received_on,
        Clock.PAYMENT: rfr.approved_on,
    }[clock]
    if since is None:
        raise ValueError(f"{rfr.reference} can’t be late: its clock never began")
    due = due_of(clock, deadlines)(since)
    return LateRow(
        reference=rfr.reference,
        school=rfr.school.name,
        community=rfr.community.name,
        area=rfr.community.area.name,
        since=since,
        due=due,
        distance=deadlines.distance(due, today),
        whom=with_whom(rfr),
    )


def sums_of(counts: Mapping[Place, Mapping[Clock, int]]) -> dict[Clock, int]:
    """How many are late by each clock, everywhere."""
    return {clock: sum(each[clock] for each in counts.values()) for clock in Clock}


def say_late(counts: Mapping[Place, Mapping[Clock, int]]) -> str:
    """How many, and what."""
    sums = sums_of(counts)
    if not any(sums.values()):
        return "Nothing is late."
    named = (
        (sums[Clock.HAND_OVER], "request to send to the area officer", "requests to send to the area officer"),
        (sums[Clock.PROCESSING], "request to process", "requests to process"),
        (sums[Clock.PAYMENT], "payment to a school", "payments to schools"),
    )
    parts = [f"{number:,} {one if number == 1 else many}" for number, one, many in named if number]
    return f"Late now: {in_a_row(parts)}."


def count_rows(counts: Mapping[Place, Mapping[Clock, int]]) -> list[CountRow]:
    """Areas with their communities; one community alone needs no row for its area."""
    rows: list[CountRow] = []
    for area in dict.fromkeys(place.area for place in counts):
        inside = {place: each for place, each in counts.items() if place.area == area}
        if len(counts) > 1:
            sums = tuple(sum(each[clock] for each in inside.values()) for clock in Clock)
            rows.append(CountRow(area, sums, is_area=True))
        rows += [CountRow(place.community, tuple(each[clock] for clock in Clock)) for place, each in inside.items()]
    return rows


def often_rows(found: Mapping[Place, HowOften]) -> list[OftenRow]:
    """The same for a period, with all places together last."""
    rows: list[OftenRow] = []
    for area in dict.fromkeys(place.area for place in found):
        inside = {place: each for place, each in found.items() if place.area == area}
        if len(found) > 1:
            rows.append(_often(area, inside.values(), is_area=True))
        rows += [_often(place.community, [each]) for place, each in inside.items()]
    if len({place.area for place in found}) > 1:
        rows.append(_often("All areas", found.values(), is_area=True))
    return rows


def _often(name: str, found: Iterable[HowOften], *, is_area: bool = False) -> OftenRow:
    parts = list(found)
    waited = sum((each.acknowledged for each in parts), Waited())
    return OftenRow(
        name, tuple(total(each.clocks[clock] for each in parts) for clock in Clock), _waited(waited), is_area
    )


def _waited(waited: Waited) -> str:
    average = _in_days(round(waited.days / waited.count)) if waited.count else "–"
    if not waited.waiting:
        return average
    longest = f", the longest for {count(waited.longest, 'day')}" if waited.longest else ""
    return f"{average} ({waited.waiting:,} still waiting{longest})"


def _in_days(days: int) -> str:
    return count(days, "day") if days else "the same day"


def said(cell: Tally) -> str:
    """A tally in a cell: "2 of 40 late (5%)"."""
    if not cell.all:
        return "–"
    waiting = f", {cell.open} not due yet" if cell.open else ""
    if cell.per_cent_late is None:
        return f"{cell.open} not due yet"
    known = cell.all - cell.open
    if not cell.late:
        return f"none of {known} late{waiting}"
    return f"{cell.late} of {known} late ({cell.per_cent_late}%){waiting}"
