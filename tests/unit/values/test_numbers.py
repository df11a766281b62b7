"""Whole numbers as a browser sends them."""

import pytest

from locality.values.numbers import typed_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("0", 0), ("007", 7), ("12345678901", 12_345_678_901), ("123456789012", None), ("", None), ("-7", None),
     ("+7", None), (" 7", None), ("7\n", None), ("7.0", None), ("1_000", None), ("²", None), ("٧", None), ("seven", None)],
)  # fmt: skip
def test_only_plain_figures_are_the_number_of_something(text: str, number: int | None) -> None:
    assert typed_number(text) == number


def test_what_no_database_looks_for_and_python_makes_no_number_of_is_none() -> None:
    assert typed_number("9" * 5_000) is None


def test_a_number_can_be_held_to_fewer_figures() -> None:
    assert [typed_number(text, 4) for text in ("2026", "20260")] == [2026, None]
