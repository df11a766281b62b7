"""Money as pages say it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F

from locality.budgets.models import Budget, FundingYear
from locality.budgets.queries.money import Totals
from locality.communities.models import Authority, Community
from locality.communities.queries import rules_on
from locality.values.dates import show_day
from locality.values.money import NOTHING, say_money, show_money

ORDERS: dict[str, tuple[Any, ...]] = {
    "name": ("name", "pk"),
    "least": (F("remaining").asc(nulls_last=True), "name", "pk"),
    "most": (F("remaining").desc(nulls_last=True), "name", "pk"),
}


def chosen_order(asked: str | None) -> str:
    """The order asked for; by name where none, or none of ours, was."""
    return asked if asked in ORDERS else "name"


def chosen_year(years: Sequence[FundingYear], asked: str | None, today: date) -> FundingYear | None:
    """The year asked for, else the one that is running, else the latest."""
    by_address = next((year for year in years if str(year.pk) == asked), None)
    running = next((year for year in years if year.is_running(today)), None)
    return by_address or running or (years[0] if years else None)


def chosen_budget(budgets: Sequence[Budget], asked: str | None, today: date) -> Budget | None:
    """The budget of the year asked for, else of the one that is running, else the latest."""
    year = chosen_year([budget.funding_year for budget in budgets], asked, today)
    return next((budget for budget in budgets if budget.funding_year == year), None)


def offered_year(authorities: Sequence[Authority], years: Sequence[FundingYear], today: date) -> dict[str, Any]:
    """The funding year to offer: a year long, after the latest; the first one begins in the month of the rules (RES-7).

    Nothing is offered to a person of several authorities: their years differ.
    """
    if len(authorities) != 1:
        return {}
    latest = max((year.end for year in years if year.authority_id == authorities[0].pk), default=None)
    if latest:
        start = latest + timedelta(days=1)
    else:
        month = rules_on(authorities[0], today).funding_year_starts_month
        start = date(today.year - (today.month < month), month, 1)
    end = _a_year_after(start) - timedelta(days=1)
    name = f"{start.year} to {end.year}" if end.year > start.year else f"{start.year}"
    return {"name": name, "start": start, "end": end}


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def county_sentence(totals: Totals, year: FundingYear | None, carried: Decimal = NOTHING) -> str:
    """Where all the budgets of a year stand; `carried`: what closing it took out of them."""
    if year is None:
        return "There is no funding year yet. Add one before you allocate money."
    if not totals.funded:
        return f"No community has a budget for {year.name} yet."
    if year.is_closed:
        return closed_sentence(year, totals.allocated, totals.paid, totals.committed, carried)
    without = totals.communities - totals.funded
    have = "has" if without == 1 else "have"
    lacking = f"{without} of {totals.communities} communities {have} no budget yet." if without else ""
    return (
        f"{say_money(totals.remaining)} of {say_money(totals.allocated)} is left for {year.name}. "
        f"{say_money(totals.committed)} is committed and {say_money(totals.paid)} has been paid. {lacking}".strip()
    )


def closed_sentence(year: FundingYear, left: Decimal, paid: Decimal, marked: Decimal, carried: Decimal) -> str:
    """What became of the money of a closed year: what was paid stayed in it, everything else was carried on."""
    to_come = f" {say_money(marked)} will be paid on a later day." if marked else ""
    return (
        f"{year.name} is closed. {say_money(paid)} of the {say_money(left + carried)} allocated has been paid.{to_come} "
        f"{say_money(carried)} was carried forward to the next year."
    )


def budget_sentence(community: Community, budget: Budget | None, today: date, carried: Decimal = NOTHING) -> str:
    """Where one budget stands, and until when; `carried`: what closing its year took out of it."""
    if budget is None:
        return (
            f"{community.name} has no budget yet. You can decide requests, but you cannot approve money until the council’s "
            "locality team allocates it."
        )
    year = budget.funding_year
    if year.is_closed:
        return closed_sentence(year, budget.allocated, budget.paid_by_now, budget.not_yet_paid, carried)
    has, ends = ("has", "ends") if year.end >= today else ("had", "ended")
    return (
        f"{community.name} {has} {say_money(budget.remaining)} of its {say_money(budget.allocated)} left for "
        f"{year.name}. The year {ends} on {show_day(year.end)}."
    )


def figures(budget: Budget, carried: Decimal = NOTHING) -> list[dict[str, str]]:
    """The parts of a budget: what was allocated is committed, paid, remaining, or was `carried` when its year was closed."""
    closed = [{"label": "Carried forward", "value": show_money(carried), "note": "to the next year"}]
    return [
        {"label": "Allocated", "value": show_money(budget.allocated + carried), "note": "with adjustments"},
        {"label": "Committed", "value": show_money(budget.not_yet_paid), "note": "approved but not yet paid"},
        {"label": "Paid", "value": show_money(budget.paid_by_now), "note": "to schools"},
        *(closed if budget.funding_year.is_closed else [_remaining(budget)]),
    ]


def _remaining(budget: Budget) -> dict[str, str]:
    return {"label": "Remaining", "value": show_money(budget.remaining), "note": "still available"}
