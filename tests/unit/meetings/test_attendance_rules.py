"""Runs of absences, and when one is raised (CLK-3)."""

from datetime import date, timedelta

import pytest

from locality.meetings.rules.attendance import Seat, absence_runs, to_raise


def seats(pattern: str, *, school: int = 1, told_at: int | None = None) -> list[Seat]:
    """A school's places, oldest meeting first: "x" represented, "-" not, " " no member."""
    first = date(2026, 1, 5)
    return [
        Seat(school, f"School {school}", 1, number, first + timedelta(days=28 * number), mark == "x", told=told_at == number)
        for number, mark in enumerate(pattern)
        if mark != " "
    ]  # fmt: skip


@pytest.mark.clause("CLK-3")
@pytest.mark.parametrize(
    ("pattern", "missed"),
    [("", 0), ("x", 0), ("-", 1), ("x-", 1), ("--", 2), ("x--", 2), ("--x", 0), ("-x-", 1), ("- -", 2), ("x---", 3)],
)
def test_only_the_newest_meetings_running_count(pattern: str, missed: int) -> None:
    runs = absence_runs(seats(pattern))
    assert [run.meetings for run in runs] == ([missed] if missed else [])


@pytest.mark.clause("CLK-3")
@pytest.mark.parametrize(
    ("pattern", "after", "raised"), [("--", 2, 1), ("-", 2, 0), ("---", 2, 1), ("--", 3, 0), ("-", 1, 1)]
)
def test_it_is_raised_after_as_many_as_the_authority_says(pattern: str, after: int, raised: int) -> None:
    assert len(to_raise(absence_runs(seats(pattern)), after)) == raised


@pytest.mark.clause("CLK-3")
@pytest.mark.parametrize(
    ("pattern", "told_at", "raised"), [("x--", 1, 0), ("x---", 1, 0), ("--x--", 0, 1), ("--x--", 3, 0)]
)
def test_one_run_is_told_of_once(pattern: str, told_at: int, raised: int) -> None:
    assert len(to_raise(absence_runs(seats(pattern, told_at=told_at)), 2)) == raised


@pytest.mark.clause("CLK-3")
def test_a_run_knows_where_it_began_and_each_school_has_its_own() -> None:
    runs = absence_runs([*seats("x--", school=2), *seats("-x-", school=1)])
    assert [(run.school, run.meetings, run.since, run.last) for run in runs] == [
        (1, 1, 2, date(2026, 3, 2)),
        (2, 2, 1, date(2026, 3, 2)),
    ]
