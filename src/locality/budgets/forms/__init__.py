"""The forms of the money pages."""

from locality.budgets.forms.money import (
    MOST,
    AdjustForm,
    AllocateForm,
    ChangeYearForm,
    CostingForm,
    FundingYearForm,
)

__all__ = [
    "MOST",
    "AdjustForm",
    "AllocateForm",
    "ChangeYearForm",
    "CostingForm",
    "FundingYearForm",
]
