"""What the words and codes of the register mean here."""

from datetime import date

import pytest

from locality.communities.imports import register_words as words
from locality.communities.imports.plans import Kind, Plan, Row
from locality.communities.models import School


@pytest.mark.parametrize(
    ("code", "group", "phase", "kind"),
    [
        ("01", "4", "primary", "mainstream"),
        ("2", "4", "primary", "mainstream"),
        ("34", "10", "secondary", "mainstream"),
        ("07", "5", "not_applicable", "special"),
        ("44", "10", "not_applicable", "special"),
        ("14", "4", "not_applicable", "pru"),
        ("43", "10", "not_applicable", "pru"),
        ("11", "3", "not_applicable", "independent"),
        ("10", "5", "not_applicable", "independent"),
        ("15", "4", "nursery", "nursery"),
        ("18", "1", "post_16", "other"),
        ("", "", "all_through", "mainstream"),
        ("", "5", "primary", "special"),
        ("", "", "not_applicable", "other"),
        ("99", "", "primary", "mainstream"),
        ("²", "", "primary", "mainstream"),
    ],
)
def test_the_kind_comes_from_type_then_group_then_phase(code: str, group: str, phase: str, kind: str) -> None:
    assert words.kind_of(code, group, School.Phase(phase)) == kind


@pytest.mark.parametrize(
    ("name", "code", "phase"),
    [
        ("All Through", "7", "all_through"),
        ("All-through", "", "all_through"),
        ("Middle deemed secondary", "5", "secondary"),
        ("", "2", "primary"),
        ("", "02", "primary"),
        ("", "0", "not_applicable"),
        ("", "", "unknown"),
        ("Something new", "9", "unknown"),
    ],
)
def test_phases(name: str, code: str, phase: str) -> None:
    assert words.phase_of(name, code) == phase


def test_the_words_for_a_status_go_before_its_code() -> None:
    assert words.status_of("Closed", "1") == "closed"
    assert words.status_of("Open, but proposed to close", "1") == "proposed_to_close"
    assert words.status_of("", "2") == "closed"
    assert words.status_of("Perhaps", "1") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-08-2025", date(2025, 8, 31)),
        ("1/9/2012", date(2012, 9, 1)),
        ("2012-09-01", date(2012, 9, 1)),
        ("2012-09-01 00:00:00", date(2012, 9, 1)),
        ("1 Sep 2012", date(2012, 9, 1)),
        ("1\u00a0September 2012", date(2012, 9, 1)),
        ("01-Sep-12", date(2012, 9, 1)),
        ("01-Sep-2012", date(2012, 9, 1)),
        ("01.09.2012", date(2012, 9, 1)),
        ("01/09/12", date(2012, 9, 1)),
        ("01/09/2012 00:00", date(2012, 9, 1)),
        ("2012-09-01T00:00:00", date(2012, 9, 1)),
        ("2012-09-01T00:00:00.000Z", date(2012, 9, 1)),
        ("01-01-1900", None),
        ("", None),
        ("NA", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert words.parse_day(text) == day


@pytest.mark.parametrize(
    "text", ["31-02-2012", "soon", "2012", "99-99-9999", "09/2012", "1-Sep", "41153", "31 Nov 2012", "00:00"]
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date, like 31-08-2025"):
        words.parse_day(text)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["9/1/2012", "", "8/31/2014", "12/31/2014"], "“8/31/2014” in row 4"),
        (["9/1/2012", "08-31-14"], "“08-31-14” in row 3"),
        (["9/1/2012", " 8/31/2014 00:00:00 "], "“8/31/2014 00:00:00” in row 3"),
        (["8/31/2014", "31/8/2014"], ""),
        (["13/31/2014", "0/31/2014", "8/32/2014", "99/99/9999"], ""),
        (["9/1/2012", "2012-08-31", "31 Aug 2012", "tomorrow", "٨/٣١/٢٠١٤"], ""),
        ([], ""),
    ],
)
def test_a_day_that_is_only_one_month_first_tells_of_all_unless_another_is_day_first(
    days: list[str], found: str
) -> None:
    rows = [Row(number, {"opened": "", "closed": day}) for number, day in enumerate(days, start=2)]
    assert words.month_first(rows, "opened", "closed") == found


@pytest.mark.parametrize(
    ("text", "urn"), [(" 990004 ", 990004), ("99O003", None), ("", None), ("1234567", None), ("١٢٣٤٥٦", None)]
)
def test_numbers_of_schools(text: str, urn: int | None) -> None:
    assert words.parse_urn(text) == urn


def test_coordinates() -> None:
    assert [words.parse_metres(text) for text in ("533498", "0", "", "-1", "5e5", "²")] == [533498, *[None] * 5]


def test_a_plan_counts_and_knows_itself() -> None:
    plan, same = Plan(), Plan()
    assert not plan.does_something
    for each in (plan, same):
        each.add(2, Kind.ADD, 100001, "Oakfield", "Open")
        each.add(3, Kind.REFUSE, "", "", "The URN is missing.")
    assert plan.counts[Kind.ADD] == 1
    assert plan.does_something
    assert plan.fingerprint == same.fingerprint
    same.add(4, Kind.ADD, 100002, "Hill Road")
    assert plan.fingerprint != same.fingerprint


def test_a_code_of_ten_thousand_figures_is_no_type() -> None:
    """Python makes no number of more than 4,300 figures, and says so with an error."""
    assert words.kind_of("1" * 10_000, "", School.Phase.UNKNOWN) == School.Kind.OTHER
    assert not words.is_academy("1" * 10_000, "")
