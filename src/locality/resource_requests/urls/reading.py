"""Addresses of the list of requests and of one request. They hold references, never names."""

from django.urls import path, re_path

from locality.resource_requests.views import lists, reading

urlpatterns = [
    path("requests/", lists.requests, name="requests"),
    path("requests/search/", lists.requests_search, name="requests_search"),
    re_path(r"^requests/export\.(?P<kind>csv|xlsx)$", lists.requests_export, name="requests_export"),
    path("requests/<str:reference>/", reading.request, name="request"),
    path("requests/<str:reference>/timeline/", reading.request_timeline, name="request_timeline"),
    path("requests/<str:reference>/versions/<int:number>/", reading.request_compare, name="request_compare"),
    path("requests/<str:reference>/print/", reading.request_print, name="request_print"),
    path("requests/<str:reference>/form.pdf", reading.request_pdf, name="request_pdf"),
    path("requests/<str:reference>/form.docx", reading.request_word, name="request_word"),
]
