"""Addresses of meetings."""

from django.urls import path

from locality.schedule import views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/add/", views.meeting_add, name="meeting_add"),
]
