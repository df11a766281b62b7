"""Why money can't be moved from one budget to another."""

from decimal import Decimal

from locality.budgets.models import Budget, Transfer
from locality.budgets.rules.money import why_not_an_amount
from locality.budgets.rules.years import why_not_open
from locality.budgets.workflow import TRANSFERS, OfTransfer
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.refusals import Refusal


def why_not_transfer(source: Budget, target: Budget, amount: Decimal) -> Refusal | None:
    """Between two budgets of one funding year, of what remains."""
    if source.pk == target.pk:
        return Refusal("Select a different budget to move the money to.", "target")
    if source.funding_year_id != target.funding_year_id:
        return Refusal("You can only move money within a funding year. Money is carried forward when a year is closed.")
    community = target.community
    if community and community.closed_on and community.closed_on < source.funding_year.start:
        return Refusal(
            f"{community.name} closed on {show_day(community.closed_on)}, before {source.funding_year.name} starts."
        )
    return why_not_open(source.funding_year) or why_not_an_amount(amount) or why_not_reach(source, amount)


def why_not_reach(source: Budget, amount: Decimal) -> Refusal | None:
    """Only what remains can be moved; what is committed stays."""
    if amount <= source.remaining:
        return None
    return Refusal(
        f"{source.holder} has {say_money(source.remaining)} left, so {say_money(amount)} cannot be moved from it."
    )


def why_not_now(transfer: Transfer, event: OfTransfer) -> Refusal | None:
    """A transfer is confirmed, refused or withdrawn once."""
    return (
        None
        if TRANSFERS.is_possible(transfer.state, event)
        else Refusal(f"This transfer was already {transfer.state}.")
    )


def why_not_another(transfer: Transfer, person_id: int) -> Refusal | None:
    """It is settled by another person than the one who proposed it."""
    if transfer.proposed_by_id == person_id:
        return Refusal("You proposed this transfer, so someone else must confirm or refuse it.")
    return None


def why_not_own(transfer: Transfer, person_id: int) -> Refusal | None:
    """Only who proposed it withdraws it."""
    if transfer.proposed_by_id != person_id:
        return Refusal("Only the person who proposed this transfer can withdraw it. You can refuse it.")
    return None


def why_not_withdraw(transfer: Transfer, person_id: int) -> Refusal | None:
    """What a page says of it before it is asked for."""
    return why_not_now(transfer, OfTransfer.WITHDRAW) or why_not_own(transfer, person_id)
