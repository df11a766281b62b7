"""What the council's locality team does: funding years, allocations, adjustments, costings."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.actions.ledger import lock_open_budget, write_entry
from locality.budgets.models import Budget, CostingItem, Entry, FundingYear
from locality.budgets.rules.money import (
    why_not_a_rate,
    why_not_adjust,
    why_not_again,
    why_not_allocate,
    why_not_an_amount,
)
from locality.budgets.rules.years import why_not_given
from locality.communities.hiding import each_without_pupils, without_pupils
from locality.communities.models import Authority, Community
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.values.keys import name_key, reference_key
from locality.values.money import show_money
from locality.values.refusals import refuse
from locality.values.typed import short
from locality.values.working_days import day_of

LONGEST_REFERENCE = 40
LONGEST_ITEM, LONGEST_UNIT = 120, 60


@transaction.atomic
def allocate(
    *,
    community: Community,
    funding_year: FundingYear,
    amount: Decimal,
    why: str,
    by: Viewer,
    at: datetime,
    reference: str = "",
) -> Entry:
    """Give a community money, in pounds, for a funding year; a year may be given in parts. Raises NotPossible."""
    allow(by, Permission.BUDGET_MANAGE, community=community)
    refuse(why_not_allocate(community, funding_year))
    return _give(community, funding_year, amount, reference=reference, why=why, by=by, at=at)


@transaction.atomic
def allocate_contingency(
    *, funding_year: FundingYear, amount: Decimal, why: str, by: Viewer, at: datetime, reference: str = ""
) -> Entry:
    """Put money, in pounds, into the authority's contingency of a year. It leaves by transfers. Raises NotPossible."""
    allow(by, Permission.BUDGET_MANAGE, authority=funding_year.authority)
    return _give(None, funding_year, amount, reference=reference, why=why, by=by, at=at)


def _give(
    community: Community | None,
    funding_year: FundingYear,
    amount: Decimal,
    *,
    reference: str,
    why: str,
    by: Viewer,
    at: datetime,
) -> Entry:
    refuse(why_not_given(funding_year, day_of(at)))
    refuse(why_not_an_amount(amount))
    refuse(None if why.strip() else "Enter what the allocation is for.")
    budget = lock_open_budget(_budget_of(community, funding_year))
    refuse(why_not_an_amount(budget.allocated + amount))
    reason, under = _without_pupils(budget, why, reference)
    if reference:
        given = Entry.objects.filter(budget=budget, kind=Entry.Kind.ALLOCATION).exclude(reference="")
        keys = {reference_key(reference), reference_key(under)}
        earlier = next((each for each in given.order_by("pk") if reference_key(each.reference) in keys), None)
        refuse(why_not_again(earlier.reference, earlier.amount) if earlier else None, "reference")
    return write_entry(budget, Entry.Kind.ALLOCATION, amount, reference=under, why=reason, by=by.user, at=at)


def _without_pupils(budget: Budget, why: str, reference: str) -> tuple[str, str]:
    """The reason and the reference as everybody reads them; what is typed for the contingency can name any pupil."""
    readers = [budget.community]
    if budget.community is None:
        readers = list(Community.objects.filter(authority=budget.funding_year.authority_id))
    return without_pupils(why, readers), without_pupils(reference, readers)[:LONGEST_REFERENCE]


def _budget_of(community: Community | None, funding_year: FundingYear) -> int:
    """The number of the holder's budget, added where it is the first money: then the year can't be removed meanwhile."""
    found = Budget.objects.filter(community=community, funding_year=funding_year).first()
    if found:
        return found.pk
    year = FundingYear.objects.select_for_update(of=("self",), no_key=True).filter(pk=funding_year.pk)
    refuse(None if year.exists() else f"Someone has removed {funding_year.name}.")
    return Budget.objects.get_or_create(community=community, funding_year=funding_year)[0].pk


@transaction.atomic
def adjust(*, budget: Budget, amount: Decimal, why: str, by: Viewer, at: datetime, reference: str = "") -> Entry:
    """Add to a budget, or take from it with an amount below zero: never from what is committed. Raises NotPossible."""
    allow(by, Permission.BUDGET_MANAGE, community=budget.community, authority=budget.funding_year.authority)
    refuse(None if why.strip() else "Enter why you are making this adjustment.")
    budget = lock_open_budget(budget.pk)
    refuse(why_not_adjust(budget, amount))
    reason, under = _without_pupils(budget, why, reference)
    return write_entry(budget, Entry.Kind.ADJUSTMENT, amount, reference=under, why=reason, by=by.user, at=at)


@transaction.atomic
def add_costing(
    *, authority: Authority, item: str, unit: str, rate: Decimal, valid_from: date, by: Viewer, at: datetime
) -> CostingItem:
    """Set the rate of an item from a day on (COST-1). Earlier requests keep the rate of their day.

    An item and unit that are kept already stay spelled as they are, however they are spelled here. A
    rate that was mistyped is set again from the same day: the later one counts. A new item names no pupil, as everybody
    reads it (RES-9). Raises NotPossible.
    """
    allow(by, Permission.COSTINGS_MANAGE, authority=authority)
    item, unit = short(item), short(unit)
    if _as_spelled(authority, item, unit) is None:
        item, unit = names_for_all(authority, [(item, unit)])[0]
    return keep_costing(authority=authority, item=item, unit=unit, rate=rate, valid_from=valid_from, by=by.user, at=at)


def names_for_all(authority: Authority, typed: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Items and units, each on one line, as everybody reads them: no pupil of the authority is named in them."""
    texts = [text for names in typed for text in names]
    shown = each_without_pupils(texts, Community.objects.filter(authority=authority))
    return [(item[:LONGEST_ITEM], unit[:LONGEST_UNIT]) for item, unit in zip(shown[::2], shown[1::2], strict=True)]


@transaction.atomic
def keep_costing(
    *, authority: Authority, item: str, unit: str, rate: Decimal, valid_from: date, by: User, at: datetime
) -> CostingItem:
    """The same as `add_costing` for names that `names_for_all` gave: a file of many asks them, and who may,
    once. Raises NotPossible."""
    refuse(why_not_a_rate(rate))
    item, unit = _as_spelled(authority, item, unit) or (item, unit)
    refuse(None if item and unit else "Enter an item and a unit.")
    costing = CostingItem.objects.create(authority=authority, item=item, unit=unit, rate=rate, valid_from=valid_from)
    record(
        "costing.added", costing, by=by, at=at, after={"rate": show_money(rate), "valid_from": valid_from.isoformat()}
    )
    return costing


def _as_spelled(authority: Authority, item: str, unit: str) -> tuple[str, str] | None:
    """The item and unit as the reference has them; None where it does not."""
    kept = CostingItem.objects.filter(authority=authority).order_by("valid_from", "pk").values_list("item", "unit")
    key = name_key(item), name_key(unit)
    alike = [each for each in dict.fromkeys(kept) if (name_key(each[0]), name_key(each[1])) == key]
    return (item, unit) if (item, unit) in alike else next(iter(alike), None)
