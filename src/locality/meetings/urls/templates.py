"""Addresses of the agenda template and the steps of the discussion."""

from django.urls import path

from locality.meetings.views import templates as views

urlpatterns = [
    path("council/agenda/", views.agenda_template, name="agenda_template"),
    path("council/agenda/order/", views.agenda_template_order, name="agenda_template_order"),
    path("council/agenda/<str:what>/add/", views.agenda_template_add, name="agenda_template_add"),
    path("council/agenda/<str:what>/<int:pk>/", views.agenda_template_change, name="agenda_template_change"),
    path(
        "council/agenda/<str:what>/<int:pk>/leave-out/",
        views.agenda_template_leave_out,
        name="agenda_template_leave_out",
    ),
]
