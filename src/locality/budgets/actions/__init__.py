"""What can happen to a community's money: each one function, whole or not at all, with its entry in the audit log."""

from locality.budgets.actions.advances import add_advance, add_monthly_advances, change_advance, gather, take_out
from locality.budgets.actions.council import add_costing, adjust, allocate, allocate_contingency
from locality.budgets.actions.decisions import commit, release, settle, why_not_promised
from locality.budgets.actions.paid_back import record_return
from locality.budgets.actions.payments import pay_advance
from locality.budgets.actions.plans import cancel_return, make_plan, return_underspend, stop_plan
from locality.budgets.actions.refusals import MoneyRefused, NoBudget, NotEnough
from locality.budgets.actions.transfers import (
    confirm_transfer,
    propose_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from locality.budgets.actions.year_end import close_year
from locality.budgets.actions.years import change_year, open_year, remove_year

__all__ = [
    "MoneyRefused",
    "NoBudget",
    "NotEnough",
    "add_advance",
    "add_costing",
    "add_monthly_advances",
    "adjust",
    "allocate",
    "allocate_contingency",
    "cancel_return",
    "change_advance",
    "change_year",
    "close_year",
    "commit",
    "confirm_transfer",
    "gather",
    "make_plan",
    "open_year",
    "pay_advance",
    "propose_transfer",
    "record_return",
    "refuse_transfer",
    "release",
    "remove_year",
    "return_underspend",
    "settle",
    "stop_plan",
    "take_out",
    "why_not_promised",
    "withdraw_transfer",
]
