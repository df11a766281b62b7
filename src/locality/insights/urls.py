"""Addresses of figures."""

from django.urls import path, re_path

from locality.insights.views.balance import balance_sheet, balances, balances_export
from locality.insights.views.exceptional import exceptional_figures
from locality.insights.views.figures import figures
from locality.insights.views.late import late, late_how_often
from locality.insights.views.outcomes import outcome_figures, outcome_figures_export

urlpatterns = [
    path("figures/", figures, name="figures"),
    path("figures/late/", late, name="late"),
    path("figures/late/how-often/", late_how_often, name="late_how_often"),
    path("figures/exceptional/", exceptional_figures, name="exceptional_figures"),
    path("figures/outcomes/", outcome_figures, name="outcome_figures"),
    re_path(r"^figures/outcomes/export\.(?P<kind>csv|xlsx)$", outcome_figures_export, name="outcome_figures_export"),
    path("money/balances/", balances, name="balances"),
    re_path(r"^money/balances/export\.(?P<kind>csv|xlsx)$", balances_export, name="balances_export"),
    path("money/communities/<int:pk>/balance/", balance_sheet, name="balance_sheet"),
]
