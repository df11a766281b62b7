"""Pounds and pence: read from what a person typed, shown, and split to the penny. Never a float."""

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from locality.values.typed import figures

Money = Decimal
"""An amount in pounds with at most two decimal places."""

NOTHING = Decimal("0.00")
PENNY = Decimal("0.01")
LARGEST = Decimal("999999999.99")
_TYPED = re.compile(
    r"(?P<sign>-?)£?(?P<sign2>-?)(?P<pounds>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|(?=\.[0-9]))(?:\.(?P<pence>[0-9]{0,2}))?"
)
_TOO_FINE = re.compile(r"-?£?-?[0-9,]*\.[0-9]{3,}", re.ASCII)


class MoneyError(ValueError):
    """Why a text is no amount: a sentence, and what follows the name of what was typed, such as "must be £5 or less".

    `code`: "invalid" where it is no amount at all; "too_fine", "min_value" or "max_value" where it is one that nobody
    can pay, or beyond the limits, of which a field may have narrower ones.
    """

    def __init__(self, sentence: str, must: str, code: str = "invalid") -> None:
        super().__init__(sentence)
        self.must = must
        self.code = code


def parse_money(text: str, *, negative: bool = False) -> Money:
    """The amount a person typed, such as "£1,234.50", "1234.5", ".50" or "1 234".

    Raises MoneyError with a sentence for the person. Amounts below nothing only where `negative` says so.
    """
    typed = "".join(figures(text).split())
    found = _TYPED.fullmatch(typed) if len(typed) <= 40 else None
    if found is None and len(typed) <= 40 and _TOO_FINE.fullmatch(typed):
        raise MoneyError(
            "Enter an amount in pounds and pence, with at most two figures after the point",
            "must be in pounds and pence, with at most two figures after the point",
            "too_fine",
        )
    if found is None or (found["sign"] and found["sign2"]):
        raise MoneyError(
            "Enter an amount in pounds and pence, such as 1,234.50",
            "must be an amount in pounds, like 1,250 or 1250.50",
        )
    pence = (found["pence"] or "").ljust(2, "0")
    amount = Decimal(f"{found['pounds'].replace(',', '') or 0}.{pence}")
    below = bool(found["sign"] or found["sign2"])
    if below and not negative:
        raise MoneyError("Enter an amount that is not below £0", "must be £0 or more", "min_value")
    if amount > LARGEST:
        most = show_money(LARGEST)
        raise MoneyError(f"Enter an amount of {most} or less", f"must be {most} or less", "max_value")
    return -amount if below and amount else amount


def show_money(amount: Money) -> str:
    """For tables and documents, always with pence: "£1,234.50", "−£20.00". More decimals are rounded to the penny."""
    pence = amount.quantize(PENNY)
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence):,.2f}"


def say_money(amount: Money) -> str:
    """For sentences, pence only where there are any: "£4,200", "£4,200.50"."""
    return show_money(amount).removesuffix(".00")


def split_money(total: Money, parts: int | Sequence[int | Decimal]) -> list[Money]:
    """A total cut into equal parts, or by weights, so that the parts add up to every penny.

    Pennies that are left over go to the parts that lost most by rounding, the earlier one first. Raises ValueError
    where there is nothing to split by, or the total has fractions of a penny.
    """
    weights = [Decimal(weight) for weight in ([1] * parts if isinstance(parts, int) else parts)]
    if not weights or any(weight < 0 for weight in weights) or not sum(weights):
        raise ValueError("An amount is split into one part or more, by weights that are not all zero")
    pennies = abs(total) * 100
    if pennies != pennies.to_integral_value():
        raise ValueError("An amount to split has whole pennies only")
    whole = sum(weights)
    exact = [pennies * weight / whole for weight in weights]
    shares = [share.to_integral_value(ROUND_FLOOR) for share in exact]
    left_over = int(pennies - sum(shares))
    by_loss = sorted(range(len(weights)), key=lambda part: (shares[part] - exact[part], part))
    for part in by_loss[:left_over]:
        shares[part] += 1
    sign = -1 if total < 0 else 1
    return [(sign * share / 100).quantize(PENNY) for share in shares]
