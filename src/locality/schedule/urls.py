"""Addresses of meetings and calendars."""

from django.urls import path

from locality.schedule.views.answers import calendar_address, calendar_feed, meeting_answer, meeting_file
from locality.schedule.views.meetings import meeting_add, meeting_move, meetings
from locality.schedule.views.numbers import meeting_numbers
from locality.schedule.views.year import meeting_drop, meeting_year, meeting_year_plan

urlpatterns = [
    path("meetings/", meetings, name="meetings"),
    path("meetings/add/", meeting_add, name="meeting_add"),
    path("meetings/numbers/", meeting_numbers, name="meeting_numbers"),
    path("meetings/year/", meeting_year, name="meeting_year"),
    path("meetings/year/<int:pk>/", meeting_year_plan, name="meeting_year_plan"),
    path("meetings/<int:pk>/move/", meeting_move, name="meeting_move"),
    path("meetings/<int:pk>/drop/", meeting_drop, name="meeting_drop"),
    path("meetings/<int:pk>/meeting.ics", meeting_file, name="meeting_file"),
    path("meetings/answer/<str:token>/", meeting_answer, name="meeting_answer"),
    path("meetings/calendar/", calendar_address, name="calendar_address"),
    path("calendars/<str:token>.ics", calendar_feed, name="calendar_feed"),
]
