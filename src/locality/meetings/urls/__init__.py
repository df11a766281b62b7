"""Addresses of meetings: each part brings its own."""

from locality.meetings.urls import advisers, agenda, live, meeting, papers, templates

urlpatterns = [
    *meeting.urlpatterns,
    *agenda.urlpatterns,
    *papers.urlpatterns,
    *advisers.urlpatterns,
    *templates.urlpatterns,
    *live.urlpatterns,
]
