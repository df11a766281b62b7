"""Addresses of minutes and of what follows a meeting."""

from locality.minutes.urls import follow_up, minutes

urlpatterns = [*minutes.urlpatterns, *follow_up.urlpatterns]
