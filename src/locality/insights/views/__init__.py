"""The pages of figures."""

from locality.insights.views.balance import balance_sheet, balances, balances_export
from locality.insights.views.exceptional import exceptional_figures
from locality.insights.views.figures import figures
from locality.insights.views.late import late, late_how_often

__all__ = [
    "balance_sheet",
    "balances",
    "balances_export",
    "exceptional_figures",
    "figures",
    "late",
    "late_how_often",
]
