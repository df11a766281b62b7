"""How what a decision holds is paid out: instalments of every budget's share, to the penny; pure, without a database.

Each share is paid for the days of support that lie in its budget's funding year, never for a day after the last one
that is payable (EXC-6). The days of a share are cut where terms, months or school advances begin.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from locality.budgets.models import PaymentPlan
from locality.values.dates import show_day
from locality.values.money import split_money
from locality.values.refusals import Refusal

DAY = timedelta(days=1)
LONGEST_HOLIDAY = timedelta(days=70)
LONGEST_BETWEEN_ADVANCES = timedelta(days=190)
Pattern = PaymentPlan.Pattern


@dataclass(frozen=True)
class Days:
    """From the first to the last day, both included."""

    start: date
    end: date

    def __len__(self) -> int:
        return (self.end - self.start).days + 1

    def within(self, other: "Days") -> "Days | None":
        """The days that both have; None where there are none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Days(start, end) if start <= end else None


@dataclass(frozen=True)
class Share:
    """What one budget pays of a plan, in pounds, and the days of its funding year."""

    budget_id: int
    amount: Decimal
    year: Days


@dataclass(frozen=True)
class Piece:
    """One instalment to be: what it covers, and the earliest day of its payment."""

    budget_id: int
    covers: Days
    due_on: date
    amount: Decimal


@dataclass(frozen=True)
class Calendar:
    """What an authority has set: its terms, and the days on which its coming school advances pay, both in order."""

    terms: tuple[Days, ...] = ()
    advances: tuple[date, ...] = ()


def payable_days(starts_on: date, ends_on: date, payable_until: date | None) -> Days | None:
    """The days of support that may be paid for: none after `payable_until` (EXC-6)."""
    last = min(ends_on, payable_until) if payable_until else ends_on
    return Days(starts_on, last) if starts_on <= last else None


def why_not_plan(
    shares: Sequence[Share], *, pattern: Pattern, days: Days | None, today: date, calendar: Calendar
) -> Refusal | None:
    """A plan needs money, payable days, and for its pattern the council's dates that far."""
    if days is None:
        return Refusal(
            "We cannot pay for this support, because it would start after the last day that can be paid for."
        )
    if sum(share.amount for share in shares) <= 0:
        return Refusal("No money is committed for this decision, so there is nothing to pay.")
    if pattern == Pattern.TERMLY:
        known = [term for term in calendar.terms if term.within(days)]
        if not known or days.end - known[-1].end > LONGEST_HOLIDAY:
            return Refusal(_unknown("The term dates", known[-1].end if known else None, days.end))
    if pattern == Pattern.ADVANCES:
        coming = [day for day in calendar.advances if day >= today]
        if not coming or days.end - coming[-1] > LONGEST_BETWEEN_ADVANCES:
            return Refusal(_unknown("The school advances", coming[-1] if coming else None, days.end))
    return None


def _unknown(what: str, until: date | None, needed: date) -> str:
    known = f"are only known until {show_day(until)}" if until else "for this support are not known"
    return f"{what} {known}. Add those up to {show_day(needed)} to the council’s calendar, or select a different payment pattern."


def pieces(shares: Sequence[Share], *, pattern: Pattern, days: Days, today: date, calendar: Calendar) -> list[Piece]:
    """The instalments of a plan in order of payment; each share adds up to every penny.

    Every share covers its own days without gap or overlap. A share that no payable day falls into (its decision was
    made in another funding year) covers all payable days. Parts below a penny are left out. Nothing is due before
    `today`, when it is planned.
    """
    found = []
    for share in shares:
        if share.amount <= 0:
            continue
        covered = days.within(share.year) or days
        parts, weigh = _cut(pattern, covered, today, calendar)
        weights = [weigh(part) for part in parts]
        amounts = split_money(share.amount, weights if sum(weights) else [len(part) for part in parts])
        for part, amount in zip(parts, amounts, strict=True):
            if amount:
                due = part.start if pattern != Pattern.ADVANCES else _advance_of(part.start, today, calendar)
                found.append(Piece(share.budget_id, part, max(due, today), amount))
    return sorted(found, key=lambda piece: (piece.due_on, piece.covers.start, piece.budget_id))


def _cut(pattern: Pattern, days: Days, today: date, calendar: Calendar) -> tuple[list[Days], Callable[[Days], int]]:
    """The parts of a share's days, and how much each weighs."""
    if pattern == Pattern.TERMLY:
        # a holiday belongs to the term before it: only the days of terms weigh
        parts = _cut_at(days, [term.start for term in calendar.terms])
        return parts, lambda part: sum(len(met) for term in calendar.terms if (met := term.within(part)))
    if pattern == Pattern.MONTHLY:
        return _cut_at(days, _firsts_of_months(days)), len
    if pattern == Pattern.ADVANCES:
        # what was before today goes with the next advance
        return _cut_at(days, [day for day in calendar.advances if day >= today][1:]), len
    return [days], len


def _cut_at(days: Days, starts: Sequence[date]) -> list[Days]:
    """The days cut before each of these that lies among them."""
    begins = [days.start, *sorted({day for day in starts if days.start < day <= days.end})]
    ends = [day - DAY for day in begins[1:]] + [days.end]
    return [Days(start, end) for start, end in zip(begins, ends, strict=True)]


def _firsts_of_months(days: Days) -> list[date]:
    first, last = days.start.year * 12 + days.start.month - 1, days.end.year * 12 + days.end.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def _advance_of(start: date, today: date, calendar: Calendar) -> date:
    """The next school advance on or after the first day paid for; that day itself where none is known so far ahead."""
    coming = [day for day in calendar.advances if day >= today]
    found = bisect_left(coming, start)
    return coming[found] if found < len(coming) else start


def kept_until(covers: Days, amount: Decimal, last: date) -> Decimal:
    """What of an instalment is still owed when support ends with a day: its share by days, to the penny."""
    if covers.end <= last:
        return amount
    if covers.start > last:
        return Decimal("0.00")
    kept = Days(covers.start, last)
    return split_money(amount, [len(kept), len(covers) - len(kept)])[0]
