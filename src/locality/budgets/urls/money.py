"""Addresses of money."""

from django.urls import path

from locality.budgets.views import funding_years
from locality.budgets.views.costings import costing_add, costings
from locality.budgets.views.council import money_adjust, money_allocate
from locality.budgets.views.money import community_money, money

urlpatterns = [
    path("money/", money, name="money"),
    path("money/communities/<int:pk>/", community_money, name="community_money"),
    path("money/communities/<int:pk>/allocate/", money_allocate, name="money_allocate"),
    path("money/budgets/<int:pk>/adjust/", money_adjust, name="money_adjust"),
    path("money/years/add/", funding_years.funding_year_add, name="funding_year_add"),
    path("money/years/<int:pk>/change/", funding_years.funding_year_change, name="funding_year_change"),
    path("money/years/<int:pk>/remove/", funding_years.funding_year_remove, name="funding_year_remove"),
    path("money/costings/", costings, name="costings"),
    path("money/costings/add/", costing_add, name="costing_add"),
]
