"""One at a time: whoever is about to move money holds the budget until the end of the transaction."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from locality.budgets.models import Advance, Budget


def lock_budget(budget_id: int) -> Budget:
    """The budget as it stands, held until the transaction ends: no one else can decide on it meanwhile.

    PostgreSQL locks the row. SQLite has one writer at a time: its transactions begin IMMEDIATE (see the settings), so
    being inside one is being alone. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A budget is locked inside the transaction that moves its money.")
    return (
        Budget.objects.select_for_update(of=("self",))
        .select_related("community__authority", "funding_year__authority")
        .get(pk=budget_id)
    )


def lock_advances(authority_id: int) -> list[Advance]:
    """The authority's advances that are not paid yet, held until the transaction ends: before any budget is locked."""
    unpaid = Advance.objects.select_for_update().filter(authority=authority_id, paid_at=None)
    return list(unpaid.order_by("pk"))


def lock_advance(advance_id: int) -> Advance:
    """One advance as it stands, held until the transaction ends: whoever gathers or pays is alone with it."""
    return Advance.objects.select_for_update(of=("self",)).select_related("authority").get(pk=advance_id)


def lock_budgets(budget_ids: QuerySet[Any]) -> list[Budget]:
    """Several budgets, locked in the order of their numbers so that nobody waits for each other in a circle."""
    return list(
        Budget.objects.select_for_update(of=("self",))
        .filter(pk__in=budget_ids)
        .select_related("community__authority", "funding_year__authority")
        .order_by("pk")
    )
