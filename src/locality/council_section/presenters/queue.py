"""The queue of received requests: what was asked of it, and each row with its two clocks (POST-4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from locality.communities.deadlines import Deadlines
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.council import Waiting
from locality.resource_requests.rules.council import received_day
from locality.resource_requests.workflow import S

STATES: tuple[tuple[Waiting, str], ...] = (
    (Waiting.ALL, "Waiting for the council"),
    (Waiting.TO_PROCESS, "To process"),
    (Waiting.TO_DECIDE, "To decide"),
    (Waiting.TO_PAY, "Processed, not paid yet"),
    (Waiting.PROCESSED, "All processed requests"),
)


@dataclass(frozen=True)
class AskedOfQueue:
    """Which of the received requests are shown."""

    state: Waiting = Waiting.ALL
    area: int | None = None

    @classmethod
    def from_address(cls, given: Mapping[str, str], areas: Iterable[int]) -> "AskedOfQueue":
        """Read the address; what is not known is left out."""
        state, area = given.get("state", ""), given.get("area", "")
        return cls(
            state=Waiting(state) if state in set(Waiting) else Waiting.ALL,
            area=next((pk for pk in areas if str(pk) == area), None),
        )

    def query(self, **changes: str) -> str:
        """The address's query with changes; empty values are left out."""
        here = {"state": self.state.value, "area": str(self.area or "")} | changes
        return "?" + urlencode({name: value for name, value in here.items() if value})

    def chips(self, areas: Mapping[int, str]) -> list[dict[str, str]]:
        """What was asked, each with the address without it."""
        chosen = []
        if self.state:
            chosen.append({"label": "Status", "value": dict(STATES)[self.state], "href": self.query(state="")})
        if self.area:
            chosen.append({"label": "Area", "value": areas[self.area], "href": self.query(area="")})
        return chosen


@dataclass(frozen=True)
class Clock:
    """One deadline: its day, how far off, whether it has passed."""

    due: date
    distance: str
    late: bool


@dataclass(frozen=True)
class QueueRow:
    """One received request. `process` and `pay` are None where that clock has stopped; `next_due`: of a part still to pay."""

    rfr: ResourceRequest
    amount: Decimal | None
    process: Clock | None
    pay: Clock | None
    next_due: date | None


def queue_row(
    rfr: ResourceRequest,
    deadlines: Deadlines,
    today: date,
    *,
    next_due: date | None,
    begins: date | None,
    paid_once: bool,
) -> QueueRow:
    """A request with the days by which it is to be processed and, for the first time, paid.

    `begins`: the first day that the next payment covers.
    """

    def clock(due: date) -> Clock:
        return Clock(due, deadlines.distance(due, today), due < today)

    processed = rfr.state == S.PROCESSED
    amount = rfr.final_amount if processed else rfr.approved_amount
    owed = next_due is not None and not paid_once if processed else bool(rfr.approved_amount)
    return QueueRow(
        rfr=rfr,
        amount=amount,
        process=None if processed else clock(deadlines.processed(received_day(rfr))),
        pay=clock(deadlines.paid(rfr.approved_on, begins)) if owed and rfr.approved_on else None,
        next_due=next_due if paid_once else None,
    )
