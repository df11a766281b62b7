"""Addresses of meetings: each part brings its own."""

from locality.meetings.urls import advisers, agenda, follow_up, live, meeting, minutes, papers, templates

urlpatterns = [
    *meeting.urlpatterns,
    *agenda.urlpatterns,
    *papers.urlpatterns,
    *advisers.urlpatterns,
    *templates.urlpatterns,
    *live.urlpatterns,
    *minutes.urlpatterns,
    *follow_up.urlpatterns,
]
