"""Why money can't be moved: each rule allows, or gives its reason in a sentence. No database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.budgets.models import Budget, FundingYear
from locality.budgets.rules.money import (
    why_not_adjust,
    why_not_allocate,
    why_not_an_amount,
    why_not_commit,
    why_not_open_year,
    why_not_release,
    why_not_this_length,
)
from locality.budgets.rules.transfers import why_not_reach
from locality.budgets.rules.years import why_not_this_name
from locality.communities.models import Authority, Community
from locality.values.periods import Period
from tests.refusals import said

pytestmark = pytest.mark.clause("RES-7")

KENT = Authority(pk=1, name="Wealdshire")
WEALD = Community(pk=1, authority=KENT, name="Weald North")
YEAR = FundingYear(pk=1, authority=KENT, name="2026 to 2027", start=date(2026, 9, 1), end=date(2027, 8, 31))


def budget(remaining: str, allocated: str = "1000", committed: str = "0", paid: str = "0") -> Budget:
    return Budget(
        community=WEALD,
        funding_year=YEAR,
        allocated=Decimal(allocated),
        committed=Decimal(committed),
        paid=Decimal(paid),
        remaining=Decimal(remaining),
    )


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_a_commitment_is_allowed_up_to_what_remains_and_no_penny_further(remaining: Decimal, amount: Decimal) -> None:
    reason = said(why_not_commit(budget(str(remaining)), amount))
    assert (reason is None) == (amount <= remaining)


def test_a_commitment_beyond_it_says_both_amounts_and_whom_to_ask() -> None:
    assert said(why_not_commit(budget("18340"), Decimal("18340.01"))) == (
        "Weald North has £18,340 left in its 2026 to 2027 budget, and this needs £18,340.01. Approve a "
        "smaller amount, or ask the council’s locality team to increase the budget."
    )


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("0.01", None),
        ("999999999.99", None),
        ("0", "The amount must be more than £0."),
        ("-1", "The amount must be more than £0."),
        ("NaN", "The amount must be more than £0."),
        ("Infinity", "The amount must be more than £0."),
        ("1.001", "The amount must be in whole pennies."),
        ("1000000000", "The amount must be £999,999,999.99 or less."),
    ],
)
def test_amounts(amount: str, reason: str | None) -> None:
    assert said(why_not_an_amount(Decimal(amount))) == reason


def test_an_adjustment_leaves_what_is_promised() -> None:
    standing = budget("300", committed="500", paid="200")
    assert why_not_adjust(standing, Decimal("-300")) is None
    assert why_not_adjust(standing, Decimal("5")) is None
    assert said(why_not_adjust(standing, Decimal("-300.01"))) == (
        "£700 of the £1,000 for Weald North is already committed or paid. You can reduce the budget by £300 or less."
    )
    assert said(why_not_adjust(standing, Decimal(0))) == "Enter an amount of more than £0."
    assert said(why_not_adjust(standing, Decimal("0.001"))) == "The amount must be in whole pennies."


def test_a_release_is_at_most_what_is_held() -> None:
    assert why_not_release(Decimal(5), Decimal(5)) is None
    assert (
        said(why_not_release(Decimal("5.01"), Decimal(5)))
        == "£5 is committed for this decision, so £5.01 cannot be released."
    )


def test_a_community_is_funded_by_its_own_authority_while_it_is_open() -> None:
    other = FundingYear(authority_id=2, name="Their year", start=YEAR.start, end=YEAR.end)
    closed = Community(authority=KENT, name="Weald Old", closed_on=date(2026, 7, 31))
    closing = Community(authority=KENT, name="Weald Late", closed_on=date(2026, 12, 31))
    assert why_not_allocate(WEALD, YEAR) is None
    assert why_not_allocate(closing, YEAR) is None
    assert said(why_not_allocate(WEALD, other)) == "Weald North belongs to a different council from Their year."
    assert said(why_not_allocate(closed, YEAR)) == (
        "Weald Old closed on Friday 31 July 2026, before 2026 to 2027 starts."
    )


@pytest.mark.parametrize(
    ("start", "end", "name", "allowed"),
    [
        (date(2027, 9, 1), date(2028, 8, 31), "2027 to 2028", True),
        (date(2025, 9, 1), date(2026, 8, 31), "2025 to 2026", True),
        (date(2027, 8, 31), date(2028, 8, 30), "2027 to 2028", False),
        (date(2026, 10, 1), date(2026, 10, 1), "A day", False),
        (date(2020, 1, 1), date(2021, 1, 1), "2026 to 2027", False),
        (date(2020, 1, 1), date(2021, 1, 1), "2026  TO 2027 ", False),
    ],
)
def test_years_stand_apart(start: date, end: date, name: str, allowed: bool) -> None:
    reasons = said(why_not_open_year(Period(start, end), [YEAR])), said(why_not_this_name(name, [YEAR]))
    assert (reasons == (None, None)) == allowed


def test_a_year_of_many_years_is_a_slip() -> None:
    assert why_not_this_length(YEAR.period) is None
    assert why_not_this_length(Period(date(2026, 9, 1), date(2206, 8, 31)))
    assert why_not_this_length(Period(date(2026, 9, 1)))


def test_a_transfer_moves_exactly_all_that_remains_and_no_penny_more() -> None:
    assert why_not_reach(budget("300"), Decimal(300)) is None
    assert said(why_not_reach(budget("300"), Decimal("300.01"))) == (
        "Weald North has £300 left, so £300.01 cannot be moved from it."
    )
