"""Addresses of requests after their writing: each part brings its own."""

from locality.resource_requests.urls import reading, review

urlpatterns = [*reading.urlpatterns, *review.urlpatterns]
