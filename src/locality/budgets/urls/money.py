"""Addresses of money."""

from django.urls import path

from locality.budgets import views
from locality.budgets.views import funding_years

urlpatterns = [
    path("money/", views.money, name="money"),
    path("money/communities/<int:pk>/", views.community_money, name="community_money"),
    path("money/communities/<int:pk>/allocate/", views.money_allocate, name="money_allocate"),
    path("money/budgets/<int:pk>/adjust/", views.money_adjust, name="money_adjust"),
    path("money/years/add/", funding_years.funding_year_add, name="funding_year_add"),
    path("money/years/<int:pk>/change/", funding_years.funding_year_change, name="funding_year_change"),
    path("money/years/<int:pk>/remove/", funding_years.funding_year_remove, name="funding_year_remove"),
    path("money/costings/", views.costings, name="costings"),
    path("money/costings/add/", views.costing_add, name="costing_add"),
]
