"""What a decision holds of which budget, and whether anything of it is still to be paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from locality.budgets.models import Budget, Entry, Instalment
from locality.budgets.queries.money import held_by_decision
from locality.values.money import NOTHING, PENNY


@dataclass(frozen=True)
class Holding:
    """What a decision holds of one funding year's budget, and what else remains there, in pounds."""

    year: str
    ends_on: date
    held: Decimal
    remaining: Decimal


def holdings_of(decision_id: int) -> list[Holding]:
    """What a decision holds, the earlier funding year first: two queries."""
    held = held_by_decision(decision_id)
    budgets = Budget.objects.filter(pk__in=held).select_related("funding_year").order_by("funding_year__start")
    return [
        Holding(each.funding_year.name, each.funding_year.end, held[each.pk], each.remaining)
        for each in budgets
        if held[each.pk]
    ]


def instalments_to_pay() -> QuerySet[Instalment]:
    """Planned payments that are still to be made; for `Exists`, with the plan's decision."""
    return Instalment.objects.filter(entry=None, cancelled_at=None, amount__gt=0)


def paid_entries() -> QuerySet[Entry]:
    """What was paid to schools, not what came back; for `Exists`, with the decision."""
    return Entry.objects.filter(kind=Entry.Kind.PAYMENT, amount__gt=0).order_by()


_PROMISED = (Entry.Kind.COMMITMENT, Entry.Kind.INCREASE, Entry.Kind.RELEASE)


Decisions = Collection[int] | QuerySet[Any, Any]
"""Their ids, or the query that gives them: the database then finds them itself."""


def kept_by_decisions(decisions: Decisions) -> dict[int, Decimal]:
    """What each decision promised and did not give back, paid or not, in pounds, as the ledger has it: one query."""
    found = Entry.objects.filter(decision_id__in=decisions, kind__in=_PROMISED).order_by()
    sums = found.values_list("decision_id").annotate(total=Sum("amount"))
    return {pk: (-total).quantize(PENNY) for pk, total in sums if pk is not None}


def coming_back(decision_id: int) -> Decimal:
    """What its school is to give back and the ledger has not taken back yet, in pounds: one query."""
    return coming_back_by_decisions([decision_id]).get(decision_id, NOTHING)


def coming_back_by_decisions(decisions: Decisions) -> dict[int, Decimal]:
    """The same of many decisions, of those with something to come: one query."""
    owed = Instalment.objects.filter(plan__decision_id__in=decisions, entry=None, cancelled_at=None, amount__lt=0)
    sums = owed.order_by().values_list("plan__decision_id").annotate(total=Sum("amount"))
    return {pk: -total for pk, total in sums}
