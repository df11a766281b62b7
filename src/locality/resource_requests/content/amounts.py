"""Amounts of a cost as they are typed: each with the sentence that says what is wrong with it. Pure."""

import re
from decimal import Decimal

from locality.values.money import parse_money
from locality.values.typed import figures

MOST = Decimal(9_999_999)
TOO_LITTLE = "The cost of one unit must be more than £0"
TOO_MUCH = "The cost of one unit must be less than £10,000,000"
_ALL_FIGURES = re.compile(r"£?[0-9][0-9,]{8,}(\.[0-9]{1,2})?", re.ASCII)
_TOO_FINE = re.compile(r"-?£?[0-9,]*\.[0-9]{3,}", re.ASCII)
_NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_PLACES = {1: "1 decimal place", 2: "2 decimal places"}


def read_rate(typed: str) -> tuple[Decimal | None, str]:
    """The cost of one unit in pounds, or what is wrong with it."""
    text = figures(typed)
    if not text:
        return None, "Enter the cost of one unit in pounds, such as 18.50"
    try:
        rate = parse_money(text, negative=True)
    except ValueError:
        return None, _why_no_rate(text)
    if rate <= 0:
        return None, TOO_LITTLE
    return (rate, "") if rate <= MOST else (None, TOO_MUCH)


def _why_no_rate(text: str) -> str:
    if _TOO_FINE.fullmatch(text):
        if text.startswith("-"):
            return TOO_LITTLE
        return "The cost of one unit must be in pounds and pence, with at most 2 decimal places"
    return TOO_MUCH if _ALL_FIGURES.fullmatch(text) else "The cost of one unit must be in pounds, such as 18.50"


def read_number(typed: str, word: str, *, most: Decimal, places: int) -> tuple[Decimal | None, str]:
    """A number above 0 with so many figures after the point, or what is wrong with it; `word` is what it counts."""
    text = figures(typed).replace(",", "")
    if not text:
        return None, f"Enter the {word}"
    if not _NUMBER.fullmatch(text):
        return None, f"The {word} must be a number, such as 12"
    number = Decimal(text)
    if number <= 0:
        return None, f"The {word} must be more than 0"
    if number > most:
        return None, f"The {word} must be {most:,} or less"
    if number != round(number, places):
        return None, f"The {word} must have at most {_PLACES[places]}"
    return number, ""
