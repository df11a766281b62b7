"""Addresses of papers."""

from django.urls import path

from locality.meetings.views import attached
from locality.meetings.views import papers as views

urlpatterns = [
    path("meetings/<int:pk>/papers/", views.meeting_papers, name="meeting_papers"),
    path("meetings/<int:pk>/papers/send/", views.meeting_papers_send, name="meeting_papers_send"),
    path("meetings/<int:pk>/papers/add/", attached.meeting_paper_add, name="meeting_paper_add"),
    path("meetings/<int:pk>/papers/pack.pdf", views.meeting_pack, name="meeting_pack"),
    path("meetings/<int:pk>/papers/item/<int:item>/", views.meeting_item, name="meeting_item"),
    path("meetings/<int:pk>/papers/<int:paper>/", attached.meeting_paper, name="meeting_paper"),
    path("meetings/<int:pk>/papers/<int:paper>/remove/", attached.meeting_paper_remove, name="meeting_paper_remove"),
]
