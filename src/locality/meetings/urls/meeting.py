"""Addresses of one meeting."""

from django.urls import path

from locality.meetings.views import meeting as views
from locality.meetings.views import others_read

urlpatterns = [
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:pk>/others-read/", others_read.meeting_others_read, name="meeting_others_read"),
]
