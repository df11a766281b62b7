"""No small count can be read or worked out from a table and its total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.insights.rules.protected import hidden_rows

pytestmark = pytest.mark.clause("OBJ-3")
BELOW = 5


@given(st.lists(st.tuples(*[st.integers(0, 12)] * 3), min_size=1, max_size=12))
def test_neither_a_row_nor_the_rest_of_a_total_is_a_small_count(rows: list[tuple[int, int, int]]) -> None:
    hidden = hidden_rows(rows, below=BELOW)
    for place, counts in enumerate(rows):
        if place not in hidden:
            assert all(each == 0 or each >= BELOW for each in counts)
    if len(hidden) < len(rows):
        for column in range(3):
            rest = sum(rows[place][column] for place in hidden)
            assert rest == 0 or rest >= BELOW


def test_what_is_no_small_count_is_shown() -> None:
    assert hidden_rows([(5, 0, 6), (7, 9, 0)], below=BELOW) == frozenset()
    assert hidden_rows([(1, 0, 0), (2, 0, 0)], below=0) == frozenset()


def test_a_second_row_is_hidden_with_a_small_one() -> None:
    assert hidden_rows([(2, 0), (6, 0), (9, 0)], below=BELOW) == {0, 1}
    assert hidden_rows([(2, 0), (3, 0), (9, 0)], below=BELOW) == {0, 1}
