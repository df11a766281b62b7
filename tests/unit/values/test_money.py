"""Money is read, shown and split to the penny."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.values.money import LARGEST, MoneyError, parse_money, say_money, show_money, split_money

amounts = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2, allow_nan=False)


@pytest.mark.slow_property
@given(amounts)
def test_what_is_shown_is_read_back(amount: Decimal) -> None:
    assert parse_money(show_money(amount), negative=True) == amount
    assert parse_money(say_money(amount), negative=True) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("£1,234.50", "1234.50"),
        ("1234.5", "1234.50"),
        (" 1 234 ", "1234.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("£12,345,678.09", "12345678.09"),
        (".50", "0.50"),
        ("£.5", "0.50"),
        ("1234.", "1234.00"),
        ("\u202d1234.50\u202c", "1234.50"),  # as Windows' Calculator copies it
        ("￡１２．５０", "12.50"),
    ],
)
def test_typed_amounts_are_understood(typed: str, amount: str) -> None:
    assert parse_money(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "£",
        "ten",
        "1,23",
        "1.234",
        "1,2345",
        "1e5",
        "NaN",
        "Infinity",
        "--5",
        "-£-5",
        "٣",
        ".",
        "£.",
        "-.",
        "5p",
        "9" * 5000,
    ],
)
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter an amount in pounds and pence"):
        parse_money(typed, negative=True)


def test_an_amount_below_nothing_needs_leave() -> None:
    with pytest.raises(ValueError, match="not below £0"):
        parse_money("-5")
    assert parse_money("-£5", negative=True) == parse_money("£−5", negative=True) == Decimal("-5.00")


def test_an_amount_too_large_names_the_largest() -> None:
    with pytest.raises(ValueError, match=r"£999,999,999\.99 or less"):
        parse_money("1000000000")


@pytest.mark.parametrize("typed", ["1.234", "-£1,250.505", ".001"])
def test_an_amount_finer_than_a_penny_says_so(typed: str) -> None:
    with pytest.raises(MoneyError, match="at most two figures after the point"):
        parse_money(typed, negative=True)


@pytest.mark.slow_property
@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        amount = parse_money(text)
    except ValueError:
        return
    assert Decimal(0) <= amount <= LARGEST
    assert amount == amount.quantize(Decimal("0.01"))


def test_pence_are_always_shown_in_tables_and_only_when_needed_in_sentences() -> None:
    assert show_money(Decimal("4200")) == "£4,200.00"
    assert say_money(Decimal("4200")) == "£4,200"
    assert say_money(Decimal("4200.50")) == "£4,200.50"
    assert show_money(Decimal("-20")) == "−£20.00"
    assert show_money(Decimal("-0.00")) == "£0.00"


@pytest.mark.clause("RES-7")
@pytest.mark.slow_property
@given(amounts, st.integers(1, 60))
def test_equal_parts_add_up_to_every_penny(total: Decimal, parts: int) -> None:
    shares = split_money(total, parts)
    assert len(shares) == parts
    assert sum(shares) == total
    assert max(shares) - min(shares) <= Decimal("0.01")


@pytest.mark.clause("RES-7")
@pytest.mark.slow_property
@given(amounts, st.lists(st.integers(0, 10_000), min_size=1, max_size=60).filter(any))
def test_weighted_parts_add_up_to_every_penny(total: Decimal, weights: list[int]) -> None:
    shares = split_money(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < Decimal("0.01")
        assert weight or not share


@pytest.mark.parametrize("parts", [0, -1, [], [0, 0], [1, -1]])
def test_a_split_by_nothing_is_refused(parts: int | list[int]) -> None:
    with pytest.raises(ValueError, match="split into one part or more"):
        split_money(Decimal("10"), parts)


def test_fractions_of_a_penny_are_refused() -> None:
    with pytest.raises(ValueError, match="whole pennies"):
        split_money(Decimal("10.001"), 3)
