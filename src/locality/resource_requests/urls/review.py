"""Addresses of what happens after submission."""

from django.urls import path

from locality.resource_requests.views import decision, hand_over, review

urlpatterns = [
    path("requests/<str:reference>/review/", review.request_review, name="request_review"),
    path("requests/<str:reference>/decide/", decision.request_decide, name="request_decide"),
    path("requests/<str:reference>/correct/", decision.request_correct, name="request_correct"),
    path("requests/<str:reference>/hand-over/", hand_over.request_hand_over, name="request_hand_over"),
    path("requests/<str:reference>/receive/", hand_over.request_receive, name="request_receive"),
    path("acknowledge/", hand_over.requests_receive, name="requests_receive"),
    path("requests/<str:reference>/answer/", hand_over.request_answer, name="request_answer"),
]
