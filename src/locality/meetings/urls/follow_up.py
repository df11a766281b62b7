"""Addresses of what follows a meeting: hand-over, action points, and the record of attendance."""

from django.urls import path

from locality.meetings.views import attendance, hand_over
from locality.meetings.views import follow_up as views

urlpatterns = [
    path("meetings/<int:pk>/hand-over/", hand_over.meeting_hand_over, name="meeting_hand_over"),
    path("meetings/action-points/", views.action_points, name="action_points"),
    path("meetings/action-points/<int:pk>/", views.action_point, name="action_point"),
    path("meetings/attendance/<int:pk>/", attendance.attendance_record, name="attendance_record"),
    path("meetings/attendance/<int:pk>/raise/<int:school>/", attendance.attendance_raise, name="attendance_raise"),
]
