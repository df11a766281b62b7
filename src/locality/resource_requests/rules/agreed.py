"""What an approval agrees: for which days, and how much more than was asked; and what is wrong with it, in a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from locality.resource_requests.content.days import why_not_weeks
from locality.resource_requests.rules.exceptional import why_not_period
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.periods import Period
from locality.values.refusals import Refusal
from locality.values.working_days import WorkingDays

MOST_WEEKS = 104
MOST_YEARS_TO_REVIEW = 2
"""The terms of reference set none; no allocation of theirs is longer, and what it achieved is known by then."""
_DAY = timedelta(days=1)
_SCHOOL_WEEK = 5


AMOUNT_ALONE = "Select “Financial contribution”, or delete the amount"


MONEY = frozenset({"funding"})
SUPPORT_GIVEN = MONEY | {"school_support"}
"""The kinds of support that are given for some days: money, and a school's support."""


@dataclass(frozen=True)
class Agreed:
    """What an approval agrees, as far as it is known: of a form, None where an answer is missing or is none.

    `kinds`: of the support, as the columns of `Decision` are called. `amount` in pounds.
    """

    kinds: frozenset[str] | None
    amount: Decimal | None
    more_because: str
    starts_on: date | None
    ends_on: date | None
    review_on: date | None


@dataclass(frozen=True)
class Bounds:
    """What an approval keeps to. `asked` in pounds; `decided_on` is the day of the decision, `today` that of recording it.

    `earlier`: what a correction corrects, of which it may leave days as they stand. `dated`: the kinds of support that need
    days; `always_dated` where all do. `weeks`: the longest that support may last, where that is bounded (EXC-6).
    `outside_meetings`: the chair decides alone, today.
    """

    asked: Decimal | None
    decided_on: date
    today: date
    earlier: Agreed | None = None
    dated: frozenset[str] = SUPPORT_GIVEN
    always_dated: bool = False
    weeks: int | None = None
    outside_meetings: bool = False


def why_not_agreed(agreed: Agreed, bounds: Bounds) -> list[Refusal]:
    """All that is wrong with an approval, each at the answer that is to be mended; what is missing, where it is no date.

    A form shows all; an action refuses with the first.
    """
    found = (*_about_amount(agreed, bounds), *_about_days(agreed, bounds), *_about_review(agreed, bounds))
    return [each for each in found if each]


def _about_amount(agreed: Agreed, bounds: Bounds) -> Iterator[Refusal | None]:
    if agreed.kinds is None:
        return
    if "funding" not in agreed.kinds:
        yield Refusal(AMOUNT_ALONE, "amount") if agreed.amount else None
    elif not agreed.amount or agreed.amount < 0:
        yield Refusal("Enter an amount of more than £0", "amount")
    else:
        yield why_not_more(bounds.asked, agreed.amount, agreed.more_because)


def _about_days(agreed: Agreed, bounds: Bounds) -> Iterator[Refusal | None]:
    starts_on, ends_on = agreed.starts_on, agreed.ends_on
    needed = bounds.always_dated or bool(bounds.dated & (agreed.kinds or frozenset()))
    yield why_not_days(starts_on, ends_on, needed=needed)
    if needed and not (starts_on or ends_on):
        yield Refusal("Enter the last day of support", "ends_on")
    if starts_on is None or ends_on is None or ends_on < starts_on:
        return
    if bounds.outside_meetings and bounds.weeks:
        yield why_not_period(starts_on, ends_on, bounds.weeks, bounds.today)
        return
    earlier = bounds.earlier
    if earlier is None or (starts_on, ends_on) != (earlier.starts_on, earlier.ends_on):
        yield why_over(ends_on, bounds.decided_on)
    if bounds.weeks:
        too_long = why_not_weeks(starts_on, ends_on, bounds.weeks)
        yield Refusal(too_long, "ends_on") if too_long else None


def _about_review(agreed: Agreed, bounds: Bounds) -> Iterator[Refusal | None]:
    review_on = agreed.review_on
    if review_on is None or (bounds.earlier and review_on == bounds.earlier.review_on):
        return
    if bounds.outside_meetings and review_on < bounds.today:
        yield Refusal("The review date must be today or later", "review_on")
    elif not bounds.outside_meetings and review_on <= bounds.today:
        yield Refusal("The review date must be in the future", "review_on")
    else:
        yield why_not_review(review_on, bounds.decided_on, agreed.ends_on)


def more_than_asked(asked: Decimal | None, agreed: Decimal | None) -> Decimal:
    """How much more was agreed than was asked, in pounds; nothing where it was as much or less."""
    return max((agreed or Decimal(0)) - (asked or Decimal(0)), Decimal(0))


def why_not_more(asked: Decimal | None, agreed: Decimal | None, because: str) -> Refusal | None:
    """More than was asked needs a reason, which stays with the decision."""
    over = more_than_asked(asked, agreed)
    return (
        Refusal(f"Enter why the amount is {say_money(over)} more than was requested", "more_because")
        if over and not because.strip()
        else None
    )


def why_not_days(starts_on: date | None, ends_on: date | None, *, needed: bool) -> Refusal | None:
    """What is wrong with the days of support, at the one that is to be mended.

    `needed`: for money, and for a school's support. Other support may go without, but not with one of the two.
    """
    if needed or starts_on or ends_on:
        if starts_on is None:
            return Refusal("Enter the first day of support", "starts_on")
        if ends_on is None:
            return Refusal("Enter the last day of support", "ends_on")
        if ends_on < starts_on:
            return Refusal("The last day of support must be the same as or after the first day", "ends_on")
    return None


def why_over(ends_on: date | None, decided_on: date) -> Refusal | None:
    """Support that was over before anybody decided it is mostly a year typed wrongly."""
    if ends_on is None or ends_on >= decided_on:
        return None
    return Refusal(
        f"The last day of support must be {show_day(decided_on)} or later: that is the day of the decision", "ends_on"
    )


def why_not_review(review_on: date | None, decided_on: date, ends_on: date | None) -> Refusal | None:
    """A review too far off is mostly a year typed wrongly: two years after the decision, or the last day of support."""
    latest = max(_years_after(decided_on, MOST_YEARS_TO_REVIEW), ends_on or decided_on)
    if review_on is None or review_on <= latest:
        return None
    after = "two years after the decision" if latest != ends_on else "the last day of support"
    return Refusal(f"The review date must be {show_day(latest)} or before: that is {after}", "review_on")


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
