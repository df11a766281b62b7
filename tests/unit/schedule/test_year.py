"""A year of monthly meetings from a pattern (PRE-1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.schedule.rules import FEWEST, LAST, Pattern, Proposal, holidays_in, propose
from locality.values.periods import Period
from locality.values.working_days import WorkingDays

TERMS = [
    Period(date(2026, 9, 2), date(2026, 10, 23)),
    Period(date(2026, 11, 2), date(2026, 12, 18)),
    Period(date(2027, 1, 4), date(2027, 2, 12)),
    Period(date(2027, 2, 22), date(2027, 3, 25)),
    Period(date(2027, 4, 12), date(2027, 5, 28)),
    Period(date(2027, 6, 7), date(2027, 7, 22)),
]
DAYS_OFF = frozenset({date(2027, 5, 3), date(2027, 3, 26), date(2027, 3, 29), date(2026, 12, 25), date(2027, 1, 1)})
CALENDAR = WorkingDays(days_off=DAYS_OFF)
SECOND_TUESDAY = Pattern(2, 1)


@pytest.mark.clause("PRE-1")
def test_the_second_tuesday_of_each_month_in_term() -> None:
    days = {each.month: each.day for each in propose(SECOND_TUESDAY, TERMS, CALENDAR, {})}
    assert days[date(2026, 9, 1)] == date(2026, 9, 8)
    assert days[date(2027, 7, 1)] == date(2027, 7, 13)
    assert len([day for day in days.values() if day]) == 11


@pytest.mark.clause("PRE-1")
def test_a_day_outside_the_terms_gives_way_to_the_nearest_of_its_weekday() -> None:
    april = next(each for each in propose(Pattern(1, 0), TERMS, CALENDAR, {}) if each.month == date(2027, 4, 1))
    assert april.day == date(2027, 4, 12)
    assert "outside the school terms" in april.why


@pytest.mark.clause("PRE-1")
def test_a_bank_holiday_gives_way() -> None:
    may = next(each for each in propose(Pattern(1, 0), TERMS, CALENDAR, {}) if each.month == date(2027, 5, 1))
    assert may.day == date(2027, 5, 10)
    assert "bank holiday" in may.why


@pytest.mark.clause("PRE-1")
def test_a_clash_gives_way_and_is_named() -> None:
    clashes = {date(2026, 10, 13): ["Ann Clerk at Weald South"]}
    october = next(each for each in propose(SECOND_TUESDAY, TERMS, CALENDAR, clashes) if each.month.month == 10)
    assert october.day == date(2026, 10, 20) or october.day == date(2026, 10, 6)
    assert "Ann Clerk at Weald South" in october.why


def test_a_month_full_of_clashes_keeps_the_pattern_and_says_so() -> None:
    clashes = {date(2026, 10, 1) + timedelta(days=number): ["Ann Clerk at Weald South"] for number in range(31)}
    october = next(each for each in propose(SECOND_TUESDAY, TERMS, CALENDAR, clashes) if each.month.month == 10)
    assert october == Proposal(date(2026, 10, 1), date(2026, 10, 13), "Ann Clerk at Weald South")


def test_a_month_without_a_school_day_has_none() -> None:
    august = propose(SECOND_TUESDAY, [Period(date(2027, 7, 1), date(2027, 7, 20)), TERMS[0]], CALENDAR, {})
    assert all(each.day is None or each.day.month != 8 for each in august)
    assert propose(SECOND_TUESDAY, [], CALENDAR, {}) == []


@given(
    ordinal=st.integers(1, LAST),
    weekday=st.integers(0, 4),
    busy=st.sets(st.dates(date(2026, 9, 1), date(2027, 7, 31)), max_size=60),
)
@pytest.mark.clause("FRQ-1")
def test_any_pattern_gives_enough_dates_on_school_days(ordinal: int, weekday: int, busy: set[date]) -> None:
    found = propose(Pattern(ordinal, weekday), TERMS, CALENDAR, {day: ["Ann"] for day in busy})
    days = [each.day for each in found if each.day]
    assert len(days) >= FEWEST
    assert len({(day.year, day.month) for day in days}) == len(days)
    for each in found:
        if each.day:
            assert CALENDAR.is_working(each.day)
            assert any(term.contains(each.day) for term in TERMS)
            assert each.day not in busy or "Ann" in each.why


def test_a_window_says_what_it_spans() -> None:
    assert holidays_in(date(2026, 9, 8), date(2026, 9, 22), TERMS, CALENDAR) == ""
    assert holidays_in(date(2026, 10, 20), date(2026, 11, 3), TERMS, CALENDAR) == "school holidays"
    assert holidays_in(date(2027, 4, 28), date(2027, 5, 5), TERMS, CALENDAR) == "a bank holiday or closure day"
