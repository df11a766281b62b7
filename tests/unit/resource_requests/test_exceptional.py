"""Exceptional requests, read from a draft: the reason, the days, and how long they may be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.communities.models import AuthorityRules
from locality.resource_requests.content.answers import read
from locality.resource_requests.content.days import why_not_weeks
from locality.resource_requests.content.fields import answers_of, field_of, input_name, seen_of_field
from locality.resource_requests.content.filled import Choices, Filled
from locality.resource_requests.content.questions import REASON_HINTS, REASON_LABELS
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.rules.exceptional import (
    opens_a_standard_request,
    why_not_continue,
    why_not_period,
)
from locality.together.texts import NOTHING, Seen

TODAY = date(2026, 11, 24)
CHOICES = Choices(schools={1: "Oak"}, lead_school=1, today=TODAY, exceptional=True, exceptional_weeks=13)
EXCEPTIONAL = ResourceRequest.Kind.EXCEPTIONAL
Outcome = Decision.Outcome


def typed(starts_on: date | str, ends_on: date | str, reason: str = "tribunal_order") -> dict[str, str]:
    raw = {"exceptional_reason": reason}
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        parts = (str(day.day), str(day.month), str(day.year)) if isinstance(day, date) else (day, day, day)
        raw |= dict(zip((f"{name}_{part}" for part in ("day", "month", "year")), parts, strict=True))
    return raw


def wrong(filled: Filled) -> dict[str, str]:
    return {problem.name: problem.sentence for problem in filled.problems_of("exceptional")}


def test_the_reasons_are_those_of_the_record_and_each_is_explained() -> None:
    assert dict(ResourceRequest.Reason.choices) == REASON_LABELS
    assert set(REASON_HINTS) == set(REASON_LABELS)
    assert len(REASON_LABELS) == 4


@pytest.mark.clause("EXC-1")
@pytest.mark.clause("EXC-6")
def test_reason_first_day_and_last_day_are_needed() -> None:
    assert wrong(read({}, CHOICES)) == {
        "exceptional_reason": "Select why this request is exceptional",
        "starts_on_day": "Enter the first day of support",
        "ends_on_day": "Enter the last day of support",
    }
    found = read(typed(TODAY, TODAY + timedelta(days=27)), CHOICES)
    assert wrong(found) == {}
    assert (found.exceptional_reason, found.starts_on, found.ends_on) == (
        "tribunal_order",
        TODAY,
        TODAY + timedelta(days=27),
    )


@pytest.mark.clause("EXC-1")
@pytest.mark.parametrize("reason", ["", "anything", "TRIBUNAL_ORDER", "other_authority,tribunal_order"])
def test_only_one_of_the_four_reasons_is_one(reason: str) -> None:
    assert "exceptional_reason" in wrong(read(typed(TODAY, TODAY, reason), CHOICES))


def test_a_standard_request_has_none_of_it() -> None:
    found = read(typed(TODAY, TODAY), replace(CHOICES, exceptional=False))
    assert (found.exceptional_reason, found.starts_on, found.ends_on) == ("", None, None)
    assert wrong(found) == {}


@pytest.mark.clause("EXC-6")
@pytest.mark.parametrize(
    ("starts", "ends", "part", "words"),
    [
        (TODAY, TODAY - timedelta(days=1), "ends_on_day", "same as or after the first day"),
        (TODAY, TODAY + timedelta(days=91), "ends_on_day", "Monday 22 February 2027 or before"),
        (TODAY - timedelta(days=40), TODAY - timedelta(days=1), "ends_on_day", "today or later"),
        (TODAY + timedelta(days=400), TODAY + timedelta(days=410), "starts_on_year", "within a year"),
        (TODAY, "31", "ends_on_month", "must be a real date"),
        (TODAY, "", "ends_on_day", "Enter the last day"),
        ("x", TODAY, "starts_on_day", "must be a real date"),
    ],
)
def test_what_is_wrong_with_the_days_stands_at_the_very_part(
    starts: date | str, ends: date | str, part: str, words: str
) -> None:
    assert words in wrong(read(typed(starts, ends), CHOICES))[part]


@pytest.mark.clause("EXC-6")
@pytest.mark.parametrize(
    ("field", "year", "sentence"),
    [
        ("starts_on", "26", "The first day of support must have a year of 4 digits, like 2027"),
        ("ends_on", "26", "The last day of support must have a year of 4 digits, like 2027"),
        ("ends_on", "026", "The last day of support must have a year of 4 digits, like 2027"),
        ("starts_on", "0026", "The first day of support must have a year from 1900 to 2100"),
        ("ends_on", "9026", "The last day of support must have a year from 1900 to 2100"),
    ],
)
def test_a_year_has_4_figures_and_the_other_day_is_not_blamed(field: str, year: str, sentence: str) -> None:
    raw = typed(date(2026, 12, 1), date(2026, 12, 20)) | {f"{field}_year": year}
    assert wrong(read(raw, CHOICES)) == {f"{field}_year": sentence}


@pytest.mark.clause("EXC-6")
@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(-400, 800), st.integers(1, 52))
def test_a_period_is_right_exactly_where_it_has_days_and_no_more_than_the_weeks(
    start: date, days: int, weeks: int
) -> None:
    end = start + timedelta(days=days)
    assert (why_not_weeks(start, end, weeks) == "") == (0 <= days < weeks * 7)


@pytest.mark.clause("EXC-6")
def test_the_authoritys_longest_period_is_the_limit() -> None:
    weeks = AuthorityRules(exceptional_weeks=1).exceptional_weeks
    assert why_not_period(TODAY, TODAY + timedelta(days=6), weeks, TODAY) is None
    assert "up to 1 week." in str(why_not_period(TODAY, TODAY + timedelta(days=7), weeks, TODAY))
    assert str(why_not_period(TODAY, None, weeks, TODAY)) == "Enter the first and last day of support."
    assert "today or later" in str(why_not_period(TODAY - timedelta(days=5), TODAY - timedelta(days=1), weeks, TODAY))
    assert "today or later" in str(why_not_period(date(2025, 11, 30), date(2026, 8, 31), weeks, TODAY))


@pytest.mark.clause("EXC-4")
@pytest.mark.clause("EXC-6")
@pytest.mark.parametrize(
    ("kind", "outcome", "invites", "opens"),
    [
        (EXCEPTIONAL, Outcome.APPROVED, False, True),
        (EXCEPTIONAL, Outcome.DECLINED, True, True),
        (EXCEPTIONAL, Outcome.DECLINED, False, False),
        (EXCEPTIONAL, Outcome.REFERRED, False, False),
        (EXCEPTIONAL, None, False, False),
        (ResourceRequest.Kind.STANDARD, Outcome.APPROVED, False, False),
    ],
)
def test_which_requests_open_a_standard_one(kind: str, outcome: str | None, invites: bool, opens: bool) -> None:
    request = ResourceRequest(kind=kind)
    decision = Decision(outcome=outcome, invites_standard=invites) if outcome else None
    assert opens_a_standard_request(request, decision) is opens
    assert bool(why_not_continue(request, decision, None)) is not opens
    if opens:
        assert "RFR-2026-00007 was already started" in str(
            why_not_continue(request, decision, ResourceRequest(reference="RFR-2026-00007"))
        )


def test_the_days_are_fields_of_three_answers() -> None:
    assert answers_of("ends_on") == ["ends_on_day", "ends_on_month", "ends_on_year"]
    assert field_of("ends_on_month") == field_of("ends_on-month") == "ends_on"
    assert input_name("starts_on_day") == "starts_on-day"
    april = Seen.of(4, "4")
    assert seen_of_field("starts_on", {"starts_on_month": april}) == f"{NOTHING}.{april}.{NOTHING}"
