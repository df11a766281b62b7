"""Addresses of what happens to an exceptional request outside meetings."""

from django.urls import path

from locality.exceptional import views

urlpatterns = [
    path("requests/<str:reference>/exceptional/", views.request_exceptional, name="request_exceptional"),
    path("requests/<str:reference>/contact/", views.request_contact, name="request_contact"),
    path("requests/<str:reference>/forward/", views.request_forward, name="request_forward"),
]
