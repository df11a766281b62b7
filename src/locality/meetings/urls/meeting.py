"""Addresses of one meeting."""

from django.urls import path

from locality.meetings.views import meeting as views

urlpatterns = [
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/cancel/", views.meeting_cancel, name="meeting_cancel"),
]
