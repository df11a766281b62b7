"""Addresses of the council's part."""

from django.urls import path

from locality.resource_requests.views import council, council_contact, queue

urlpatterns = [
    path("received/", queue.received, name="received"),
    path("requests/<str:reference>/council-section/", council.request_moderate, name="request_moderate"),
    path("requests/<str:reference>/take-up/", council.request_take_up, name="request_take_up"),
    path(
        "requests/<str:reference>/council-decision/", council.request_council_decision, name="request_council_decision"
    ),
    path("requests/<str:reference>/question/", council_contact.request_question, name="request_question"),
    path("requests/<str:reference>/reply/", council_contact.request_reply, name="request_reply"),
    path("requests/<str:reference>/give-back/", council_contact.request_give_back, name="request_give_back"),
]
