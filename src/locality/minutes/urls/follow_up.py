"""Addresses of what follows a meeting: hand-over and action points."""

from django.urls import path

from locality.minutes.views import action_points, handing_over

urlpatterns = [
    path("meetings/<int:pk>/hand-over/", handing_over.meeting_hand_over, name="meeting_hand_over"),
    path("meetings/action-points/", action_points.action_points, name="action_points"),
    path("meetings/action-points/<int:pk>/", action_points.action_point, name="action_point"),
]
