"""Addresses of meetings: each part brings its own."""

from locality.meetings.urls import agenda, live, meeting, papers

urlpatterns = [*meeting.urlpatterns, *agenda.urlpatterns, *papers.urlpatterns, *live.urlpatterns]
