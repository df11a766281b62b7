"""Addresses of school advances and remittances."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from locality.budgets.views import advances, paid_back, remittances


class SheetConverter(StringConverter):
    """The kinds of file a list can be downloaded as."""

    regex = "csv|xlsx"


register_converter(SheetConverter, "sheet")

urlpatterns = [
    path("payments/", remittances.payments, name="payments"),
    path("payments/advances/", advances.advances, name="advances"),
    path("payments/advances/add/", advances.advance_add, name="advance_add"),
    path("payments/advances/add-monthly/", advances.advances_add_monthly, name="advances_add_monthly"),
    path("payments/advances/<int:pk>/", advances.advance, name="advance"),
    path("payments/advances/<int:pk>/change/", advances.advance_change, name="advance_change"),
    path("payments/advances/<int:pk>/gather/", advances.advance_gather, name="advance_gather"),
    path("payments/advances/<int:pk>/pay/", advances.advance_pay, name="advance_pay"),
    path("payments/advances/<int:pk>/finance-file.<sheet:kind>", advances.finance_file, name="finance_file"),
    path("payments/due/", advances.payments_due, name="payments_due"),
    path("payments/instalments/<int:pk>/take-out/", advances.payment_take_out, name="payment_take_out"),
    path("payments/instalments/<int:pk>/paid-back/", paid_back.payment_paid_back, name="payment_paid_back"),
    path("payments/remittances/", remittances.remittances, name="remittances"),
    path("payments/remittances/<int:pk>/", remittances.remittance_advance, name="remittance_advance"),
    path(
        "payments/remittances/<int:pk>.<sheet:kind>",
        remittances.remittance_advance_export,
        name="remittance_advance_export",
    ),
    path("payments/remittances/<int:pk>/trusts/<int:trust>/", remittances.remittance_trust, name="remittance_trust"),
    path(
        "payments/remittances/<int:pk>/trusts/<int:trust>.<sheet:kind>",
        remittances.remittance_trust_export,
        name="remittance_trust_export",
    ),
    path("payments/schools/<int:pk>/<int:year>/<int:month>/", remittances.remittance_school, name="remittance_school"),
    path(
        "payments/schools/<int:pk>/<int:year>/<int:month>.<sheet:kind>",
        remittances.remittance_school_export,
        name="remittance_school_export",
    ),
]
