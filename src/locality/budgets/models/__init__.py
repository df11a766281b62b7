"""Funding years, budgets and their ledgers, transfers, the costings reference, and what is paid to schools."""

from locality.budgets.models.costing import CostingItem
from locality.budgets.models.ledger import Budget, Entry
from locality.budgets.models.payment import Advance, Instalment, PaymentPlan
from locality.budgets.models.transfer import Transfer
from locality.budgets.models.year import FundingYear

__all__ = ["Advance", "Budget", "CostingItem", "Entry", "FundingYear", "Instalment", "PaymentPlan", "Transfer"]
