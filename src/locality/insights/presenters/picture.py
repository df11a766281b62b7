"""The forecast as a picture: one bar of what is paid, committed and expected, the range, and the line of the allocation.

Positions are whole thousandths of the width, so that the picture needs no style and no script.
"""

from dataclasses import dataclass
from decimal import Decimal

from locality.insights.queries.balance import BalanceSheet
from locality.insights.rules.forecast import Range

WIDTH = 994  # of 1,000: what reaches the end is not cut off


@dataclass(frozen=True)
class Part:
    """One piece of the bar; `kind` names its class and its swatch."""

    kind: str
    label: str
    amount: Decimal
    x: int
    width: int


@dataclass(frozen=True)
class Picture:
    """The bar with its parts, the range around its end, and where the allocation ends."""

    parts: tuple[Part, ...]
    low: int
    middle: int
    high: int
    allocated: int
    scale: Decimal
    sentence: str


def picture_of(sheet: BalanceSheet) -> Picture | None:
    """The picture of a balance sheet; None where there is nothing to draw."""
    forecast, sums = sheet.forecast, sheet.sums
    whole = max(forecast.total.high, sums.allocated)
    if whole <= 0:
        return None
    amounts = (
        ("paid", "Paid", sums.paid),
        ("committed", "Committed but not yet paid", sums.committed),
        ("open", "Likely from open requests", forecast.from_open.expected.middle),
        ("new", "Likely from new requests", forecast.from_new.middle),
    )
    parts, so_far = [], Decimal(0)
    for kind, label, amount in amounts:
        start, end = _at(so_far, whole), _at(so_far + amount, whole)
        parts.append(Part(kind, label, amount, start, end - start))
        so_far += amount
    total = forecast.total
    return Picture(
        tuple(parts),
        _at(total.low, whole),
        _at(total.middle, whole),
        _at(total.high, whole),
        _at(sums.allocated, whole),
        whole,
        _said(sheet, total),
    )


def _at(amount: Decimal, whole: Decimal) -> int:
    return int(WIDTH * amount / whole)


def _said(sheet: BalanceSheet, total: Range) -> str:
    return f"A bar of what is paid, committed and likely. {_reach(sheet, total)} The table has the figures."


def _reach(sheet: BalanceSheet, total: Range) -> str:
    allocated = sheet.sums.allocated
    if not allocated:
        return "There is no allocation yet."
    low, middle, high = (round(100 * each / allocated) for each in (total.low, total.middle, total.high))
    of = f"between {low} and {high}" if sheet.forecast.little_known and low < high else f"{middle}"
    return f"By the end of the year it reaches {of} per cent of the allocation."
