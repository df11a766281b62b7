"""Which funding year pays for which days of support, and why a year can't be closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from locality.budgets.models import FundingYear
from locality.budgets.rules.advances import ComingBack, name_references
from locality.budgets.rules.money import ASK
from locality.budgets.workflow import YEARS, OfYear
from locality.values.dates import show_day
from locality.values.keys import name_key
from locality.values.money import say_money, split_money
from locality.values.periods import Period
from locality.values.refusals import Refusal


@dataclass(frozen=True)
class YearShare:
    """What one funding year pays of an amount, in pounds."""

    year: FundingYear
    amount: Decimal


def days_by_year(period: Period, years: Iterable[FundingYear]) -> list[tuple[FundingYear, int]]:
    """How many days of support each open year pays for, the earliest first.

    Days of a closed year are paid by the next open one: that is where its money went. Days after the last year that
    the authority has are in nobody's: see `first_day_without_year`.
    """
    last = period.end or period.start
    found: list[tuple[FundingYear, int]] = []
    waiting = 0
    for year in sorted(years, key=lambda each: each.start):
        waiting += max((min(year.end, last) - max(year.start, period.start)).days + 1, 0)
        if waiting and not year.is_closed:
            found.append((year, waiting))
            waiting = 0
    return found


def first_day_without_year(period: Period, years: Iterable[FundingYear]) -> date | None:
    """The first day of a period that lies in no funding year; None where all do."""
    day, last = period.start, period.end or period.start
    for year in sorted(years, key=lambda each: each.start):
        if year.start <= day <= year.end:
            day = year.end + timedelta(days=1)
    return day if day <= last else None


def split_over_years(amount: Decimal, period: Period, years: Iterable[FundingYear]) -> list[YearShare]:
    """An amount cut by days of support into the share of each year, to the penny; a year without a penny is left out."""
    days = days_by_year(period, years)
    if not days:
        return []
    shares = split_money(amount, [count for _, count in days])
    return [YearShare(year, share) for (year, _), share in zip(days, shares, strict=True) if share]


def why_no_year(period: Period, day: date) -> str:
    """What to say where days of support lie in no funding year yet."""
    if period.end is None or period.start == period.end:
        return f"No funding year includes {show_day(day)}, so you cannot approve money for it. {ASK} to add one."
    end = f", or agree support that ends before {show_day(day)}" if day > period.start else ""
    return (
        f"This support ends on {show_day(period.end)}, but no funding year includes {show_day(day)} yet. "
        f"{ASK} to add the funding year{end}."
    )


def why_all_closed(on: date) -> str:
    """What to say where the year of a day is closed and no later one is there."""
    return f"The funding year of {show_day(on)} is closed. {ASK} to add the next one."


def why_not_open(year: FundingYear) -> Refusal | None:
    """Nothing moves in a closed year."""
    return why_not_now(year, OfYear.CHANGE)


def why_not_given(year: FundingYear, today: date) -> Refusal | None:
    """A year that is over is given nothing more: what it has left is carried or goes back when it is closed."""
    if reason := why_not_open(year):
        return reason
    if year.end >= today:
        return None
    return Refusal(
        f"{year.name} ended on {show_day(year.end)}, so you cannot allocate money for it. To correct a budget, adjust it. To "
        "use what is left, close the year."
    )


def last_day_in_years(period: Period, years: Sequence[FundingYear]) -> date | None:
    """The last day of a period that follows its first day without leaving the funding years; None where that lies in none."""
    outside = first_day_without_year(period, years)
    if outside is None:
        return period.end or period.start
    return outside - timedelta(days=1) if outside > period.start else None


def why_not_this_name(name: str, others: Iterable[FundingYear]) -> Refusal | None:
    """The years of an authority have names of their own, however they are spelled."""
    if any(name_key(other.name) == name_key(name) for other in others):
        return Refusal(f"There is already a funding year called {name}. Enter a different name.", "name")
    return None


def why_not_other_days(year: FundingYear, *, has_budgets: bool) -> Refusal | None:
    """The days of a year decide which money pays for what: they stay once it has a budget."""
    if not has_budgets:
        return None
    return Refusal(
        f"Money has been allocated for {year.name}, so you cannot change its first and last day. "
        "You can change its name until it is closed.",
        "start",
    )


def why_not_remove(year: FundingYear, *, has_budgets: bool) -> Refusal | None:
    """What a page says of it before it is asked for."""
    return why_not_now(year, OfYear.REMOVE) or why_it_holds_money(year, has_budgets=has_budgets)


_WHEN_CLOSED = {
    OfYear.CHANGE: "is closed, so you cannot change its money.",
    OfYear.REMOVE: "is closed, so you cannot remove it.",
    OfYear.CLOSE: "is already closed.",
}


def why_not_now(year: FundingYear, event: OfYear) -> Refusal | None:
    """A year that is closed stays so."""
    return None if YEARS.is_possible(year.state, event) else Refusal(f"{year.name} {_WHEN_CLOSED[event]}")


def why_it_holds_money(year: FundingYear, *, has_budgets: bool) -> Refusal | None:
    """A year goes only while nothing hangs on it: every allocation, transfer, decision and payment has a budget in it."""
    if not has_budgets:
        return None
    return Refusal(
        f"Money has been allocated for {year.name}, so you cannot remove it. To correct an amount, adjust the budget."
    )


def why_not_close(
    year: FundingYear,
    *,
    years: Sequence[FundingYear],
    today: date,
    waiting: int,
    coming_back: Sequence[ComingBack],
) -> Refusal | None:
    """A year is closed after its last day, after all earlier ones, into the next; nothing of it may be under way.

    `waiting`: transfers not yet confirmed; `coming_back`: what schools are still to give back of it.
    """
    if reason := why_not_now(year, OfYear.CLOSE):
        return reason
    if today <= year.end:
        return Refusal(f"{year.name} ends on {show_day(year.end)}. You can close it from the next day.")
    earlier = [each for each in years if each.end < year.start and not each.is_closed]
    if earlier:
        return Refusal(f"{min(earlier, key=lambda each: each.start).name} is not closed yet. Close it first.")
    following = next_year(year, years)
    if following is None:
        return Refusal(
            "There is no next funding year yet. Add it first, so that money left in this one can go into it."
        )
    if waiting:
        if waiting == 1:
            return Refusal("1 transfer has not been confirmed. Confirm, refuse or withdraw it first.")
        return Refusal(f"{waiting} transfers have not been confirmed. Confirm, refuse or withdraw them first.")
    return Refusal(_why_not_before_it_came_back(coming_back)) if coming_back else None


def _why_not_before_it_came_back(coming_back: Sequence[ComingBack]) -> str:
    amount = sum((each.amount for each in coming_back), Decimal(0))
    still = f"{say_money(amount)} from this year is still due back from {name_references([each.school for each in coming_back])}."
    stuck = [each.school for each in coming_back if not each.covered]
    if not stuck:
        return f"{still} First mark as paid the advance that takes it back."
    return (
        f"{still} The payments planned for {name_references(stuck)} are too small to take it from. Ask finance to record under "
        "“Payments not in an advance yet” that it was paid back. You can then close the year."
    )


def days_between(year: FundingYear, years: Iterable[FundingYear]) -> str | None:
    """A warning where days lie between a year and its neighbours that are in no year."""
    others = [each for each in years if each.start != year.start]  # no two share a day
    before = max((each for each in others if each.end < year.start), key=lambda each: each.end, default=None)
    for earlier, later in ((before, year), (year, next_year(year, others))):
        if earlier and later and later.start - earlier.end > timedelta(days=1):
            first, last = earlier.end + timedelta(days=1), later.start - timedelta(days=1)
            return (
                f"{earlier.name} ends on {show_day(earlier.end)} and {later.name} starts on {show_day(later.start)}. You cannot "
                f"approve money for support from {show_day(first)} to {show_day(last)}. Add a year with these days, or change "
                "the dates you entered."
            )
    return None


def next_year(year: FundingYear, years: Iterable[FundingYear]) -> FundingYear | None:
    """The year that follows, open or closed."""
    return min((each for each in years if each.start > year.end), key=lambda each: each.start, default=None)
