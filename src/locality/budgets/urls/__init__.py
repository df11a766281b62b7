"""Addresses of money: budgets, and what is paid."""

from locality.budgets.urls import council, money, payments

urlpatterns = [*money.urlpatterns, *council.urlpatterns, *payments.urlpatterns]
