"""Times and order of an agenda (CHA-2)."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.meetings.rules.agenda import moved, timetable

HALF_PAST_THREE, HALF_PAST_FIVE = time(15, 30), time(17, 30)


@pytest.mark.clause("CHA-2")
def test_each_item_begins_when_the_one_before_ends() -> None:
    found = timetable([5, 10, 20], HALF_PAST_THREE, HALF_PAST_FIVE)
    assert [slot.starts for slot in found.slots] == [time(15, 30), time(15, 35), time(15, 45)]
    assert (found.used, found.free, found.fits) == (35, 85, True)


@pytest.mark.clause("CHA-2")
@given(st.lists(st.integers(1, 240), max_size=30))
def test_used_and_free_are_the_meeting(minutes: list[int]) -> None:
    found = timetable(minutes, HALF_PAST_THREE, HALF_PAST_FIVE)
    assert found.used + found.free == 120
    assert found.fits == (sum(minutes) <= 120)


@given(st.lists(st.integers(), min_size=1, max_size=20, unique=True), st.data())
def test_moving_swaps_neighbours_and_moving_back_undoes_it(order: list[int], data: st.DataObject) -> None:
    which = data.draw(st.sampled_from(order))
    up = moved(order, which, up=True)
    assert sorted(up) == sorted(order)
    if order[0] != which:
        assert moved(up, which, up=False) == order
    else:
        assert up == order
