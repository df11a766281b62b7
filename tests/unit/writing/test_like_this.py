"""The sums beside a question say no small count, and none that could be worked out from them (RES-2)."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.practice.queries.like_this import Sums
from locality.writing.presenters.like_this import say_sums, say_took

pytestmark = pytest.mark.clause("RES-2")


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_no_number_that_is_said_or_left_is_a_small_one(numbers: list[int]) -> None:
    decided, agreed, reported, hoped = sorted(numbers, reverse=True)
    said = say_sums(Sums(decided, agreed, reported, hoped), 5)
    found = [int(each) for each in re.findall(r"\d+", said)]
    assert all(each >= 5 for each in found)
    assert all(before - after == 0 or before - after >= 5 for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (
            Sums(22, 16, 11, 6),
            "Of 22 requests with these needs, 16 were agreed. Schools have reported on 11, and 6 of those came to what was "
            "hoped, or more.",
        ),
        (Sums(20, 14, 5, 4), "Of 20 requests with these needs, 14 were agreed. Schools have reported on 5."),
        (Sums(12, 10, 5, 4), "Of 12 requests with these needs, nearly all were agreed. Schools have reported on 5."),
        (
            Sums(20, 20, 18, 17),
            "Of 20 requests with these needs, all were agreed. Schools have reported on nearly all of those, and nearly all "
            "of those came to what was hoped, or more.",
        ),
        (Sums(9, 4, 3, 2), "9 requests with these needs were decided."),
        (Sums(4, 4, 4, 4), ""),
    ],
)  # fmt: skip
def test_the_sums_are_said_in_two_sentences(sums: Sums, said: str) -> None:
    assert say_sums(sums, 5) == said


def test_a_council_that_hides_less_or_nothing_is_told_more() -> None:
    sums = Sums(4, 3, 2, 0)
    assert say_sums(sums, 3) == "Of 4 requests with these needs, nearly all were agreed."
    assert say_sums(sums, 0) == "Of 4 requests with these needs, 3 were agreed. Schools have reported on 2."
    assert say_sums(Sums(), 0) == ""


def test_the_line_of_a_case_begins_with_a_capital_and_has_none_inside() -> None:
    assert say_took("60 hours over 12 weeks", "Under £500") == "60 hours over 12 weeks, under £500"
    assert say_took("", "Under £500") == "Under £500"
    assert say_took("3 sessions", "no cost") == "3 sessions, no cost"
