"""One at a time: whoever is about to move money holds the budget until the end of the transaction."""

from django.db import transaction

from locality.budgets.models import Budget


def lock_budget(budget_id: int) -> Budget:
    """The budget as it stands, held until the transaction ends: no one else can decide on it meanwhile.

    PostgreSQL locks the row. SQLite has one writer at a time: its transactions begin IMMEDIATE (see the settings), so
    being inside one is being alone. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "A budget is locked inside the transaction that moves its money."
        raise transaction.TransactionManagementError(message)
    return (
        Budget.objects.select_for_update(of=("self",))
        .select_related("community__authority", "funding_year")
        .get(pk=budget_id)
    )
