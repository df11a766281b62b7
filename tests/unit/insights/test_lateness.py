"""In time or late, and hidden small numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.insights.rules.lateness import Tally, latest_start_that_is_late, remembered, tally, total
from locality.insights.rules.small_numbers import hide_small, shown_total
from locality.values.working_days import WorkingDays

TODAY = date(2026, 11, 24)
CALENDAR = WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2026, 11, 23)}))


def due(day: date) -> date:
    return CALENDAR.after(day, 3)


@pytest.mark.clause("CLK-5")
@pytest.mark.clause("POST-4")
@pytest.mark.parametrize(
    ("started", "done", "expected"),
    [
        (date(2026, 11, 18), date(2026, 11, 24), Tally(in_time=2)),  # Monday 23 is a day off
        (date(2026, 11, 17), date(2026, 11, 24), Tally(done_late=2)),
        (date(2026, 11, 17), None, Tally(late_open=2)),
        (date(2026, 11, 18), None, Tally(open=2)),
    ],
)
def test_a_thing_is_in_time_until_the_end_of_its_last_day(started: date, done: date | None, expected: Tally) -> None:
    assert tally([(started, done)] * 2, due=due, today=TODAY) == expected


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_the_latest_late_start_parts_late_from_in_time(today: date, number: int) -> None:
    def last(day: date) -> date:
        return CALENDAR.after(day, number)

    found = latest_start_that_is_late(last, today)
    assert found is not None
    for offset in range(10):
        assert last(found - timedelta(days=offset)) < today
        assert last(found + timedelta(days=offset + 1)) >= today


def test_a_deadline_that_never_comes_makes_nothing_late() -> None:
    assert latest_start_that_is_late(lambda _day: date.max, TODAY) is None


def test_tallies_add_up() -> None:
    whole = total([Tally(in_time=6), Tally(done_late=1, late_open=1), Tally(open=4)])
    assert (whole.all, whole.late, whole.per_cent_late) == (12, 2, 25)
    assert total([]).per_cent_late is None
    assert Tally(open=3).per_cent_late is None


def test_a_deadline_is_asked_once_a_day() -> None:
    asked = []
    quick = remembered(lambda day: asked.append(day) or day)
    assert [quick(TODAY), quick(TODAY)] == [TODAY, TODAY]
    assert asked == [TODAY]


counts = st.lists(st.integers(0, 30), max_size=8)


@given(counts, st.integers(0, 10))
def test_no_small_count_is_shown_or_can_be_worked_out(found: list[int], below: int) -> None:
    cells = hide_small(found, below=below, second=True)
    whole = shown_total(found, cells, below=below)
    for count, cell in zip(found, cells, strict=True):
        assert cell is None or cell == count
        assert cell is None or not 0 < cell < below
    if whole is not None:
        assert sum(cell is None for cell in cells) != 1
        assert not 0 < whole < below


def test_one_hidden_count_takes_a_second_with_it() -> None:
    assert hide_small([3, 9, 0, 7], below=5, second=True) == [None, 9, 0, None]
    assert hide_small([3, 9, 0, 7], below=5, second=False) == [None, 9, 0, 7]
    assert hide_small([3, 9], below=0, second=True) == [3, 9]
    assert shown_total([3, 9], [None, None], below=5) == 12
    assert shown_total([3, 9], [None, 9], below=5) is None
    assert shown_total([3, 0], [None, 0], below=5) is None
