"""Addresses of the council's part."""

from django.urls import path

from locality.council_section.views import contact, queue, section

urlpatterns = [
    path("received/", queue.received, name="received"),
    path("requests/<str:reference>/council-section/", section.request_moderate, name="request_moderate"),
    path("requests/<str:reference>/take-up/", section.request_take_up, name="request_take_up"),
    path(
        "requests/<str:reference>/council-decision/", section.request_council_decision, name="request_council_decision"
    ),
    path("requests/<str:reference>/question/", contact.request_question, name="request_question"),
    path("requests/<str:reference>/reply/", contact.request_reply, name="request_reply"),
    path("requests/<str:reference>/give-back/", contact.request_give_back, name="request_give_back"),
]
