"""Addresses of meetings: each part brings its own."""

from locality.meetings.urls import agenda, follow_up, meeting, minutes, papers

urlpatterns = [
    *meeting.urlpatterns,
    *agenda.urlpatterns,
    *papers.urlpatterns,
    *minutes.urlpatterns,
    *follow_up.urlpatterns,
]
