"""What the money pages show."""

from locality.budgets.presenters.money import (
    ORDERS,
    budget_sentence,
    chosen_budget,
    chosen_order,
    chosen_year,
    county_sentence,
    figures,
    offered_year,
)

__all__ = [
    "ORDERS",
    "budget_sentence",
    "chosen_budget",
    "chosen_order",
    "chosen_year",
    "county_sentence",
    "figures",
    "offered_year",
]
