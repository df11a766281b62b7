"""A remittance as rows of a sheet: a row for each payment, then what the ledger says of them. No pupil is named."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from locality.budgets.models import Instalment
from locality.budgets.queries.remittances import Control
from locality.values.sentences import count

Cell = str | int | Decimal | date | None

HEADER = [
    "Advance",
    "Date paid",
    "School",
    "URN",
    "LAEstab",
    "Request ID",
    "Community",
    "Funding year",
    "Covers from",
    "Covers to",
    "Amount (£)",
    "Paid to",
    "Number of the payee",
    "Ledger entry",
]
_AMOUNT = HEADER.index("Amount (£)")


def remittance_rows(payments: QuerySet[Instalment], control: Control) -> Iterator[list[Cell]]:
    """One row a payment, read in pieces; the last row is the control total, of the ledger."""
    for each in payments.iterator(chunk_size=2_000):
        school, advance = each.plan.school, each.advance
        yield [
            advance.name if advance else f"Paid back: {each.returned_how}",
            advance.pays_on if advance else each.returned_on,
            school.name,
            school.urn,
            school.laestab,
            each.plan.reference,
            each.plan.community.name,
            each.budget.funding_year.name,
            each.covers_from,
            each.covers_to,
            each.amount,
            each.payee_name,
            each.payee_code,
            each.entry_id,
        ]
    last: list[Cell] = [None] * len(HEADER)
    last[0], last[_AMOUNT - 1], last[_AMOUNT] = (
        "Total in the ledger",
        count(control.payments, "payment"),
        control.total,
    )
    yield last
