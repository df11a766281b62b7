"""Addresses of what happens to an exceptional request outside meetings."""

from django.urls import path

from locality.resource_requests.views import exceptional

urlpatterns = [
    path("requests/<str:reference>/exceptional/", exceptional.request_exceptional, name="request_exceptional"),
    path("requests/<str:reference>/contact/", exceptional.request_contact, name="request_contact"),
    path("requests/<str:reference>/forward/", exceptional.request_forward, name="request_forward"),
]
