"""The home page."""

from django.urls import path

from locality.deadlines import views

urlpatterns = [path("", views.home, name="home")]
