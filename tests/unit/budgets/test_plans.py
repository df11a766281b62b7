"""How the money of a decision is cut into instalments: every penny, every payable day once, nothing past the end."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.budgets.models import PaymentPlan
from locality.budgets.rules.plans import (
    Calendar,
    Days,
    Piece,
    Share,
    kept_until,
    payable_days,
    pieces,
    why_not_plan,
)
from locality.values.money import PENNY
from tests.refusals import said

pytestmark = [pytest.mark.clause("POST-4"), pytest.mark.slow_property]
P = PaymentPlan.Pattern
TODAY = date(2026, 11, 24)
FIRST, SECOND = Days(date(2026, 9, 1), date(2027, 8, 31)), Days(date(2027, 9, 1), date(2028, 8, 31))
TERMS = tuple(
    Days(date(year + after, *start), date(year + after, *end))
    for year in (2026, 2027)
    for after, start, end in (
        (0, (9, 2), (10, 23)), (0, (11, 2), (12, 18)), (1, (1, 4), (2, 12)), (1, (2, 22), (3, 27)),
        (1, (4, 13), (5, 28)), (1, (6, 7), (7, 21)),
    )
)  # fmt: skip
ADVANCES = tuple(date(2026 + month // 12, month % 12 + 1, 18) for month in range(11, 30))
CALENDAR = Calendar(TERMS, ADVANCES)
NOTHING = Decimal("0.00")


def made(pattern: P, amount: str, start: date, end: date, calendar: Calendar = CALENDAR) -> list[Piece]:
    share = Share(1, Decimal(amount), FIRST)
    return pieces([share], pattern=pattern, days=Days(start, end), today=TODAY, calendar=calendar)


def told(found: list[Piece]) -> list[tuple[date, Decimal]]:
    return [(piece.due_on, piece.amount) for piece in found]


def test_one_sum_is_due_on_the_first_day() -> None:
    assert told(made(P.ONE_SUM, "1000", date(2026, 12, 1), date(2027, 3, 31))) == [(date(2026, 12, 1), Decimal(1000))]


def test_each_month_gets_its_days() -> None:
    found = made(P.MONTHLY, "121.00", date(2026, 12, 1), date(2027, 3, 31))
    assert told(found) == [
        (date(2026, 12, 1), Decimal(31)), (date(2027, 1, 1), Decimal(31)), (date(2027, 2, 1), Decimal(28)),
        (date(2027, 3, 1), Decimal(31)),
    ]  # fmt: skip


def test_each_term_gets_its_days_and_holidays_weigh_nothing() -> None:
    found = made(P.TERMLY, "87.00", date(2026, 11, 2), date(2027, 2, 21))
    assert told(found) == [(TODAY, Decimal(47)), (date(2027, 1, 4), Decimal(40))]
    assert found[0].covers == Days(date(2026, 11, 2), date(2027, 1, 3))


def test_with_each_advance_from_the_next_one_on() -> None:
    found = made(P.ADVANCES, "900", date(2026, 9, 1), date(2027, 2, 28))
    assert [piece.due_on for piece in found] == [date(2026, 12, 18), date(2027, 1, 18), date(2027, 2, 18)]
    assert found[0].covers == Days(date(2026, 9, 1), date(2027, 1, 17))


@pytest.mark.clause("RES-7")
def test_support_across_two_years_is_paid_from_each_years_own_days() -> None:
    shares = [Share(1, Decimal("62"), FIRST), Share(2, Decimal("61"), SECOND)]
    found = pieces(
        shares, pattern=P.MONTHLY, days=Days(date(2027, 7, 1), date(2027, 10, 31)), today=TODAY, calendar=CALENDAR
    )
    assert [(piece.budget_id, piece.due_on.month, piece.amount) for piece in found] == [
        (1, 7, Decimal(31)), (1, 8, Decimal(31)), (2, 9, Decimal(30)), (2, 10, Decimal(31)),
    ]  # fmt: skip


@pytest.mark.clause("EXC-6")
def test_nothing_is_payable_past_the_end() -> None:
    assert payable_days(date(2026, 12, 1), date(2027, 3, 31), date(2027, 1, 31)) == Days(
        date(2026, 12, 1), date(2027, 1, 31)
    )
    assert payable_days(date(2026, 12, 1), date(2027, 3, 31), date(2026, 11, 30)) is None
    reason = said(
        why_not_plan([Share(1, Decimal(5), FIRST)], pattern=P.ONE_SUM, days=None, today=TODAY, calendar=CALENDAR)
    )
    assert reason == "We cannot pay for this support, because it would start after the last day that can be paid for."


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        (P.TERMLY, "The term dates are only known until Friday 18 December 2026. Add those up to Friday 30 July 2027 "),
        (P.ADVANCES, "The school advances are only known until Friday 18 December 2026. Add those up to"),
    ],
)
def test_a_pattern_needs_the_councils_dates(pattern: P, sentence: str) -> None:
    short = Calendar(TERMS[:2], ADVANCES[:1])
    days, shares = Days(date(2026, 12, 1), date(2027, 7, 30)), [Share(1, Decimal(5), FIRST)]
    assert (said(why_not_plan(shares, pattern=pattern, days=days, today=TODAY, calendar=short)) or "").startswith(
        sentence
    )
    assert "for this support are not known" in (
        said(why_not_plan(shares, pattern=pattern, days=days, today=TODAY, calendar=Calendar())) or ""
    )
    assert why_not_plan(shares, pattern=pattern, days=days, today=TODAY, calendar=CALENDAR) is None
    assert why_not_plan(shares, pattern=P.MONTHLY, days=days, today=TODAY, calendar=Calendar()) is None


def test_a_decision_that_holds_nothing_has_no_plan() -> None:
    reason = said(why_not_plan([], pattern=P.ONE_SUM, days=FIRST, today=TODAY, calendar=CALENDAR))
    assert reason == "No money is committed for this decision, so there is nothing to pay."


def test_support_in_another_year_than_its_money_is_paid_for_all_its_days() -> None:
    found = pieces([Share(1, Decimal(10), FIRST)], pattern=P.ONE_SUM, days=SECOND, today=TODAY, calendar=CALENDAR)
    assert [piece.covers for piece in found] == [SECOND]


money = st.decimals(min_value=0, max_value=9_999_999, places=2)
starts = st.dates(date(2026, 9, 1), date(2028, 3, 31))


@given(st.sampled_from(list(P)), money, money, starts, st.integers(0, 500), st.integers(-40, 500), st.integers(0, 600))
def test_every_penny_of_every_split_adds_up(
    pattern: P, one: Decimal, two: Decimal, start: date, length: int, until: int, ago: int
) -> None:
    end = start + timedelta(days=length)
    days = payable_days(start, end, start + timedelta(days=until))
    shares = [Share(1, one, FIRST), Share(2, two, SECOND)]
    today = TODAY + timedelta(days=ago)
    if why_not_plan(shares, pattern=pattern, days=days, today=today, calendar=CALENDAR) or days is None:
        return
    found = pieces(shares, pattern=pattern, days=days, today=today, calendar=CALENDAR)
    for share in shares:
        own = [piece for piece in found if piece.budget_id == share.budget_id]
        assert sum((piece.amount for piece in own), NOTHING) == share.amount
        assert all(piece.amount > 0 and piece.amount == piece.amount.quantize(PENNY) for piece in own)
        in_order = sorted(own, key=lambda piece: piece.covers.start)
        assert all(before.covers.end < after.covers.start for before, after in pairwise(in_order))
    assert all(days.start <= piece.covers.start and piece.covers.end <= days.end for piece in found)
    assert all(piece.covers.end <= start + timedelta(days=until) for piece in found)
    assert [piece.due_on for piece in found] == sorted(piece.due_on for piece in found)


@given(money, starts, st.integers(0, 400), st.integers(-10, 420))
def test_what_is_kept_and_what_is_given_back_is_the_whole(
    amount: Decimal, start: date, length: int, after: int
) -> None:
    covers, last = Days(start, start + timedelta(days=length)), start + timedelta(days=after)
    kept = kept_until(covers, amount, last)
    assert NOTHING <= kept <= amount
    assert kept == kept.quantize(PENNY)
    if after >= length:
        assert kept == amount
    if after < 0:
        assert kept == 0
