"""Money that follows a community's decision. Nothing leaves a budget without one (CTX-2)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.budgets.actions.ledger import lock_open_budget, write_entry
from locality.budgets.actions.refusals import NoBudget, NotEnough
from locality.budgets.locks import lock_budget
from locality.budgets.models import Budget, Entry, FundingYear
from locality.budgets.queries.money import held_by_decision
from locality.budgets.rules import years as of_years
from locality.budgets.rules.money import (
    ASK,
    why_no_budget,
    why_not_an_amount,
    why_not_commit,
    why_not_increase,
    why_not_release,
)
from locality.communities.models import Community
from locality.values.money import NOTHING, say_money, split_money
from locality.values.periods import Period
from locality.values.refusals import NotPossible, refuse


@transaction.atomic
def commit(
    *,
    community: Community,
    on: date,
    amount: Decimal,
    reference: str,
    decision_id: int,
    why: str,
    by: User,
    at: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> list[Entry]:
    """Promise an amount, in pounds, from the community's budgets (RES-7): one entry a funding year.

    With the days of support, each funding year promises its share by days, to the penny; without them the year of the
    decision's day promises all. What falls into a closed year is promised by the next open one.
    Called when an approval is recorded. Raises NoBudget, NotEnough or NotPossible, each with a sentence.
    """
    refuse(why_not_an_amount(amount))
    period = Period(starts_on, ends_on) if starts_on and ends_on else Period(on, on)
    shares = _shares(community, amount, period)
    found = _budgets(community, [share.year for share in shares])
    for share in shares:
        if share.year.pk not in found:
            raise NoBudget(_why_no_budget(community, share.year, period))
    held = {pk: lock_open_budget(pk) for pk in sorted(budget.pk for budget in found.values())}
    entries = []
    for share in shares:
        budget = held[found[share.year.pk].pk]
        if reason := why_not_commit(budget, share.amount):
            raise NotEnough(reason.sentence, asked=share.amount, remaining=budget.remaining)
        part = why if len(shares) == 1 else f"{why}: share of {share.year.name}"
        entries.append(
            write_entry(
                budget,
                Entry.Kind.COMMITMENT,
                -share.amount,
                reference=reference,
                decision_id=decision_id,
                why=part,
                by=by,
                at=at,
            )
        )
    return entries


def why_not_promised(
    *,
    community: Community,
    on: date,
    amount: Decimal,
    starts_on: date | None = None,
    ends_on: date | None = None,
    instead_of: int | None = None,
) -> str:
    """What `commit` would refuse an amount with, in pounds, as things stand; nothing where it would not. No lock.

    For a form that says all that is wrong at once; the action asks again. `instead_of`: a decision whose money is free
    again before (a correction).
    """
    if wrong := why_not_an_amount(amount):
        return wrong.sentence
    freed = held_by_decision(instead_of) if instead_of else {}
    period = Period(starts_on, ends_on) if starts_on and ends_on else Period(on, on)
    try:
        shares = _shares(community, amount, period)
    except NotPossible as refusal:
        return refusal.sentence
    found = _budgets(community, [share.year for share in shares])
    for share in shares:
        budget = found.get(share.year.pk)
        if budget is None:
            return _why_no_budget(community, share.year, period)
        budget.remaining += freed.get(budget.pk, NOTHING)  # never saved: what there is once that is released
        if reason := why_not_commit(budget, share.amount):
            return reason.sentence
    return ""


def _shares(community: Community, amount: Decimal, period: Period) -> list[of_years.YearShare]:
    """What each open year promises. Raises NoBudget where days lie in no year."""
    years = list(FundingYear.objects.filter(authority=community.authority_id))
    outside = of_years.first_day_without_year(period, years)
    if outside and period.start == period.end:
        raise NoBudget(why_no_budget(community, outside))
    if outside:
        raise NoBudget(of_years.why_no_year(period, outside))
    shares = of_years.split_over_years(amount, period, years)
    if not shares:
        raise NoBudget(of_years.why_all_closed(period.start))
    return shares


def _budgets(community: Community, years: list[FundingYear]) -> dict[int, Budget]:
    found = Budget.objects.filter(community=community, funding_year__in=[year.pk for year in years])
    return {budget.funding_year_id: budget for budget in found}


def _why_no_budget(community: Community, year: FundingYear, period: Period) -> str:
    if period.start == period.end:
        return why_no_budget(community, period.start)
    return (
        f"Part of this support falls in {year.name}, and {community.name} has no budget for that year yet. {ASK} to "
        "allocate one, or agree support for other days."
    )


@transaction.atomic
def settle_money(*, decision_id: int, amount: Decimal, reference: str, why: str, by: User, at: datetime) -> list[Entry]:
    """Make what a decision holds equal to the council's final amount, in pounds (FORM-13); nothing where it is already.

    A smaller amount releases, a larger one adds entries of kind increase: from each of the decision's budgets in
    proportion to what it holds. Called after the moderation is on record and before anything is planned or paid.
    Raises NotEnough above what remains, and NotPossible.
    """
    if amount != 0:
        refuse(why_not_an_amount(amount))
    budgets = _hold_budgets_of(decision_id)
    held = {pk: pounds for pk, pounds in sorted(held_by_decision(decision_id).items()) if pounds > 0}
    before = sum(held.values(), NOTHING)
    if amount == before:
        return []
    if not held:
        raise NotPossible(
            f"No money is committed for this decision, so its final amount cannot be {say_money(amount)}."
        )
    parts = dict(zip(held, split_money(abs(amount - before), list(held.values())), strict=True))
    if amount < before:
        return [
            give_back(budgets[pk], part, decision_id, reference=reference, why=why, by=by, at=at)
            for pk, part in parts.items()
            if part
        ]
    return _increase(budgets, parts, decision_id, reference=reference, why=why, by=by, at=at)


def _increase(
    budgets: Mapping[int, Budget],
    parts: Mapping[int, Decimal],
    decision_id: int,
    *,
    reference: str,
    why: str,
    by: User,
    at: datetime,
) -> list[Entry]:
    entries = []
    for pk, part in parts.items():
        if part and part > budgets[pk].remaining:
            raise NotEnough(why_not_increase(budgets[pk], part), asked=part, remaining=budgets[pk].remaining)
        if part:
            entries.append(
                write_entry(
                    budgets[pk],
                    Entry.Kind.INCREASE,
                    -part,
                    reference=reference,
                    decision_id=decision_id,
                    why=why,
                    by=by,
                    at=at,
                )
            )
    return entries


@transaction.atomic
def release(*, decision_id: int, amount: Decimal, reference: str, why: str, by: User, at: datetime) -> list[Entry]:
    """Give back, in pounds, what a decision promised and does not need; never more than it still holds.

    Called when a decision is corrected. Where it was promised from several years, the latest gives back first: one
    entry a budget. Raises NotPossible with a sentence.
    """
    refuse(why_not_an_amount(amount))
    budgets = _hold_budgets_of(decision_id)
    held = held_by_decision(decision_id)
    refuse(why_not_release(amount, sum(held.values(), Decimal(0))))
    entries = []
    for budget in sorted(budgets.values(), key=_latest_first, reverse=True):
        share = min(amount, held.get(budget.pk, Decimal(0)))
        if share > 0:
            entries.append(give_back(budget, share, decision_id, reference=reference, why=why, by=by, at=at))
            amount -= share
    return entries


def _hold_budgets_of(decision_id: int) -> dict[int, Budget]:
    """Every budget that promised something for a decision, locked in the order of their numbers."""
    touched = Entry.objects.filter(decision_id=decision_id, kind=Entry.Kind.COMMITMENT)
    return {pk: lock_budget(pk) for pk in sorted(set(touched.values_list("budget_id", flat=True)))}


def _latest_first(budget: Budget) -> date:
    return budget.funding_year.start


def give_back(
    budget: Budget, share: Decimal, decision_id: int, *, reference: str, why: str, by: User, at: datetime
) -> Entry:
    """Release a part of what a decision holds of a locked budget. Called by those who know that it holds so much."""
    promised = Entry.objects.filter(budget=budget, decision_id=decision_id, kind=Entry.Kind.COMMITMENT)
    return write_entry(
        budget,
        Entry.Kind.RELEASE,
        share,
        reference=reference,
        decision_id=decision_id,
        reverses=promised.earliest("pk"),
        why=why,
        by=by,
        at=at,
    )
