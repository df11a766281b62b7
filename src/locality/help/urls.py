"""Addresses of the help pages."""

from django.urls import path

from locality.help import views

urlpatterns = [
    path("help/", views.help_, name="help"),
    path("help/<slug:slug>/", views.help_guide, name="help_guide"),
]
