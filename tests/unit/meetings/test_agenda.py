"""Times and order of an agenda (CHA-2)."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.meetings.presenters.agenda import fit_sentence
from locality.meetings.rules.agenda import Line, in_place, moved, numbers, timetable

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


ITEM, REQUEST, DISCUSSIONS = Line(), Line(is_request=True), Line(takes_requests=True)


@pytest.mark.clause("AGE-1")
def test_requests_are_numbered_below_the_discussions_and_never_below_another_item() -> None:
    assert numbers([ITEM, DISCUSSIONS, REQUEST, REQUEST, ITEM]) == ["1", "2", "2.1", "2.2", "3"]
    assert numbers([ITEM, REQUEST, REQUEST, DISCUSSIONS, REQUEST]) == ["1", "2", "3", "4", "4.1"]
    assert numbers([REQUEST, ITEM]) == ["1", "2"]
    assert numbers([]) == []


@pytest.mark.clause("AGE-1")
def test_the_number_of_an_item_that_was_put_off_stays_free() -> None:
    below = Line(is_request=True, skipped=1)
    put_off_before = [ITEM, ITEM, ITEM, Line(takes_requests=True, skipped=1), below, Line(skipped=1)]
    assert numbers(put_off_before) == ["1", "2", "3", "5", "5.1", "6"]
    assert numbers([Line(skipped=1), Line(skipped=3)]) == ["2", "5"]
    assert numbers([DISCUSSIONS, REQUEST, below, Line(skipped=1)]) == ["1", "1.1", "1.2", "3"]


def test_what_was_put_off_keeps_its_place_behind_the_item_before_it() -> None:
    assert in_place([1, 2, 4], [1, 2, 3, 4], [3]) == [1, 2, 3, 4]
    assert in_place([1, 4, 2], [1, 2, 3, 4], [3]) == [1, 4, 2, 3]
    assert in_place([1, 9, 2], [3, 1, 2], [3]) == [3, 1, 9, 2]
    assert in_place([1], [1, 2, 3], [3]) == [1, 3]  # 2 was taken off


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ([119], "The agenda uses 119 of 120 minutes. You have 1 minute left."),
        ([60, 40], "The agenda uses 100 of 120 minutes. You have 20 minutes left."),
        ([120], "The agenda uses 120 of 120 minutes. It is full."),
        ([100, 30], "The agenda is 10 minutes too long. Shorten an item or move one to a later meeting."),
    ],
)
def test_whether_it_fits_is_a_sentence(minutes: list[int], sentence: str) -> None:
    assert fit_sentence(timetable(minutes, time(15, 30), time(17, 30)), may_change=True) == sentence
