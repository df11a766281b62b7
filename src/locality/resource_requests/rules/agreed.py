"""What an approval agrees: for which days, and how much more than was asked; and what is wrong with it, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.periods import Period
from locality.values.working_days import WorkingDays

MOST_WEEKS = 104
MOST_YEARS_TO_REVIEW = 2
"""The terms of reference set none; no allocation of theirs is longer, and what it achieved is known by then."""
_DAY = timedelta(days=1)
_SCHOOL_WEEK = 5


def more_than_asked(asked: Decimal | None, agreed: Decimal | None) -> Decimal:
    """How much more was agreed than was asked, in pounds; nothing where it was as much or less."""
    return max((agreed or Decimal(0)) - (asked or Decimal(0)), Decimal(0))


def why_not_more(asked: Decimal | None, agreed: Decimal | None, because: str) -> str:
    """More than was asked needs a reason, which stays with the decision."""
    over = more_than_asked(asked, agreed)
    return f"This is {say_money(over)} more than was asked. Say why." if over and not because.strip() else ""


def why_not_days(starts_on: date | None, ends_on: date | None, *, needed: bool) -> tuple[str, str]:
    """What is wrong with the days of support, as the field it belongs to and a sentence.

    `needed`: for money, and for a school's support. Other support may go without, but not with one of the two.
    """
    if needed or starts_on or ends_on:
        if starts_on is None:
            return "starts_on", "Enter the first day of support"
        if ends_on is None:
            return "ends_on", "Enter the last day of support"
        if ends_on < starts_on:
            return "ends_on", "The last day of support must be the same as or after the first day"
    return "", ""


def why_over(ends_on: date | None, decided_on: date) -> str:
    """Support that was over before anybody decided it is mostly a year typed wrongly."""
    if ends_on is None or ends_on >= decided_on:
        return ""
    return f"The last day of support must be {show_day(decided_on)} or later: that is the day of the decision"


def why_not_review(review_on: date | None, decided_on: date, ends_on: date | None) -> str:
    """A review too far off is mostly a year typed wrongly: two years after the decision, or the last day of support."""
    latest = max(_years_after(decided_on, MOST_YEARS_TO_REVIEW), ends_on or decided_on)
    if review_on is None or review_on <= latest:
        return ""
    after = "two years after the decision" if latest != ends_on else "the last day of support"
    return f"Review date must be {show_day(latest)} or before: that is {after}"


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True)
class ProposedDays:
    """The days of support that a form begins with; without an end where the request asks for no weeks."""

    starts_on: date
    ends_on: date | None


def proposed_days(
    decided_on: date, weeks: Decimal | None, terms: Sequence[Period], calendar: WorkingDays
) -> ProposedDays:
    """From the next day of school on, for as many weeks of school as were asked. Where no terms are known, weeks count."""
    known = max((term.end for term in terms if term.end), default=None)

    def in_term(day: date) -> bool:
        return day.weekday() < _SCHOOL_WEEK and (
            known is None or day > known or any(term.contains(day) for term in terms)
        )

    first = decided_on + _DAY
    while not (in_term(first) and calendar.is_working(first)):
        first += _DAY
    if not weeks:
        return ProposedDays(first, None)
    left, last = int(min(weeks, Decimal(MOST_WEEKS)) * _SCHOOL_WEEK), first
    left -= 1
    while left > 0:
        last += _DAY
        left -= in_term(last)
    return ProposedDays(first, last)


def say_days(starts_on: date | None, ends_on: date | None) -> str:
    """ "Monday 30 November 2026 to Friday 26 February 2027"; nothing where a decision does not say."""
    return f"{show_day(starts_on)} to {show_day(ends_on)}" if starts_on and ends_on else ""
