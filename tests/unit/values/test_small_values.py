"""Periods, references, and days as people read them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.values.dates import (
    show_age,
    show_day,
    show_distance,
    show_moment,
    show_months,
    show_near,
    show_short_day,
    show_time,
)
from locality.values.periods import Period, part_of_year
from locality.values.references import pupil_letter, request_reference
from locality.values.sentences import in_a_row
from locality.values.working_days import WorkingDays

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    return Period(start, draw(st.none() | days.filter(lambda day: day >= start)))


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="same as or after the start"):
        Period(date(2026, 9, 2), date(2026, 9, 1))


def test_both_ends_of_a_period_belong_to_it() -> None:
    year = Period(date(2026, 9, 1), date(2027, 8, 31))
    assert year.contains(date(2026, 9, 1))
    assert year.contains(date(2027, 8, 31))
    assert not year.contains(date(2027, 9, 1))
    assert Period(date(2026, 9, 1)).contains(date(2100, 1, 1))
    assert not year.overlaps(Period(date(2027, 9, 1)))


@pytest.mark.slow_property
@given(periods(), periods(), days)
def test_periods_overlap_where_they_share_a_day(first: Period, second: Period, day: date) -> None:
    assert first.overlaps(second) == second.overlaps(first)
    if first.contains(day) and second.contains(day):
        assert first.overlaps(second)
    if first.overlaps(second):
        assert first.contains(max(first.start, second.start))


@pytest.mark.parametrize(
    ("day", "first_month", "parts", "part"),
    [
        (date(2026, 9, 1), 9, 4, (date(2026, 9, 1), date(2026, 11, 30))),
        (date(2026, 11, 30), 9, 4, (date(2026, 9, 1), date(2026, 11, 30))),
        (date(2026, 12, 1), 9, 4, (date(2026, 12, 1), date(2027, 2, 28))),
        (date(2028, 2, 29), 9, 4, (date(2027, 12, 1), date(2028, 2, 29))),
        (date(2027, 8, 31), 9, 4, (date(2027, 6, 1), date(2027, 8, 31))),
        (date(2027, 3, 31), 4, 1, (date(2026, 4, 1), date(2027, 3, 31))),
        (date(2027, 1, 1), 1, 12, (date(2027, 1, 1), date(2027, 1, 31))),
    ],
)
def test_a_year_falls_into_parts(day: date, first_month: int, parts: int, part: tuple[date, date]) -> None:
    assert part_of_year(day, first_month, parts) == Period(*part)


@pytest.mark.slow_property
@given(days, st.integers(1, 12), st.integers(1, 12))
def test_parts_of_a_year_lie_one_after_another_without_a_gap(day: date, first_month: int, parts: int) -> None:
    part = part_of_year(day, first_month, parts)
    assert part.contains(day)
    assert part.end
    assert part_of_year(part.start, first_month, parts) == part == part_of_year(part.end, first_month, parts)
    later, number = part_of_year(part.end + timedelta(days=1), first_month, parts), 1
    assert later.start == part.end + timedelta(days=1)
    while later.start < part.start.replace(day=1, year=part.start.year + 1):
        assert later.end
        later, number = part_of_year(later.end + timedelta(days=1), first_month, parts), number + 1
    assert number == parts


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2026, 9, 1), date(2026, 11, 30)), "September to November 2026"),
        (Period(date(2026, 12, 1), date(2027, 2, 28)), "December 2026 to February 2027"),
        (Period(date(2027, 5, 1), date(2027, 5, 31)), "May 2027"),
        (Period(date(2027, 5, 1)), "from May 2027"),
    ],
)
def test_months_as_people_read_them(period: Period, words: str) -> None:
    assert show_months(period) == words


def test_references() -> None:
    assert request_reference(2026, 418) == "RFR-2026-00418"
    assert request_reference(2026, 123456) == "RFR-2026-123456"
    with pytest.raises(ValueError, match="from 1"):
        request_reference(2026, 0)


def test_letters_of_pupils() -> None:
    assert [pupil_letter(n) for n in (1, 2, 26, 27, 52, 53, 703)] == ["A", "B", "Z", "AA", "AZ", "BA", "AAA"]
    assert len({pupil_letter(n) for n in range(1, 2000)}) == 1999
    with pytest.raises(ValueError, match="from 1"):
        pupil_letter(0)


def test_days_and_times() -> None:
    moment = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)
    assert show_day(date(2026, 11, 26)) == "Thursday 26 November 2026"
    assert show_short_day(date(2026, 11, 6)) == "6 Nov 2026"
    assert show_time(time(9, 5)) == "09:05"
    assert show_time(moment) == "15:30"
    assert show_moment(moment) == "Wednesday 1 July 2026 at 15:30"
    assert show_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 22), "in less than 1 working day"),
        (date(2026, 11, 23), "in 1 working day"),
        (date(2026, 11, 25), "in 3 working days"),
        (date(2026, 11, 19), "1 working day late"),
        (date(2026, 11, 18), "2 working days late"),
        (date(2026, 11, 13), "5 working days late"),
    ],
)
def test_how_far_off_a_day_is(due: date, words: str) -> None:
    assert show_distance(due, date(2026, 11, 20), WorkingDays()) == words  # a Friday


def test_late_over_a_weekend() -> None:
    assert show_distance(date(2026, 11, 20), date(2026, 11, 21), WorkingDays()) == "late"
    assert show_distance(date(2026, 11, 20), date(2026, 11, 23), WorkingDays()) == "1 working day late"


@pytest.mark.parametrize(
    ("today", "days_off", "words"),
    [
        # a Sunday: what was due on the Friday was due later, and sounds later, than what was due on the Thursday
        (date(2026, 11, 29), set(), ["2 working days late", "1 working day late", "late"]),
        # the day after Boxing Day, where Monday is a holiday in its stead: Wednesday, Thursday, Friday (Christmas)
        (
            date(2026, 12, 28),
            {date(2026, 12, 25), date(2026, 12, 28)},
            ["1 working day late", "late", "late"],
        ),
    ],
)
def test_of_three_days_in_order_the_later_sounds_later(today: date, days_off: set[date], words: list[str]) -> None:
    calendar = WorkingDays(frozenset(days_off))
    friday = today - timedelta(days=(today.weekday() - 4) % 7)
    due = [friday - timedelta(days=2), friday - timedelta(days=1), friday]
    assert [show_distance(day, today, calendar) for day in due] == words


def test_what_is_due_before_a_holiday_ends_sounds_earlier_than_what_is_due_after() -> None:
    """Seen from Christmas Eve, over a week without working days."""
    calendar = WorkingDays(frozenset(date(2026, 12, day) for day in (25, 28, 29, 30, 31)) | {date(2027, 1, 1)})
    due = [date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 4), date(2027, 1, 5)]
    assert [show_distance(day, date(2026, 12, 24), calendar) for day in due] == [
        "tomorrow",
        "in less than 1 working day",
        "in 1 working day",
        "in 2 working days",
    ]


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 11, 29), "waiting since today"),  # a Sunday
        (date(2026, 11, 28), "waiting since 28 Nov 2026"),
        (date(2026, 11, 27), "waiting since 27 Nov 2026"),
        (date(2026, 11, 26), "waiting for 1 working day, since 26 Nov 2026"),
        (date(2026, 11, 20), "waiting for 5 working days, since 20 Nov 2026"),
        (date(2026, 12, 1), "waiting since today"),  # the clock of another machine was ahead
    ],
)
def test_since_when_something_waits(since: date, words: str) -> None:
    assert show_age(since, date(2026, 11, 29), WorkingDays()) == words


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"), (["A", "", "C"], "A and C")],
)
def test_names_stand_in_a_sentence(names: list[str], said: str) -> None:
    assert in_a_row(names) == said


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 20), " (today)"),
        (date(2026, 12, 4), " (in 10 working days)"),
        (date(2026, 12, 5), " (in 10 working days)"),  # a Saturday
        (date(2026, 12, 7), ""),
        (date(2027, 5, 4), ""),
        (date(2026, 9, 1), " (58 working days late)"),
    ],
)
def test_a_day_that_is_far_off_is_not_counted_to(due: date, words: str) -> None:
    assert show_near(due, date(2026, 11, 20), WorkingDays()) == words  # a Friday
