"""Addresses of the council's own pages of money: contingency, imports, transfers, the year's end."""

from django.urls import path

from locality.budgets.views import imports, transfers, years

urlpatterns = [
    path("money/costings/import/", imports.costings_import, name="costings_import"),
    path("money/costings/import/<int:upload>/", imports.costings_review, name="costings_review"),
    path("money/transfers/", transfers.transfers, name="transfers"),
    path("money/transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("money/transfers/<int:pk>/confirm/", transfers.transfer_confirm, name="transfer_confirm"),
    path("money/transfers/<int:pk>/refuse/", transfers.transfer_refuse, name="transfer_refuse"),
    path("money/transfers/<int:pk>/withdraw/", transfers.transfer_withdraw, name="transfer_withdraw"),
    path("money/years/<int:pk>/contingency/", years.contingency, name="contingency"),
    path("money/years/<int:pk>/contingency/add/", years.contingency_allocate, name="contingency_allocate"),
    path("money/years/<int:pk>/end/", years.year_end, name="year_end"),
    path("money/years/<int:pk>/import/", imports.allocations_import, name="allocations_import"),
    path("money/years/<int:pk>/import/<int:upload>/", imports.allocations_review, name="allocations_review"),
    path("money/years/<int:pk>/transfers/add/", transfers.transfer_propose, name="transfer_propose"),
]
