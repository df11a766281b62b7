"""The sums beside a question say no small count, and none that could be worked out from them (RES-2)."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.practice.queries.like_this import Sums
from locality.writing.presenters.like_this import say_sums

pytestmark = pytest.mark.clause("RES-2")


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_no_number_that_is_said_or_left_is_a_small_one(numbers: list[int]) -> None:
    decided, agreed, reported, hoped = sorted(numbers, reverse=True)
    said = say_sums(Sums(decided, agreed, reported, hoped))
    found = [int(each) for each in re.findall(r"\d+", said)]
    assert all(each >= 5 for each in found)
    assert all(before - after == 0 or before - after >= 5 for before, after in pairwise(found))


def test_the_sums_are_said_in_one_sentence() -> None:
    said = "22 requests like this were decided: 16 were agreed, 11 have been reported on, 6 came to what was hoped, or more."
    assert say_sums(Sums(22, 16, 11, 6)) == said
    assert say_sums(Sums(12, 10, 5, 4)) == (
        "12 requests like this were decided: nearly all were agreed, 5 have been reported on."
    )
    assert not say_sums(Sums(4, 4, 4, 4))
