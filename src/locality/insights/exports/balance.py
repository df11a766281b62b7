"""The balance sheets of all communities as rows of a sheet: a row a community, a column a figure."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from locality.budgets.models import FundingYear
from locality.documents.sheets import Cell
from locality.insights.presenters.balance import STAGE_LABELS
from locality.insights.queries.balance import BalanceSheet
from locality.insights.rules.forecast import Open, Stage

HEADER = [
    "Day",
    "Funding year",
    "Area",
    "Community",
    "Allocated (£)",
    "Committed (£)",
    "Paid (£)",
    "Remaining (£)",
    "Open requests",
    "Requested in open requests (£)",
    *(
        f"{label}{unit}"
        for label in STAGE_LABELS.values()
        for unit in (": requests", ": requested (£)", ": likely (£)")
    ),
    *(
        f"{label}, {end} (£)"
        for label in ("Likely from open requests", "Likely from new requests", "Total at the end of the year")
        for end in ("low", "middle", "high")
    ),
]


def sheet_rows(sheets: Iterable[BalanceSheet], *, year: FundingYear, day: date) -> Iterator[list[Cell]]:
    """One row a community."""
    for sheet in sheets:
        forecast = sheet.forecast
        expected = {line.stage: line.expected for line in forecast.from_open.lines}
        yield [
            day,
            year.name,
            sheet.community.area.name,
            sheet.community.name,
            sheet.sums.allocated,
            sheet.sums.committed,
            sheet.sums.paid,
            sheet.sums.remaining,
            sheet.open_requests.count,
            sheet.open_requests.asked,
            *(cell for stage in Stage for cell in _of_stage(sheet.open.get(stage, Open()), expected[stage])),
            *(
                cell
                for found in (forecast.from_open.expected, forecast.from_new, forecast.total)
                for cell in (found.low, found.middle, found.high)
            ),
        ]


def _of_stage(held: Open, expected: Decimal) -> list[Cell]:
    return [held.count, held.asked, expected]
