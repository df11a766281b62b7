"""Address of what is missing."""

from django.urls import path

from locality.gaps import views

urlpatterns = [path("council/gaps/", views.gaps, name="gaps")]
