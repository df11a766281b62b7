"""Addresses of meetings and calendars."""

from django.urls import path

from locality.schedule import views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/add/", views.meeting_add, name="meeting_add"),
    path("meetings/numbers/", views.meeting_numbers, name="meeting_numbers"),
    path("meetings/year/", views.meeting_year, name="meeting_year"),
    path("meetings/year/<int:pk>/", views.meeting_year_plan, name="meeting_year_plan"),
    path("meetings/<int:pk>/move/", views.meeting_move, name="meeting_move"),
    path("meetings/<int:pk>/drop/", views.meeting_drop, name="meeting_drop"),
    path("meetings/<int:pk>/meeting.ics", views.meeting_file, name="meeting_file"),
    path("meetings/answer/<str:token>/", views.meeting_answer, name="meeting_answer"),
    path("meetings/calendar/", views.calendar_address, name="calendar_address"),
    path("calendars/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
