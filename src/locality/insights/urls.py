"""Addresses of figures."""

from django.urls import path, re_path

from locality.insights import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/late/", views.late, name="late"),
    path("figures/late/how-often/", views.late_how_often, name="late_how_often"),
    path("figures/exceptional/", views.exceptional_figures, name="exceptional_figures"),
    path("money/balances/", views.balances, name="balances"),
    re_path(r"^money/balances/export\.(?P<kind>csv|xlsx)$", views.balances_export, name="balances_export"),
    path("money/communities/<int:pk>/balance/", views.balance_sheet, name="balance_sheet"),
]
