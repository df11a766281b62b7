"""Funding years, a community's budget in each, its ledger, and the costings reference."""

from locality.budgets.models.costing import CostingItem
from locality.budgets.models.ledger import Budget, Entry
from locality.budgets.models.year import FundingYear

__all__ = ["Budget", "CostingItem", "Entry", "FundingYear"]
