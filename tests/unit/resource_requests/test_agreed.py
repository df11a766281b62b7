"""What an approval agrees: its days, and how much more than was requested."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locality.resource_requests.rules.agreed import (
    Agreed,
    Bounds,
    more_than_asked,
    proposed_days,
    why_not_agreed,
    why_not_days,
    why_not_more,
    why_not_review,
    why_over,
)
from locality.values.periods import Period
from locality.values.refusals import Refusal
from locality.values.working_days import WorkingDays
from tests.refusals import said

TERMS = [
    Period(date(2026, 11, 2), date(2026, 12, 18)),
    Period(date(2027, 1, 4), date(2027, 2, 12)),
    Period(date(2027, 2, 22), date(2027, 3, 25)),
]
CALENDAR = WorkingDays(frozenset({date(2027, 1, 5)}))


@pytest.mark.parametrize(
    ("asked", "agreed", "because", "sentence"),
    [
        ("1278", "5000", "", "Enter why the amount is £3,722 more than was requested"),
        ("1278", "5000", "  ", "Enter why the amount is £3,722 more than was requested"),
        ("1278", "1278.01", "", "Enter why the amount is £0.01 more than was requested"),
        ("1278", "5000", "Two pupils joined.", ""),
        ("1278", "1278", "", ""),
        ("1278", "900", "", ""),
        (None, "200", "", "Enter why the amount is £200 more than was requested"),
    ],
)
def test_more_than_was_asked_needs_a_reason(asked: str | None, agreed: str, because: str, sentence: str) -> None:
    assert (said(why_not_more(Decimal(asked) if asked else None, Decimal(agreed), because)) or "") == sentence


@pytest.mark.parametrize(
    ("review", "decided", "ends", "sentence"),
    [
        (date(2027, 7, 1), date(2026, 11, 29), None, ""),
        (date(2028, 11, 29), date(2026, 11, 29), date(2027, 7, 1), ""),
        (date(2028, 11, 30), date(2026, 11, 29), date(2027, 7, 1),
         "The review date must be Wednesday 29 November 2028 or before: that is two years after the decision"),
        (date(2099, 6, 1), date(2026, 11, 29), None,
         "The review date must be Wednesday 29 November 2028 or before: that is two years after the decision"),
        (date(2029, 3, 1), date(2026, 11, 29), date(2029, 3, 1), ""),
        (date(2029, 3, 2), date(2026, 11, 29), date(2029, 3, 1),
         "The review date must be Thursday 1 March 2029 or before: that is the last day of support"),
        (date(2030, 2, 28), date(2028, 2, 29), None, ""),
        (date(2030, 3, 1), date(2028, 2, 29), None,
         "The review date must be Thursday 28 February 2030 or before: that is two years after the decision"),
        (None, date(2026, 11, 29), None, ""),
    ],
)  # fmt: skip
def test_a_review_is_within_two_years_or_the_support(
    review: date | None, decided: date, ends: date | None, sentence: str
) -> None:
    assert (said(why_not_review(review, decided, ends)) or "") == sentence


def test_less_is_nothing_more() -> None:
    assert more_than_asked(Decimal(1278), Decimal(900)) == 0
    assert more_than_asked(Decimal(1278), None) == 0


@pytest.mark.parametrize(
    ("decided", "weeks", "first", "last"),
    [
        # Thursday 26 November; 12 weeks of school, of which 3 lie before Christmas, 6 after it, and 3 after the half-term
        (date(2026, 11, 26), "12", date(2026, 11, 27), date(2027, 3, 11)),
        (date(2026, 12, 18), "1", date(2027, 1, 4), date(2027, 1, 8)),  # the last day of term: from the next one
        (date(2027, 1, 4), "1", date(2027, 1, 6), date(2027, 1, 12)),  # Tuesday is a day off
        (date(2027, 3, 25), "2", date(2027, 3, 26), date(2027, 4, 8)),  # no terms are known after that
        (date(2026, 11, 26), None, date(2026, 11, 27), None),
        (date(2026, 11, 26), "0.2", date(2026, 11, 27), date(2026, 11, 27)),
    ],
)
def test_support_begins_on_the_next_day_of_school_for_as_many_weeks_as_were_asked(
    decided: date, weeks: str | None, first: date, last: date | None
) -> None:
    found = proposed_days(decided, Decimal(weeks) if weeks else None, TERMS, CALENDAR)
    assert (found.starts_on, found.ends_on) == (first, last)


def test_without_terms_weeks_are_counted() -> None:
    found = proposed_days(date(2026, 11, 27), Decimal(2), [], CALENDAR)
    assert (found.starts_on, found.ends_on) == (date(2026, 11, 30), date(2026, 12, 11))


ONE, TWO = date(2026, 11, 30), date(2027, 2, 26)


@pytest.mark.parametrize(
    ("starts", "ends", "needed", "wrong"),
    [
        (None, None, True, ("starts_on", "Enter the first day of support")),
        (ONE, None, True, ("ends_on", "Enter the last day of support")),
        (ONE, None, False, ("ends_on", "Enter the last day of support")),
        (None, TWO, False, ("starts_on", "Enter the first day of support")),
        (TWO, ONE, True, ("ends_on", "The last day of support must be the same as or after the first day")),
        (ONE, ONE, True, ("", "")),
        (None, None, False, ("", "")),
    ],
)
def test_money_and_a_schools_support_have_their_days(
    starts: date | None, ends: date | None, needed: bool, wrong: tuple[str, str]
) -> None:
    why = why_not_days(starts, ends, needed=needed)
    assert ((why.field, why.sentence) if why else ("", "")) == wrong


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (None, ""),
        (date(2026, 11, 29), ""),
        (date(2026, 11, 28),
         "The last day of support must be Sunday 29 November 2026 or later: that is the day of the decision"),
    ],
)  # fmt: skip
def test_support_that_was_over_before_it_was_decided_is_none(ends: date | None, sentence: str) -> None:
    assert (said(why_over(ends, date(2026, 11, 29))) or "") == sentence


DECIDED = date(2026, 11, 26)
WHOLE = Agreed(
    kinds=frozenset({"funding"}), amount=Decimal(1000), more_because="", starts_on=date(2026, 12, 1),
    ends_on=date(2027, 3, 1), review_on=date(2027, 3, 1),
)  # fmt: skip
BOUNDS = Bounds(asked=Decimal(1000), decided_on=DECIDED, today=DECIDED)


def test_all_that_is_wrong_with_an_approval_is_said_at_once_each_at_its_answer() -> None:
    assert why_not_agreed(WHOLE, BOUNDS) == []
    wrong = replace(WHOLE, amount=None, ends_on=date(2026, 11, 30), review_on=DECIDED)
    assert why_not_agreed(wrong, BOUNDS) == [
        Refusal("Enter an amount of more than £0", "amount"),
        Refusal("The last day of support must be the same as or after the first day", "ends_on"),
        Refusal("The review date must be in the future", "review_on"),
    ]


@pytest.mark.parametrize(
    ("kinds", "amount", "said"),
    [
        (None, None, []),  # what was chosen is no answer: that is said at its own field
        (None, "5", []),
        ({"advice"}, "5", ["amount"]),
        ({"advice"}, None, []),
        ({"funding"}, "0", ["amount"]),
        ({"funding"}, "-5", ["amount"]),
        ({"funding"}, "1001", ["more_because"]),
    ],
)
def test_an_amount_goes_with_a_financial_contribution(
    kinds: set[str] | None, amount: str | None, said: list[str]
) -> None:
    given = replace(WHOLE, kinds=frozenset(kinds) if kinds else None, amount=Decimal(amount) if amount else None)
    assert [each.field for each in why_not_agreed(given, BOUNDS)] == said


def test_a_correction_leaves_days_as_they_are_on_record() -> None:
    over = replace(WHOLE, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 20), review_on=date(2026, 11, 20))
    assert [each.field for each in why_not_agreed(over, BOUNDS)] == ["ends_on", "review_on"]
    assert why_not_agreed(over, replace(BOUNDS, earlier=over)) == []
    assert [each.field for each in why_not_agreed(over, replace(BOUNDS, earlier=over, weeks=2))] == ["ends_on"]


def test_the_chair_alone_keeps_to_the_weeks_and_may_review_today() -> None:
    alone = replace(BOUNDS, always_dated=True, weeks=6, outside_meetings=True)
    short = replace(WHOLE, kinds=frozenset({"advice"}), amount=None, ends_on=date(2026, 12, 24), review_on=DECIDED)
    assert why_not_agreed(short, alone) == []
    assert [each.field for each in why_not_agreed(replace(short, ends_on=date(2027, 1, 20)), alone)] == ["ends_on"]
    undated = replace(short, starts_on=None, ends_on=None)
    assert [each.field for each in why_not_agreed(undated, alone)] == ["starts_on", "ends_on"]
    assert why_not_agreed(undated, replace(alone, always_dated=False)) == []
