"""The home page."""

from django.urls import path

from locality.home import views

urlpatterns = [path("", views.home, name="home"), path("remind/", views.remind, name="remind")]
