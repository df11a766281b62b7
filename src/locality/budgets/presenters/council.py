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
            "from a spreadsheet, after a check",
        ),
        (open_year, "Move money", "transfer_propose", year.pk, "between communities, or from the contingency"),
        (manages or settles, "Transfers", "transfers", None, "to confirm, and completed"),
        (sees or manages, "Contingency", "contingency", year.pk, f"the council’s own money for {year.name}"),
        (
            open_year,
            f"Change the {year.name} funding year",
            "funding_year_change",
            year.pk,
            "its name, or its dates while it has no money",
        ),
        (manages, year_end_title(year), "year_end", year.pk, "what is not paid and what is left"),
    )
    return [
        {"text": text, "href": reverse(name, args=[pk] if pk else []), "hint": hint}
        for may, text, name, pk, hint in found
        if may
    ]


def year_end_title(year: FundingYear) -> str:
    """What the page of a year's end is for; of a closed one it only shows what became of its money."""
    return f"How the {year.name} funding year closed" if year.is_closed else "Close the funding year"


def name_people(people: Sequence[User]) -> list[str]:
    """People by name, the first four of many."""
    names = [person.name for person in people]
    return [*names[:3], f"{len(names) - 3} others"] if len(names) > 4 else names


def emailed_when_moved(transfer: Transfer) -> list[str]:
    """Who has an email when a transfer is confirmed, a group each: who proposed it, and those whose budget changes."""
    communities = [budget.community for budget in (transfer.source, transfer.target) if budget.community]
    return [transfer.proposed_by.name, *(f"the chair and clerk of {each.name}" for each in communities)]


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
    where = f"from {transfer.source.whose} to {transfer.target.whose}"
    what = f"{say_money(transfer.amount)} {where}"
    if transfer.withdrawn_at:
        return f"{transfer.proposed_by.name} withdrew the proposal to move {what}."
    if transfer.confirmed is None:
        return f"{transfer.proposed_by.name} has proposed moving {what}. Someone else must confirm it."
    return f"{say_money(transfer.amount)} {'was moved' if transfer.confirmed else 'was not moved'} {where}."


def settled_sentence(transfer: Transfer, reader_id: int) -> str:
    """Who settled a transfer or took it back, and when; or that it is the reader's own."""
    if transfer.withdrawn_at:
        return f"{transfer.proposed_by.name} withdrew the proposal on {show_moment(transfer.withdrawn_at)}."
    if transfer.settled_by is None or transfer.settled_at is None:
        return "You proposed this transfer, so someone else must confirm or refuse it."
    who = "You" if transfer.settled_by_id == reader_id else transfer.settled_by.name
    return f"{who} {'confirmed' if transfer.confirmed else 'refused'} it on {show_moment(transfer.settled_at)}."


def contingency_sentence(budget: Budget | None, year: str, carried: Decimal) -> str:
    """Where the contingency stands; `carried`: what closing its year took out of it."""
    if budget and budget.funding_year.is_closed:
        return closed_sentence(budget.funding_year, budget.allocated, budget.paid, budget.committed, carried)
    if budget is None:
        return f"There is no contingency for {year} yet. Add the first amount to start it."
    return (
        f"{say_money(budget.remaining)} of the {say_money(budget.allocated)} contingency is left for {year}. "
        "To use it, move money to a community."
    )


def year_end_sentence(found: YearEnd) -> str:
    """What closing the year would do, in a sentence; where it is closed already, when and by whom."""
    year = found.year
    if year.closed_at and year.closed_by:
        return f"{year.closed_by.name} closed {year.name} on {show_day(day_of(year.closed_at))}. It is locked."
    paid = "marked as paid" if found.marked else "paid"
    if found.following is None:
        return f"You cannot close {year.name} until you add the next funding year."
    moved = f"{say_money(found.held)} that is approved but not {paid} will move to {found.following.name}."
    if not found.carries_all:
        return (
            f"If you close {year.name}, {moved} The rest will go to its contingency: {say_money(found.returned)} from "
            f"communities and {say_money(found.kept)} from this year’s contingency."
        )
    return (
        f"If you close {year.name}, {moved} {say_money(found.kept)} will stay in the same budgets, and "
        f"{say_money(found.returned)} will go to the contingency for {found.following.name}."
    )


def year_end_figures(found: YearEnd) -> list[dict[str, str]]:
    """The three sums of a closing; where communities carry nothing, only the contingency stays what it is."""
    kept = (
        ("Carried forward", "stays in the same budgets")
        if found.carries_all
        else ("Stays in the contingency", "for the next year")
    )
    goes = "moves with its requests"
    if found.marked:
        goes = (
            f"{say_money(found.held)} moves with its requests. {say_money(found.marked)} will be paid on a later day and stays "
            "in this year"
        )
    return [
        {"label": "Approved but not paid", "value": show_money(found.held + found.marked), "note": goes},
        {"label": kept[0], "value": show_money(found.kept), "note": kept[1]},
        {"label": "To the contingency", "value": show_money(found.returned), "note": "for the next year"},
    ]
