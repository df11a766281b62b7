"""Addresses of what a school tells parents, and of the paragraph for its inclusion strategy."""

from django.urls import path

from locality.parents import views

urlpatterns = [
    path("requests/<str:reference>/parents/", views.request_parents, name="request_parents"),
    path("requests/<str:reference>/parents.pdf", views.request_parents_pdf, name="request_parents_pdf"),
    path("requests/<str:reference>/parents.docx", views.request_parents_word, name="request_parents_word"),
    path("strategy/", views.inclusion_strategy, name="inclusion_strategy"),
    path("strategy.docx", views.inclusion_strategy_word, name="inclusion_strategy_word"),
]
