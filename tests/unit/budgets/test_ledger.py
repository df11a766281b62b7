"""The columns of a ledger: a payment is money out, and what remains runs along."""

from decimal import Decimal

import pytest

from locality.budgets.models import Entry
from locality.budgets.rules.ledger import Movement, lines, moved_by, together

pytestmark = pytest.mark.clause("RES-7")


def pounds(*amounts: str) -> Movement:
    return Movement(*(Decimal(each) for each in amounts))


@pytest.mark.parametrize(
    ("kind", "amount", "allocated", "committed", "paid"),
    [
        ("allocation", "5000", "5000", "0", "0"),
        ("adjustment", "-12.34", "-12.34", "0", "0"),
        ("transfer", "-250", "-250", "0", "0"),
        ("carry", "70", "70", "0", "0"),
        ("commitment", "-1278", "0", "1278", "0"),
        ("increase", "-22", "0", "22", "0"),
        ("release", "300", "0", "-300", "0"),
        ("payment", "1278", "0", "-1278", "1278"),
        ("payment", "-100", "0", "100", "-100"),
    ],
)
def test_each_kind_stands_in_its_columns(kind: str, amount: str, allocated: str, committed: str, paid: str) -> None:
    assert moved_by(kind, Decimal(amount)) == pounds(allocated, committed, paid)


def test_what_remains_runs_along_and_every_column_adds_up() -> None:
    entries = [
        Entry(pk=pk, kind=kind, amount=Decimal(amount))
        for pk, kind, amount in (
            (4, "payment", "1278.00"), (3, "commitment", "-600.50"), (2, "release", "22.00"), (1, "commitment", "-1300"),
        )
    ]  # fmt: skip
    found = lines(entries, pounds("5000", "0", "0"))
    assert [line.entry.pk for line in found] == [4, 3, 2, 1]
    assert [line.remaining for line in found] == [
        Decimal("3121.50"), Decimal("3121.50"), Decimal("3722.00"), Decimal("3700.00"),
    ]  # fmt: skip
    assert together(line.moved for line in found) == pounds("0", "600.50", "1278.00")
