"""What can happen to a community's money: each one function, whole or not at all, with its entry in the audit log."""

from locality.budgets.actions.council import add_costing, adjust, allocate, open_year
from locality.budgets.actions.decisions import commit, release
from locality.budgets.actions.refusals import MoneyRefused, NoBudget, NotEnough

__all__ = [
    "MoneyRefused",
    "NoBudget",
    "NotEnough",
    "add_costing",
    "adjust",
    "allocate",
    "commit",
    "open_year",
    "release",
]
