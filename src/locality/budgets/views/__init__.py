"""The pages of money."""

from locality.budgets.views.costings import costing_add, costings
from locality.budgets.views.council import money_adjust, money_allocate
from locality.budgets.views.money import community_money, money

__all__ = [
    "community_money",
    "costing_add",
    "costings",
    "money",
    "money_adjust",
    "money_allocate",
]
