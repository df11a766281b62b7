"""Addresses of minutes."""

from django.urls import path

from locality.minutes.views import checking as agreed
from locality.minutes.views import minutes as views
from locality.minutes.views import writing as work

urlpatterns = [
    path("meetings/<int:pk>/minutes/", views.meeting_minutes, name="meeting_minutes"),
    path("meetings/<int:pk>/minutes/write/", work.meeting_minutes_write, name="meeting_minutes_write"),
    path("meetings/<int:pk>/minutes/autosave/", work.meeting_minutes_autosave, name="meeting_minutes_autosave"),
    path("meetings/<int:pk>/minutes/to-chair/", work.meeting_minutes_to_chair, name="meeting_minutes_to_chair"),
    path("meetings/<int:pk>/minutes/check/", agreed.meeting_minutes_check, name="meeting_minutes_check"),
    path("meetings/<int:pk>/minutes/send/", work.meeting_minutes_send, name="meeting_minutes_send"),
    path("meetings/<int:pk>/minutes/correct/", agreed.meeting_minutes_correct, name="meeting_minutes_correct"),
    path("meetings/<int:pk>/minutes/approve/", agreed.meeting_minutes_approve, name="meeting_minutes_approve"),
    path("meetings/<int:pk>/minutes/<int:number>/", views.meeting_minutes_version, name="meeting_minutes_version"),
    path(
        "meetings/<int:pk>/minutes/<int:number>/minutes.<slug:kind>",
        views.meeting_minutes_file,
        name="meeting_minutes_file",
    ),
    path(
        "meetings/<int:pk>/minutes/<int:number>/release.<slug:kind>",
        views.meeting_minutes_release,
        name="meeting_minutes_release",
    ),
]
