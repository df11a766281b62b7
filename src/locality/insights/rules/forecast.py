"""What a budget's year will come to: promised and paid, likely from open requests, likely from new ones (AGE-1).

Three numbers, always: low, middle, high. Nothing here knows a database; amounts are pounds, estimates whole pounds.

* Open requests: each is approved with the chance that requests at its stage had before, for the share of what was asked
  that approvals came to. The chance of a community leans on its council's, which counts as PRIOR_WEIGHT decisions, and
  the council's in turn on PRIOR. Low and high hold in about eight of ten cases, requests being decided one by one.
* New requests: what was approved from requests that came in the same months of earlier years.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from locality.values.money import NOTHING

ONE = Decimal(1)
PRIOR_WEIGHT = 5
"""How many decisions of its own outweigh what is assumed of a community."""
ENOUGH_APPROVALS = 5
"""From so many approvals on, a community's own share of what was asked is used."""
EIGHT_OF_TEN = Decimal("1.28")
"""Standard deviations to either side that hold eight of ten cases."""
ONE_YEAR_SPREAD = Decimal("0.5")
"""With one earlier year only, the range reaches half below and half above it."""


class Stage(StrEnum):
    """Where an open request stands on its way to a decision."""

    SCHOOL = "school"
    CHAIR = "chair"
    AGENDA = "agenda"
    DEFERRED = "deferred"
    COUNCIL = "council"


PRIOR: Mapping[Stage, Decimal] = {
    Stage.SCHOOL: Decimal("0.5"),
    Stage.CHAIR: Decimal("0.6"),
    Stage.AGENDA: Decimal("0.7"),
    Stage.DEFERRED: Decimal("0.5"),
    Stage.COUNCIL: Decimal("0.5"),
}
"""The chance of approval at each stage that is assumed before anything was decided."""


class Basis(StrEnum):
    """What the estimate of new requests rests on."""

    OWN_YEARS = "own_years"
    ONE_OWN_YEAR = "one_own_year"
    COUNCIL_YEARS = "council_years"
    THIS_YEAR = "this_year"
    NOTHING = "nothing"
    YEAR_OVER = "year_over"


@dataclass(frozen=True)
class Range:
    """Low, middle and high, in pounds: never below zero, never out of order."""

    low: Decimal = NOTHING
    middle: Decimal = NOTHING
    high: Decimal = NOTHING

    def __post_init__(self) -> None:
        if not NOTHING <= self.low <= self.middle <= self.high:
            raise ValueError(f"Not a range: {self.low}, {self.middle}, {self.high}")

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.middle + other.middle, self.high + other.high)


def certain(amount: Decimal) -> Range:
    """An amount that is known."""
    return Range(amount, amount, amount)


@dataclass(frozen=True)
class Open:
    """Open requests at one stage: how many, what they ask for together, and the sum of the squares of it (for the range)."""

    count: int = 0
    asked: Decimal = NOTHING
    squares: Decimal = NOTHING

    def __add__(self, other: "Open") -> "Open":
        return Open(self.count + other.count, self.asked + other.asked, self.squares + other.squares)


@dataclass(frozen=True)
class Record:
    """What became of requests that were once at a stage: how many ended, how many of them with money, and how much.

    `asked` and `given` are pounds, of those that ended with money.
    """

    ended: int = 0
    granted: int = 0
    asked: Decimal = NOTHING
    given: Decimal = NOTHING

    def __add__(self, other: "Record") -> "Record":
        return Record(
            self.ended + other.ended, self.granted + other.granted, self.asked + other.asked, self.given + other.given
        )


def chance(stage: Stage, own: Record, council: Record) -> Decimal:
    """How likely money is approved for a request at a stage, from 0 to 1."""
    of_council = (council.granted + PRIOR_WEIGHT * PRIOR[stage]) / (council.ended + PRIOR_WEIGHT)
    return (own.granted + PRIOR_WEIGHT * of_council) / (own.ended + PRIOR_WEIGHT)


