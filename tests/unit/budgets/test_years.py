"""Which funding year pays for which days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.budgets.models import FundingYear
from locality.budgets.rules.advances import ComingBack
from locality.budgets.rules.years import (
    days_between,
    days_by_year,
    first_day_without_year,
    next_year,
    split_over_years,
    why_not_close,
)
from locality.values.periods import Period
from tests.refusals import said

pytestmark = pytest.mark.clause("RES-7")


def year(first: int, *, closed: bool = False) -> FundingYear:
    return FundingYear(
        name=f"{first} to {first + 1}",
        start=date(first, 9, 1),
        end=date(first + 1, 8, 31),
        closed_at=date(2030, 1, 1) if closed else None,
    )


YEARS = [year(first) for first in (2025, 2026, 2027)]
days = st.dates(date(2025, 9, 1), date(2028, 8, 31))
pounds = st.decimals(Decimal("0.01"), Decimal("999999"), places=2)


@given(a=days, b=days, amount=pounds)
def test_every_day_and_every_penny_is_somebodys(a: date, b: date, amount: Decimal) -> None:
    period = Period(min(a, b), max(a, b))
    assert first_day_without_year(period, YEARS) is None
    shares = split_over_years(amount, period, YEARS)
    assert sum(share.amount for share in shares) == amount
    assert sum(count for _, count in days_by_year(period, YEARS)) == (max(a, b) - min(a, b)).days + 1
    assert all(share.amount > 0 for share in shares)


@given(a=days, b=days, amount=pounds)
def test_days_of_a_closed_year_are_paid_by_the_next(a: date, b: date, amount: Decimal) -> None:
    years = [year(2025, closed=True), year(2026, closed=True), year(2027)]
    shares = split_over_years(amount, Period(min(a, b), max(a, b)), years)
    assert [(share.year.name, share.amount) for share in shares] == [("2027 to 2028", amount)]


def test_shares_follow_the_days() -> None:
    shares = split_over_years(Decimal("61.00"), Period(date(2026, 8, 1), date(2026, 9, 30)), YEARS)
    assert [(share.year.name, str(share.amount)) for share in shares] == [
        ("2025 to 2026", "31.00"),
        ("2026 to 2027", "30.00"),
    ]
    assert split_over_years(Decimal(1), Period(date(2025, 9, 2), date(2025, 9, 3)), [year(2025, closed=True)]) == []


def test_the_first_day_that_no_year_has() -> None:
    assert first_day_without_year(Period(date(2028, 8, 1), date(2028, 9, 30)), YEARS) == date(2028, 9, 1)
    assert first_day_without_year(Period(date(2025, 8, 31), date(2026, 9, 30)), YEARS) == date(2025, 8, 31)
    assert first_day_without_year(Period(date(2025, 12, 1), date(2026, 12, 1)), [YEARS[0], YEARS[2]]) == date(
        2026, 9, 1
    )
    assert next_year(YEARS[0], YEARS) == YEARS[1]
    assert next_year(YEARS[2], YEARS) is None


def test_nothing_may_be_under_way_when_a_year_is_closed() -> None:
    def reason(*back: ComingBack, waiting: int = 0) -> str | None:
        return said(
            why_not_close(
                YEARS[0], years=YEARS, today=YEARS[0].end + timedelta(days=1), waiting=waiting, coming_back=back
            )
        )

    assert reason() is None
    assert reason(waiting=2) == "2 transfers have not been confirmed. Confirm, refuse or withdraw them first."
    soon = ComingBack("Ash", Decimal("12.50"), covered=True)
    never = ComingBack("Beech", Decimal("200.33"), covered=False)
    assert reason(soon) == (
        "£12.50 from this year is still due back from Ash. First mark as paid the advance that takes it back."
    )
    assert reason(soon, never) == (
        "£212.83 from this year is still due back from Ash and Beech. The payments planned for Beech are too small to take "
        "it from. Ask finance to record under “Payments not in an advance yet” that it was paid back. You can then close "
        "the year."
    )


def test_days_between_two_years_are_said() -> None:
    far = FundingYear(name="2030 to 2031", start=date(2030, 9, 1), end=date(2031, 8, 31))
    said = (
        "2027 to 2028 ends on Thursday 31 August 2028 and 2030 to 2031 starts on Sunday 1 September 2030. You cannot "
        "approve money for support from Friday 1 September 2028 to Saturday 31 August 2030. Add a year with these days, "
        "or change the dates you entered."
    )
    assert days_between(far, [*YEARS, far]) == said
    assert days_between(YEARS[2], [*YEARS, far]) == said
    assert days_between(YEARS[1], [*YEARS, far]) is None
    assert days_between(far, [far]) is None


def test_a_year_is_closed_from_the_day_after_its_last() -> None:
    def reason(today: date) -> str | None:
        return said(why_not_close(YEARS[0], years=YEARS, today=today, waiting=0, coming_back=[]))

    assert (
        reason(date(2026, 8, 31)) == "2025 to 2026 ends on Monday 31 August 2026. You can close it from the next day."
    )
    assert reason(date(2026, 9, 1)) is None
