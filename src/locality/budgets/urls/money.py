"""Addresses of money."""

from django.urls import path

from locality.budgets import views

urlpatterns = [
    path("money/", views.money, name="money"),
    path("money/communities/<int:pk>/", views.community_money, name="community_money"),
    path("money/communities/<int:pk>/allocate/", views.money_allocate, name="money_allocate"),
    path("money/budgets/<int:pk>/adjust/", views.money_adjust, name="money_adjust"),
    path("money/years/add/", views.funding_year_add, name="funding_year_add"),
    path("money/costings/", views.costings, name="costings"),
    path("money/costings/add/", views.costing_add, name="costing_add"),
]
