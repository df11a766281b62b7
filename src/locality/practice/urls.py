"""Addresses of the practice library."""

from django.urls import path

from locality.practice.views import cases, library, writing

urlpatterns = [
    path("practice/", library.practice, name="practice"),
    path("practice/search/", library.practice_search, name="practice_search"),
    path("practice/new/", writing.practice_new, name="practice_new"),
    path("practice/<int:pk>/", cases.practice_case, name="practice_case"),
    path("practice/<int:pk>/change/", writing.practice_change, name="practice_change"),
    path("practice/<int:pk>/share/", writing.practice_share, name="practice_share"),
    path("practice/<int:pk>/review/", writing.practice_review, name="practice_review"),
    path("practice/<int:pk>/release/", cases.practice_release, name="practice_release"),
    path("practice/<int:pk>/withdraw/", cases.practice_withdraw, name="practice_withdraw"),
    path("practice/<int:pk>/merge/", cases.practice_merge, name="practice_merge"),
]
