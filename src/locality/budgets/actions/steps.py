"""What moves transfers, advances, payments and funding years along their lives: each asks its table (`workflow.py`), then writes.

What became of each stands in the ledger and in the log, so no other history is written.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.models import Advance, FundingYear, Instalment, Transfer
from locality.budgets.rules import advances, paid_back, transfers, years
from locality.budgets.workflow import (
    ADVANCES,
    PAYMENTS,
    TRANSFERS,
    YEARS,
    OfAdvance,
    OfPayment,
    OfTransfer,
    OfYear,
    TransferIs,
    YearIs,
)
from locality.communities.models import Authority
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.values.money import show_money
from locality.values.refusals import Refusal
from locality.values.transitions import Guards, Machine, State, Transition

Does = Callable[[], object]
"""What an event does once it was asked, before it is written: of what is paid or closed, the ledger takes nothing more."""


def allow_event(machine: Machine[State, Transition], event: str, by: Viewer, authority: Authority) -> None:
    """Refuse whoever does not hold, in the council, the permission that the table asks for. Raises NotAllowed."""
    allow(by, Permission(machine.row(event).permission), authority=authority)


def take_transfer(
    transfer: Transfer, event: OfTransfer, guards: Guards, *, by: Viewer, at: datetime, refusal: str = ""
) -> Transfer:
    """Settle or withdraw a locked transfer, and log it. Raises NotPossible."""
    allow_event(TRANSFERS, event, by, transfer.source.funding_year.authority)
    state = TRANSFERS.ask(transfer.state, event, guards, transfers.why_not_now(transfer, event))
    if state == TransferIs.WITHDRAWN:
        transfer.withdrawn_at = at
    else:
        transfer.confirmed, transfer.settled_by, transfer.settled_at = state == TransferIs.CONFIRMED, by.user, at
        transfer.refusal = refusal
    transfer.save(update_fields=["withdrawn_at", "confirmed", "settled_by", "settled_at", "refusal"])
    after = {"amount": show_money(transfer.amount), "why": refusal}
    record(f"transfer.{event}", transfer, by=by.user, at=at, after=after)
    return transfer


def take_advance(
    advance: Advance, event: OfAdvance, guards: Guards, *, by: Viewer, at: datetime, does: Does | None = None
) -> None:
    """Do something with a locked advance, and mark it as paid where that is it. The action logs what it did.

    Raises NotPossible.
    """
    allow_event(ADVANCES, event, by, advance.authority)
    state = ADVANCES.ask(advance.state, event, guards, advances.why_not_now(advance, event))
    if does:
        does()
    if state != advance.state:
        advance.paid_at, advance.paid_by = at, by.user
        advance.save(update_fields=["paid_at", "paid_by"])


Rules = Mapping[str, Callable[[Instalment], Refusal | str | None]]
"""Rules by the names that the table of payments gives them, each ready to say why not of any of them."""
AT_ONCE = 150  # rows that are written in one statement


def take_payments(
    payments: Sequence[Instalment],
    event: OfPayment,
    rules: Rules | None = None,
    *,
    columns: Callable[[Instalment], Mapping[str, Any]],
) -> None:
    """Move locked payments along, with the columns of each that then say where it stands. Raises NotPossible.

    Whoever acts was asked by the action: it is about their advance or their plan, and logs it there. Raises ValueError
    where the columns say something else than the table.
    """
    written: set[str] = set()
    for each in payments:
        guards = {name: partial(rule, each) for name, rule in (rules or {}).items()}
        state = PAYMENTS.ask(each.state, event, guards, paid_back.why_not_now(each, event))
        given = columns(each)
        for name, value in given.items():
            setattr(each, name, value)
        written |= given.keys()
        if each.state != state:
            raise ValueError(f"A payment that is {event} is {state}, and not {each.state}")
    if payments:
        Instalment.objects.bulk_update(payments, sorted(written), batch_size=AT_ONCE)


def take_year(
    year: FundingYear,
    event: OfYear,
    guards: Guards,
    *,
    by: Viewer,
    at: datetime,
    does: Does | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Change, close or remove a locked year, and log it with what stood and what stands. Raises NotPossible."""
    allow_event(YEARS, event, by, year.authority)
    state = YEARS.ask(year.state, event, guards, years.why_not_now(year, event))
    if does:
        does()
    if state == YearIs.CLOSED:
        year.closed_at, year.closed_by = at, by.user
        year.save(update_fields=["closed_at", "closed_by"])
    logged = {name: dict(said) if said else None for name, said in (("before", before), ("after", after))}
    if after is None or after != before:
        record(f"funding_year.{event}", year, by=by.user, at=at, **logged)
    if state == YearIs.GONE:
        year.delete()
