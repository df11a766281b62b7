"""A draft that was read: what a school may choose from, what it answered, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from locality.resource_requests.content.questions import SUPPORT_LABELS, Kind


@dataclass(frozen=True)
class Costing:
    """A rate of the costings reference, valid on the day of the request."""

    item: str
    unit: str
    rate: Decimal


@dataclass(frozen=True)
class Choices:
    """What a draft may choose from, by id; and the rules it must keep."""

    schools: Mapping[int, str]
    lead_school: int
    partners: Mapping[int, str] = field(default_factory=dict)
    known_schools: Mapping[int, str] = field(default_factory=dict)
    """Schools that the draft names and can't choose any more, such as after a move to another community."""
    trusts: Mapping[str, str] = field(default_factory=dict)
    key_stages: Mapping[int, str] = field(default_factory=dict)
    needs: Mapping[int, str] = field(default_factory=dict)
    costings: Mapping[int, Costing] = field(default_factory=dict)
    word_limits: Mapping[str, int] = field(default_factory=lambda: {"solution_words": 250, "other_answer_words": 200})
    parents_must: str = "asked"
    eligible: frozenset[str] = frozenset(SUPPORT_LABELS)
    today: date = date.max
    exceptional: bool = False
    exceptional_weeks: int = 13


@dataclass(frozen=True)
class Problem:
    """What is wrong, and how to mend it: `name` is the field, `section` the page it is on."""

    name: str
    section: str
    sentence: str


@dataclass(frozen=True)
class PupilAnswer:
    """One pupil, read from the draft."""

    row: int
    name: str
    born: date | None
    year_group: str
    support: str
    looked_after: bool
    specific_allocation: bool
    school: int


@dataclass(frozen=True)
class LineAnswer:
    """One line of the costs, in pounds."""

    row: int
    costing: int | None
    item: str
    unit: str
    quantity: Decimal
    weeks: Decimal
    rate: Decimal

    @property
    def total(self) -> Decimal:
        """Quantity × weeks × rate, to the penny."""
        return (self.quantity * self.weeks * self.rate).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Filled:
    """A draft as read: the typed answers, and the problems that keep it from being signed."""

    texts: Mapping[str, str]
    kinds: tuple[Kind, ...]
    partners: tuple[int, ...]
    trust: str
    trust_other: str
    key_stage: int | None
    needs: tuple[int, ...]
    """In the order of the council's list."""
    parents_informed: bool | None
    """Or have consented in writing, where that is asked instead."""
    pupils: tuple[PupilAnswer, ...]
    lines: tuple[LineAnswer, ...]
    problems: tuple[Problem, ...]
    exceptional_reason: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def total(self) -> Decimal:
        """The total funding request, in pounds: the sum of the lines (FORM-08)."""
        return sum((line.total for line in self.lines), Decimal("0.00"))

    @property
    def asks_funding(self) -> bool:
        """Whether money is asked for."""
        return Kind.FUNDING in self.kinds

    def count(self, support: str) -> int:
        """The number of pupils on SEN support, or with an EHCP (FORM-07): counted from the list, so they agree."""
        return sum(pupil.support == support for pupil in self.pupils)

    @property
    def looked_after(self) -> int:
        """The number of looked after children."""
        return sum(pupil.looked_after for pupil in self.pupils)

    def problems_of(self, section: str) -> tuple[Problem, ...]:
        """What is wrong on one page."""
        return tuple(problem for problem in self.problems if problem.section == section)
