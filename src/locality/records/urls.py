"""Addresses of the records."""

from django.urls import path

from locality.records import views

urlpatterns = [
    path("council/messages/", views.messages, name="messages"),
    path("council/messages/<int:pk>/again/", views.message_again, name="message_again"),
    path("council/sights/", views.sights, name="sights"),
    path("council/log/", views.log, name="log"),
    path("council/refusals/", views.refusals, name="refusals"),
]
