"""Transfers and the year's end as pages say them."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission as P
from locality.budgets.models import Budget, FundingYear, Transfer
from locality.budgets.presenters.money import closed_sentence
from locality.budgets.queries.years import YearEnd
from locality.budgets.rules.years import why_not_given
from locality.budgets.workflow import TRANSFERS
from locality.communities.scope import Viewer
from locality.values.dates import show_day, show_moment
from locality.values.money import say_money, show_money
from locality.values.sentences import in_a_row
from locality.values.working_days import day_of


def places_of_money(viewer: Viewer, year: FundingYear) -> list[dict[str, str]]:
    """What else a person of the council finds under a year's money: link, address and what it is for."""
    authority = year.authority
    sees, manages = (viewer.can(each, authority=authority) for each in (P.BUDGET_SEE, P.BUDGET_MANAGE))
    settles = viewer.can(P.TRANSFERS_CONFIRM, authority=authority)
    open_year = manages and not year.is_closed
    found = (
        (
            manages and not why_not_given(year, viewer.today),
            "Import allocations",
            "allocations_import",
            year.pk,
            "from a sheet, tried first",
        ),
        (open_year, "Move money", "transfer_propose", year.pk, "from one community or the contingency to another"),
        (manages or settles, "Transfers", "transfers", None, "what waits to be confirmed, and what was moved"),
        (sees or manages, "Contingency", "contingency", year.pk, f"the council’s own money of {year.name}"),
        (open_year, f"Change {year.name}", "funding_year_change", year.pk, "its name; its days while it has no money"),
        (manages, "Year end", "year_end", year.pk, "what is not paid, what is left, and closing the year"),
    )
    return [
        {"text": text, "href": reverse(name, args=[pk] if pk else []), "hint": hint}
        for may, text, name, pk, hint in found
        if may
    ]


def name_people(people: Sequence[User], *, nobody: str) -> str:
    """People by name, the first four of many."""
    names = [person.name for person in people]
    if not names:
        return nobody
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} others"]
    return in_a_row(names)


def transfer_state(transfer: Transfer) -> tuple[str, str]:
    """Its word and colour."""
    state = TRANSFERS.state(transfer.state)
    return state.label(), state.colour


def transfer_rows(transfer: Transfer) -> list[dict[str, str] | None]:
    """A transfer, row by row."""
    settled = transfer.settled_by and transfer.settled_at
    verb = "Confirmed" if transfer.confirmed else "Refused"
    return [
        {"key": "Amount", "value": show_money(transfer.amount)},
        {"key": "From", "value": transfer.source.holder},
        {"key": "To", "value": transfer.target.holder},
        {"key": "Funding year", "value": transfer.source.funding_year.name},
        {"key": "Why", "value": transfer.why},
        {"key": "Proposed", "value": f"{transfer.proposed_by.name}, {show_day(day_of(transfer.proposed_at))}"},
        {"key": verb, "value": f"{transfer.settled_by.name}, {show_day(day_of(transfer.settled_at))}"}
        if settled and transfer.settled_by and transfer.settled_at
        else None,
        {"key": "Why it was refused", "value": transfer.refusal} if transfer.refusal else None,
        {"key": "Withdrawn", "value": show_day(day_of(transfer.withdrawn_at))} if transfer.withdrawn_at else None,
    ]


def after_transfer(transfer: Transfer) -> list[dict[str, str]]:
    """What both budgets would have left, before and after."""
    return [
        {
            "label": f"{budget.holder}, remaining",
            "value": show_money(budget.remaining + change),
            "note": f"{show_money(budget.remaining)} now",
        }
        for budget, change in ((transfer.source, -transfer.amount), (transfer.target, transfer.amount))
    ]


def transfer_sentence(transfer: Transfer) -> str:
    """Where a transfer stands."""
    what = f"{say_money(transfer.amount)} from {transfer.source.holder} to {transfer.target.holder}"
    if transfer.withdrawn_at:
        return f"{what} was not moved: {transfer.proposed_by.name} withdrew the proposal."
    if transfer.confirmed is None:
        return f"{transfer.proposed_by.name} proposes to move {what}. Another person must confirm it."
    return f"{what} {'was moved' if transfer.confirmed else 'was not moved'}."


def settled_sentence(transfer: Transfer, reader_id: int) -> str:
    """Who settled a transfer or took it back, and when; or that it is the reader's own."""
    if transfer.withdrawn_at:
        return f"{transfer.proposed_by.name} withdrew the proposal on {show_moment(transfer.withdrawn_at)}."
    if transfer.settled_by is None or transfer.settled_at is None:
        return "You proposed this transfer, so another person must confirm or refuse it."
    who = "You" if transfer.settled_by_id == reader_id else transfer.settled_by.name
    return f"{who} {'confirmed' if transfer.confirmed else 'refused'} it on {show_moment(transfer.settled_at)}."


def contingency_sentence(budget: Budget | None, year: str, carried: Decimal) -> str:
    """Where the contingency stands; `carried`: what closing its year took out of it."""
    if budget and budget.funding_year.is_closed:
        return closed_sentence(budget.funding_year, budget.allocated, budget.paid, budget.committed, carried)
    if budget is None:
        return f"There is no contingency in {year} yet. It begins with the first amount that is put into it."
    return (
        f"The contingency of {year} has {say_money(budget.remaining)} of {say_money(budget.allocated)} remaining. "
        "It pays for nothing itself: money is moved from it to a community."
    )


def year_end_sentence(found: YearEnd) -> str:
    """What closing the year would do, in a sentence; where it is closed already, when and by whom."""
    year = found.year
    if year.closed_at and year.closed_by:
        return f"{year.name} was closed on {show_day(day_of(year.closed_at))} by {year.closed_by.name}. It is locked."
    paid = "marked as paid" if found.marked else "paid"
    if found.following is None:
        return f"{year.name} can’t be closed before there is a funding year after it."
    if not found.carries_all:
        return (
            f"Closing {year.name} takes {say_money(found.held)} that is approved and not {paid} into {found.following.name}. "
            f"What is left goes into its contingency: {say_money(found.returned)} of communities and "
            f"{say_money(found.kept)} of this year’s contingency."
        )
    return (
        f"Closing {year.name} takes {say_money(found.held)} that is approved and not {paid} into {found.following.name}, "
        f"carries {say_money(found.kept)} for those who keep it, and puts {say_money(found.returned)} into the "
        f"contingency of {found.following.name}."
    )


def year_end_figures(found: YearEnd) -> list[dict[str, str]]:
    """The three sums of a closing; where communities carry nothing, only the contingency stays what it is."""
    kept = (
        ("Carried forward", "stays with who has it") if found.carries_all else ("Stays contingency", "of the next year")
    )
    goes = "goes with its requests"
    if found.marked:
        goes = (
            f"{say_money(found.held)} goes with its requests; {say_money(found.marked)} is marked as paid for a later day and "
            "stays in this year"
        )
    return [
        {"label": "Approved and not paid", "value": show_money(found.held + found.marked), "note": goes},
        {"label": kept[0], "value": show_money(found.kept), "note": kept[1]},
        {"label": "To the contingency", "value": show_money(found.returned), "note": "of the next year"},
    ]
