"""Working days against England's bank holidays, the clock changes, year ends and Easter."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.values.working_days import LONDON, WorkingDays, day_of, end_of

SHARED = Path(__file__).parents[4] / "shared" / "data" / "bank_holidays_england_wales.json"
YEARS = range(2012, 2029)
ENGLAND = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=YEARS))
CALENDAR = WorkingDays(days_off=ENGLAND)

days = st.dates(date(2012, 2, 1), date(2028, 10, 31))
numbers = st.integers(0, 40)
calendars = st.builds(WorkingDays, days_off=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30))

school_calendars = st.builds(
    WorkingDays,
    days_off=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30),
    only=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60),
)


def published() -> dict[date, str]:
    events = json.loads(SHARED.read_text())["england-and-wales"]["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


@pytest.mark.skipif(not SHARED.exists(), reason="the government's file is not beside this copy")
def test_the_seed_of_the_table_has_every_bank_holiday_the_government_published() -> None:
    """The package lists real and observed days: on weekdays the two are the same."""
    ours = {day for day in ENGLAND if day.weekday() < 5}
    theirs = {day for day in published() if day.weekday() < 5}
    assert {day.year for day in theirs} == set(YEARS)
    assert ours == theirs


@pytest.mark.skipif(not SHARED.exists(), reason="the government's file is not beside this copy")
@pytest.mark.slow_property
def test_every_day_of_seventeen_years_is_counted_as_the_government_has_it() -> None:
    official = published()
    day = date(2012, 1, 1)
    while day < date(2029, 1, 1):
        assert CALENDAR.is_working(day) == (day.weekday() < 5 and day not in official), day
        day += timedelta(days=1)


@pytest.mark.clause("PRE-2")
@pytest.mark.slow_property
@given(days, numbers.filter(bool))
def test_before_is_the_nth_working_day_counted_one_by_one(day: date, number: int) -> None:
    found = CALENDAR.before(day, number)
    working = [d for d in (found + timedelta(days=n) for n in range((day - found).days)) if CALENDAR.is_working(d)]
    assert len(working) == number
    assert working[0] == found


@pytest.mark.slow_property
@given(days, numbers.filter(bool))
def test_after_is_the_nth_working_day_counted_one_by_one(day: date, number: int) -> None:
    found = CALENDAR.after(day, number)
    assert CALENDAR.is_working(found)
    assert CALENDAR.count(day, found) == number


@pytest.mark.slow_property
@given(days.filter(CALENDAR.is_working), numbers)
def test_before_and_after_undo_each_other_from_a_working_day(day: date, number: int) -> None:
    assert CALENDAR.after(CALENDAR.before(day, number), number) == day
    assert CALENDAR.before(CALENDAR.after(day, number), number) == day


@pytest.mark.slow_property
@given(calendars, st.dates(date(2025, 6, 1), date(2027, 6, 1)), numbers)
def test_on_any_calendar_before_leaves_enough_days(calendar: WorkingDays, day: date, number: int) -> None:
    """Sent on the last possible day, there are N working days from that day to the day before the meeting."""
    last = calendar.before(day, number)
    assert calendar.count(last - timedelta(days=1), day - timedelta(days=1)) == number
    assert calendar.count(day, calendar.after(day, number)) == number


@pytest.mark.slow_property
@given(calendars | school_calendars, st.dates(date(2025, 6, 1), date(2027, 6, 1)), st.integers(0, 500))
def test_counting_is_looking_at_each_day(calendar: WorkingDays, start: date, number: int) -> None:
    each = [start + timedelta(days=offset) for offset in range(1, number + 1)]
    assert calendar.count(start, start + timedelta(days=number)) == sum(map(calendar.is_working, each))


@given(calendars, st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=3, max_size=3))
def test_counts_add_up_and_turn_round(calendar: WorkingDays, three: list[date]) -> None:
    a, b, c = three
    assert calendar.count(a, b) + calendar.count(b, c) == calendar.count(a, c)
    assert calendar.count(a, b) == -calendar.count(b, a)


@pytest.mark.clause("PRE-2")
@pytest.mark.parametrize(
    ("meeting", "deadline"),
    [
        (date(2026, 11, 30), date(2026, 11, 16)),  # two plain weeks
        (date(2027, 1, 12), date(2026, 12, 24)),  # Christmas, Boxing Day's substitute and New Year between
        (date(2027, 4, 9), date(2027, 3, 24)),  # Good Friday and Easter Monday between
        (date(2026, 4, 8), date(2026, 3, 23)),  # Easter, and the clocks go forward on 29 March
        (date(2026, 11, 2), date(2026, 10, 19)),  # the clocks go back on 25 October
        (date(2026, 5, 5), date(2026, 4, 20)),  # the early May bank holiday is the day before
    ],
)
def test_ten_working_days_before_a_meeting(meeting: date, deadline: date) -> None:
    assert CALENDAR.before(meeting, 10) == deadline


@pytest.mark.clause("CLK-5")
@pytest.mark.parametrize(
    ("approved", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 25)),  # a Friday
        (date(2026, 11, 21), date(2026, 11, 25)),  # a Saturday: day one is Monday all the same
        (date(2026, 12, 23), date(2026, 12, 30)),  # Christmas Day, and Boxing Day's substitute on Monday
        (date(2026, 12, 31), date(2027, 1, 6)),  # New Year's Day and a weekend
        (date(2027, 3, 25), date(2027, 4, 1)),  # Maundy Thursday
    ],
)
def test_three_working_days_after_an_approval(approved: date, due: date) -> None:
    assert CALENDAR.after(approved, 3) == due


@pytest.mark.slow_property
@given(days)
def test_a_day_lasts_until_its_last_moment_local_time(day: date) -> None:
    last = end_of(day)
    assert day_of(last) == day
    assert day_of(last.astimezone(UTC)) == day
    assert day_of(last.astimezone(UTC) + timedelta(microseconds=1)) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 3, 28), 23), (date(2026, 3, 29), 22), (date(2026, 10, 24), 22), (date(2026, 10, 25), 23)],
)
def test_the_last_moment_moves_with_the_clocks(day: date, hour: int) -> None:
    assert end_of(day).astimezone(UTC).hour == hour


def test_a_summer_evening_is_the_next_day_already() -> None:
    assert day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert day_of(datetime(2026, 12, 31, 23, 59, tzinfo=LONDON)) == date(2026, 12, 31)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 6, 30))  # noqa: DTZ001


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        CALENDAR.before(date(2026, 6, 30), -1)


class TestSchoolDays:
    """An authority may count only days of its terms."""

    TERM = frozenset(date(2026, 9, 1) + timedelta(days=n) for n in range(53))  # to Friday 23 October
    NEXT = frozenset(date(2026, 11, 2) + timedelta(days=n) for n in range(47))
    SCHOOL = WorkingDays(days_off=ENGLAND, only=TERM | NEXT)

    def test_a_holiday_between_terms_does_not_count(self) -> None:
        assert self.SCHOOL.after(date(2026, 10, 22), 2) == date(2026, 11, 2)
        assert self.SCHOOL.before(date(2026, 11, 3), 2) == date(2026, 10, 23)

    def test_beyond_the_terms_entered_every_weekday_counts(self) -> None:
        assert self.SCHOOL.after(date(2026, 12, 18), 3) == date(2026, 12, 23)
        assert WorkingDays(only=frozenset()).is_working(date(2026, 12, 18))

    @pytest.mark.slow_property
    @given(st.dates(date(2026, 8, 1), date(2027, 1, 31)), numbers)
    def test_counting_agrees_with_stepping(self, day: date, number: int) -> None:
        assert self.SCHOOL.count(day, self.SCHOOL.after(day, number)) == number
