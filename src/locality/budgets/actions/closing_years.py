"""Closing a funding year: what is promised and what is left go into the next, whole or not at all (RES-7).

What decisions still hold is released in the closing year and committed in the next one, with the money for it. What
remains is carried to the same holder's next budget where the authority's rule says so, else to the council's
contingency of the next year. Then the year is locked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.actions.steps import allow_event, take_year
from locality.budgets.locks import lock_advances, lock_budget
from locality.budgets.models import Budget, Entry, FundingYear, Instalment
from locality.budgets.queries.years import Closing, Unpaid, YearEnd, year_end
from locality.budgets.workflow import YEARS, G, OfYear
from locality.communities.models import Authority
from locality.communities.scope import Viewer
from locality.values.money import show_money
from locality.values.refusals import NotPossible, refuse
from locality.values.working_days import day_of

ONE_BY_ONE = 1  # the ledger's trigger compares the sums after each entry, and must not find others already there
CHANGED_MEANWHILE = "The figures have changed since you opened this page. Check them again, then close the year."


@transaction.atomic
def close_year(*, year: FundingYear, by: Viewer, at: datetime, shown: str | None = None) -> FundingYear:
    """Close a year for good. `shown`: the fingerprint of the figures that were confirmed; others are refused.

    Raises NotPossible: before its last day has passed, before earlier years are closed, without a next year, while a
    transfer waits or money is to come back from schools.
    """
    Authority.objects.select_for_update().get(pk=year.authority_id)
    year = FundingYear.objects.select_for_update(of=("self",)).select_related("authority").get(pk=year.pk)
    allow_event(YEARS, OfYear.CLOSE, by, year.authority)
    following = _following(year_end(year, today=day_of(at)))
    lock_advances(year.authority_id)
    next_budgets = _lock_budgets(year, following)
    found = year_end(year, today=day_of(at))
    seen = shown is None or shown == found.fingerprint

    def move() -> None:
        for closing in found.closings:
            _close(closing, next_budgets, following, by=by.user, at=at)

    take_year(
        year,
        OfYear.CLOSE,
        {G.AT_ITS_END: lambda: found.reason, G.AS_SEEN: lambda: None if seen else CHANGED_MEANWHILE},
        by=by,
        at=at,
        does=move,
        after={
            "into": following.name,
            "approved_and_not_paid": show_money(found.held),
            "kept_by_their_holders": show_money(found.kept),
            "to_the_contingency": show_money(found.returned),
        },
    )
    return year


def _following(found: YearEnd) -> FundingYear:
    refuse(found.reason)
    if found.following is None or found.following.is_closed:
        raise NotPossible("There is no open funding year after this one. Add one first.")
    return found.following


def _lock_budgets(year: FundingYear, following: FundingYear) -> dict[int | None, Budget]:
    """Lock all budgets of both years in the order of their numbers; the next ones by community, added where missing."""
    holders = set(Budget.objects.filter(funding_year=year).values_list("community_id", flat=True)) | {None}
    known = set(Budget.objects.filter(funding_year=following).values_list("community_id", flat=True))
    Budget.objects.bulk_create(
        Budget(community_id=community_id, funding_year=following)
        for community_id in sorted(holders - known, key=lambda pk: pk or 0)
    )
    ids = Budget.objects.filter(funding_year__in=[year.pk, following.pk]).order_by("pk").values_list("pk", flat=True)
    locked = [lock_budget(pk) for pk in ids]
    return {each.community_id: each for each in locked if each.funding_year_id == following.pk}


def _close(
    closing: Closing,
    next_budgets: dict[int | None, Budget],
    following: FundingYear,
    *,
    by: User,
    at: datetime,
) -> None:
    """Empty one budget into the next year's."""
    budget = closing.budget
    into = next_budgets[budget.community_id]
    keeper = into if closing.keeps else next_budgets[None]
    if closing.unpaid:
        _move_promises(budget, into, closing.unpaid, by=by, at=at)
    if closing.remaining:
        why = f"Not used in {budget.funding_year.name}, carried"
        if not closing.keeps:
            why = f"Not used by {budget.holder} in {budget.funding_year.name}, carried to the contingency"
        _carry(budget, keeper, closing.remaining, why, by=by, at=at)
    Instalment.objects.filter(budget=budget, entry=None, cancelled_at=None).update(budget=into)
    if closing.unpaid or closing.remaining:
        record(
            "budget.closed",
            budget,
            by=by,
            at=at,
            after={
                "promised_and_not_paid": {each.reference: show_money(each.amount) for each in closing.unpaid},
                "remaining": show_money(closing.remaining),
                "into": f"{keeper.holder}, {following.name}",
            },
        )


def _move_promises(budget: Budget, into: Budget, unpaid: Sequence[Unpaid], *, by: User, at: datetime) -> None:
    """Release what decisions hold, carry the money for it, and commit the same there."""
    promised = _first_promises(budget, [each.decision_id for each in unpaid])
    why = f"Not paid in {budget.funding_year.name}, carried to {into.funding_year.name}"
    releases = Entry.objects.bulk_create(
        batch_size=ONE_BY_ONE,
        objs=[
            Entry(
                budget=budget,
                kind=Entry.Kind.RELEASE,
                amount=each.amount,
                reference=each.reference,
                decision_id=each.decision_id,
                reverses=promised[each.decision_id],
                by=by,
                why=why,
                at=at,
            )
            for each in unpaid
        ],
    )
    _carry(budget, into, sum((each.amount for each in unpaid), Decimal("0.00")), why, by=by, at=at)
    Entry.objects.bulk_create(
        batch_size=ONE_BY_ONE,
        objs=[
            Entry(
                budget=into,
                kind=Entry.Kind.COMMITMENT,
                amount=-each.amount,
                reference=each.reference,
                decision_id=each.decision_id,
                continues=each,
                by=by,
                why=why,
                at=at,
            )
            for each in releases
        ],
    )


def _first_promises(budget: Budget, decisions: Iterable[int]) -> dict[int, Entry]:
    """The commitment of each decision in a budget: the earliest, where there are several."""
    wanted = set(decisions)
    entries: Sequence[Entry] = list(Entry.objects.filter(budget=budget, kind=Entry.Kind.COMMITMENT).order_by("-pk"))
    return {each.decision_id: each for each in entries if each.decision_id in wanted}


def _carry(budget: Budget, into: Budget, amount: Decimal, why: str, *, by: User, at: datetime) -> None:
    out = Entry.objects.create(budget=budget, kind=Entry.Kind.CARRY, amount=-amount, by=by, why=why[:300], at=at)
    Entry.objects.create(budget=into, kind=Entry.Kind.CARRY, amount=amount, continues=out, by=by, why=why[:300], at=at)
