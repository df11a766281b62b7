"""The forms of the money pages."""

from locality.budgets.forms.money import (
    MOST,
    AdjustForm,
    AllocateForm,
    CostingForm,
    FundingYearForm,
)

__all__ = [
    "MOST",
    "AdjustForm",
    "AllocateForm",
    "CostingForm",
    "FundingYearForm",
]