def share(own: Record, council: Record) -> Decimal:
    """How much of each pound asked for is approved, where anything is: from 0 to 1; all of it until more is known."""
    for record in (own, council):
        if record.granted >= ENOUGH_APPROVALS and record.asked > 0:
            return min(record.given / record.asked, ONE)
    return ONE


@dataclass(frozen=True)
class StageLine:
    """The open requests of one stage and what is expected of them."""

    stage: Stage
    open: Open
    chance: Decimal
    expected: Decimal


@dataclass(frozen=True)
class OpenForecast:
    """What is expected of all open requests, and of each stage. `share`: how much of each pound asked for is granted.

    The middle is the sum of the stages as they are shown, in whole pounds, so that whoever adds them up finds it.
    """

    expected: Range
    lines: tuple[StageLine, ...]
    share: Decimal = ONE


def of_open_requests(
    open_requests: Mapping[Stage, Open], own: Mapping[Stage, Record], council: Mapping[Stage, Record]
) -> OpenForecast:
    """What the open requests will come to, in whole pounds."""
    granted_share = share(_all(own.values()), _all(council.values()))
    lines, exact, variance, most = [], NOTHING, NOTHING, NOTHING
    for stage in Stage:
        held = open_requests.get(stage, Open())
        likely = chance(stage, own.get(stage, Record()), council.get(stage, Record()))
        expected = held.asked * likely * granted_share
        lines.append(StageLine(stage, held, likely, _pounds(expected)))
        exact += expected
        variance += held.squares * granted_share**2 * likely * (ONE - likely)
        most += held.asked * granted_share
    spread = EIGHT_OF_TEN * variance.sqrt()
    middle = sum((line.expected for line in lines), NOTHING)
    return OpenForecast(
        Range(
            min(middle, _pounds(max(NOTHING, exact - spread))),
            middle,
            max(middle, _pounds(min(most, exact + spread))),
        ),
        tuple(lines),
        granted_share,
    )


def of_new_requests(
    own_years: Sequence[Decimal],
    council_years: Sequence[Decimal],
    *,
    this_year: Decimal,
    days_passed: int,
    days_left: int,
) -> tuple[Range, Basis]:
    """What requests that are not here yet will come to before the year ends, in whole pounds, and what that rests on.

    `own_years`: what came in the same days of each earlier year; `council_years`: the same, on average over the council's
    communities. `this_year`: what was approved from requests that came in this year's days so far.
    """
    if days_left <= 0:
        return Range(), Basis.YEAR_OVER
    if len(own_years) > 1:
        mean = sum(own_years, NOTHING) / len(own_years)
        return Range(_pounds(min(own_years)), _pounds(mean), _pounds(max(own_years))), Basis.OWN_YEARS
    if own_years:
        return _around(own_years[0], ONE_YEAR_SPREAD), Basis.ONE_OWN_YEAR
    if council_years:
        return _around(sum(council_years, NOTHING) / len(council_years), ONE), Basis.COUNCIL_YEARS
    if this_year and days_passed > 0:
        return _around(this_year / days_passed * days_left, ONE), Basis.THIS_YEAR
    return Range(), Basis.NOTHING


@dataclass(frozen=True)
class Forecast:
    """The year's end: what is promised and paid, what open and what new requests add, and all of it."""

    spent: Decimal
    from_open: OpenForecast
    from_new: Range
    basis: Basis

    @property
    def little_known(self) -> bool:
        """Whether no year of the community's own stands behind it yet: then only the range can be said."""
        return self.basis in (Basis.COUNCIL_YEARS, Basis.THIS_YEAR, Basis.NOTHING)

    @property
    def total(self) -> Range:
        """What will be promised or paid when the year ends, if the money allows."""
        return certain(self.spent) + self.from_open.expected + self.from_new


def _around(middle: Decimal, spread: Decimal) -> Range:
    return Range(_pounds(middle * (ONE - spread)), _pounds(middle), _pounds(middle * (ONE + spread)))


def _all(records: Iterable[Record]) -> Record:
    return sum(records, Record())


def _pounds(amount: Decimal) -> Decimal:
    return amount.quantize(ONE, ROUND_HALF_UP)
