"""Addresses of the record of attendance."""

from django.urls import path

from locality.meetings.views import attendance

urlpatterns = [
    path("meetings/attendance/<int:pk>/", attendance.attendance_record, name="attendance_record"),
    path("meetings/attendance/<int:pk>/raise/<int:school>/", attendance.attendance_raise, name="attendance_raise"),
]
