"""The pages of money."""

from locality.budgets.views.costings import costing_add, costings
from locality.budgets.views.council import funding_year_add, money_adjust, money_allocate
from locality.budgets.views.money import community_money, money

__all__ = [
    "community_money",
    "costing_add",
    "costings",
    "funding_year_add",
    "money",
    "money_adjust",
    "money_allocate",
]
