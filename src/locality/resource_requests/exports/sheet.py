"""The list of requests as rows of a sheet. Pupils are counted, never named."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from locality.resource_requests.content.questions import KIND_LABELS
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.early_end import never_began
from locality.resource_requests.queries.requests import Requests
from locality.values.working_days import day_of

_LONG_TEXTS = tuple(
    f"decision__{name}"
    for name in ("summary", "details", "reasons", "own_provision", "alternatives", "needed", "correction_reason")
)
"""Not read for a sheet: thousands of words a row."""

Cell = str | int | Decimal | date | None

HEADER = [
    "Request ID",
    "Status",
    "Community",
    "Area",
    "School",
    "URN",
    "Phase",
    "Date submitted",
    "Meeting",
    "Support requested",
    "Key stage",
    "Main needs",
    "Census codes",
    "Pupils",
    "Amount requested (£)",
    "Amount approved (£)",
    "Date approved",
    "Kind of request",
    "Why exceptional",
    "First day of support",
    "Last day of support",
]


def sheet_rows(requests: Requests, *, own_school: bool) -> Iterator[list[Cell]]:
    """One row a request, read in pieces so that any number fits in memory.

    The days of support are those that were asked for, until others were agreed, or the support ended early. Support that
    never began has no last day. Needs are in today's words of the council.
    """
    dated = requests.select_related("decision").defer(*_LONG_TEXTS).prefetch_related("needs")
    for each in dated.iterator(chunk_size=2_000):
        needs = each.needs.all()
        yield [
            each.reference,
            each.school_label if own_school else each.officer_label,
            each.community.name,
            each.community.area.name,
            each.school.name,
            each.school.urn,
            each.school.get_phase_display(),
            day_of(each.submitted_at) if each.submitted_at else None,
            each.meeting.day if each.meeting else None,
            "; ".join(KIND_LABELS[kind] for kind in each.asked_kinds),
            each.key_stage.label if each.key_stage else "",
            "; ".join(need.label for need in needs),
            "; ".join(dict.fromkeys(need.code for need in needs if need.code)),
            each.pupil_count,
            each.requested_amount,
            each.approved_amount,
            each.approved_on,
            each.get_kind_display(),
            each.get_exceptional_reason_display(),
            _agreed(each, "starts_on"),
            _last_day(each),
        ]


def _last_day(rfr: ResourceRequest) -> date | None:
    """The last day on which support was or is given; none where it never began."""
    if never_began(_agreed(rfr, "starts_on"), rfr.ended_on):
        return None
    return rfr.ended_on or _agreed(rfr, "ends_on")


def _agreed(rfr: ResourceRequest, name: Literal["starts_on", "ends_on"]) -> date | None:
    agreed: date | None = getattr(rfr.decision, name, None)
    return agreed or getattr(rfr, name)
