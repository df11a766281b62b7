"""Addresses of what came of a request's support."""

from django.urls import path

from locality.outcomes import views

urlpatterns = [
    path("requests/<str:reference>/outcomes/", views.request_outcomes, name="request_outcomes"),
    path("requests/<str:reference>/outcomes/agree/", views.request_agree_outcomes, name="request_agree_outcomes"),
    path("requests/<str:reference>/outcomes/move/", views.request_move_review, name="request_move_review"),
    path("requests/<str:reference>/outcomes/report/", views.request_report, name="request_report"),
    path("requests/<str:reference>/outcomes/report/keep/", views.request_report_keep, name="request_report_keep"),
    path("requests/<str:reference>/outcomes/second-look/", views.request_second_look, name="request_second_look"),
]
