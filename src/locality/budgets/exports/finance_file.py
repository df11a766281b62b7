"""The file for the council's finance system: one row a payee, then the control row. `docs/finance-file.md` tells all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from locality.budgets.models import Advance
from locality.budgets.queries.advances import PayeeSum

Cell = str | int | Decimal | date | None

HEADER = [
    "Record",
    "Payment reference",
    "Payee",
    "Payee number kind",
    "Payee number",
    "Amount (£)",
    "Payment date",
    "Payments",
    "Schools",
    "Advance",
]


def finance_rows(advance: Advance, payees: list[PayeeSum]) -> Iterator[list[Cell]]:
    """A row for each payee that is paid anything, by name; the last row has the number of payees and the sum."""
    paid = [each for each in payees if each.total]
    for each in paid:
        yield [
            "PAYMENT",
            payment_reference(advance, each),
            each.payee.name,
            each.payee.code_kind,
            each.payee.number,
            each.total,
            advance.pays_on,
            each.payments,
            each.schools,
            advance.name,
        ]
    yield [
        "CONTROL",
        f"{advance.pays_on:%Y%m%d}",
        f"{len(paid)} payees",
        None,
        None,
        sum((each.total for each in paid), Decimal("0.00")),
        advance.pays_on,
        sum(each.payments for each in paid),
        sum(each.schools for each in paid),
        advance.name,
    ]


def payment_reference(advance: Advance, each: PayeeSum) -> str:
    """The same at every export: the day of payment and the payee's number, such as 20261218-8862345."""
    return f"{advance.pays_on:%Y%m%d}-{each.payee.number.replace('/', '')}"
