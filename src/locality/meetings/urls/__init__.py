"""Addresses of meetings: each part brings its own."""

from locality.meetings.urls import advisers, agenda, attendance, meeting, papers, templates

urlpatterns = [
    *meeting.urlpatterns,
    *agenda.urlpatterns,
    *papers.urlpatterns,
    *advisers.urlpatterns,
    *templates.urlpatterns,
    *attendance.urlpatterns,
]
