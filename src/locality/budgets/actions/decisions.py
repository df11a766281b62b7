"""Money that follows a community's decision. Nothing leaves a budget without one (CTX-2)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.budgets import rules
from locality.budgets.actions.ledger import write
from locality.budgets.actions.refusals import NoBudget, NotEnough, refuse
from locality.budgets.locks import lock_budget
from locality.budgets.models import Budget, Entry
from locality.budgets.queries import budget_on, held_by_decision
from locality.communities.models import Community


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
) -> Entry:
    """Promise an amount, in pounds, from the community's budget for the day of the decision (RES-7).

    Called when an approval is recorded. Raises NoBudget, NotEnough or MoneyRefused, each with a sentence.
    """
    refuse(rules.why_not_an_amount(amount))
    found = budget_on(community, on)
    if found is None:
        raise NoBudget(rules.why_no_budget(community, on))
    budget = lock_budget(found.pk)
    if reason := rules.why_not_commit(budget, amount):
        raise NotEnough(reason, asked=amount, remaining=budget.remaining)
    return write(
        budget,
        Entry.Kind.COMMITMENT,
        -amount,
        reference=reference,
        decision_id=decision_id,
        why=why,
        by=by,
        at=at,
    )


@transaction.atomic
def release(*, decision_id: int, amount: Decimal, reference: str, why: str, by: User, at: datetime) -> list[Entry]:
    """Give back, in pounds, what a decision promised and does not need; never more than it still holds.

    Called when a decision is corrected. Where it was promised from several years, the latest gives back first: one
    entry a budget. Raises MoneyRefused with a sentence.
    """
    refuse(rules.why_not_an_amount(amount))
    touched = Entry.objects.filter(decision_id=decision_id, kind=Entry.Kind.COMMITMENT)
    budgets = {pk: lock_budget(pk) for pk in sorted(touched.values_list("budget_id", flat=True))}
    held = held_by_decision(decision_id)
    refuse(rules.why_not_release(amount, sum(held.values(), Decimal(0))))
    entries = []
    for budget in sorted(budgets.values(), key=_latest_first, reverse=True):
        share = min(amount, held.get(budget.pk, Decimal(0)))
        if share > 0:
            entries.append(_give_back(budget, share, decision_id, reference=reference, why=why, by=by, at=at))
            amount -= share
    return entries


def _latest_first(budget: Budget) -> date:
    return budget.funding_year.start


def _give_back(
    budget: Budget, share: Decimal, decision_id: int, *, reference: str, why: str, by: User, at: datetime
) -> Entry:
    commitment = Entry.objects.get(budget=budget, decision_id=decision_id, kind=Entry.Kind.COMMITMENT)
    return write(
        budget,
        Entry.Kind.RELEASE,
        share,
        reference=reference,
        decision_id=decision_id,
        reverses=commitment,
        why=why,
        by=by,
        at=at,
    )
