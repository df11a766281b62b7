"""Addresses of advisers."""

from django.urls import path

from locality.meetings.views import advisers as views

urlpatterns = [
    path("meetings/<int:pk>/advisers/", views.meeting_advisers, name="meeting_advisers"),
    path("meetings/<int:pk>/advisers/add/", views.meeting_adviser_add, name="meeting_adviser_add"),
    path(
        "meetings/<int:pk>/advisers/<int:adviser>/withdraw/",
        views.meeting_adviser_withdraw,
        name="meeting_adviser_withdraw",
    ),
    path(
        "meetings/<int:pk>/advisers/<int:adviser>/remind/", views.meeting_adviser_remind, name="meeting_adviser_remind"
    ),
]
