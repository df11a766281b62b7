"""Addresses of meetings: each part brings its own."""

from locality.meetings.urls import agenda, meeting, papers

urlpatterns = [*meeting.urlpatterns, *agenda.urlpatterns, *papers.urlpatterns]
