"""Addresses of the register of support."""

from django.urls import path

from locality.support.views import asking, helped, offers, placements, services

urlpatterns = [
    path("support/", offers.support, name="support"),
    path("support/search/", offers.support_search, name="support_search"),
    path("support/new/", offers.support_offer_add, name="support_offer_add"),
    path("support/given-and-received/", placements.support_both_ways, name="support_both_ways"),
    path("support/arranged/", placements.support_placements, name="support_placements"),
    path("support/arranged/<int:pk>/", placements.support_placement, name="support_placement"),
    path("support/arranged/<int:pk>/answer/", placements.support_answer, name="support_answer"),
    path("support/arranged/<int:pk>/cancel/", placements.support_cancel, name="support_cancel"),
    path("support/arranged/<int:pk>/finish/", placements.support_finish, name="support_finish"),
    path("support/arranged/<int:pk>/helped/", helped.support_helped, name="support_helped"),
    path("support/hours/<int:pk>/correct/", placements.support_hours_correct, name="support_hours_correct"),
    path("support/services/", services.support_services, name="support_services"),
    path("support/services/<int:pk>/close/", services.support_service_close, name="support_service_close"),
    path("support/<int:pk>/", offers.support_offer, name="support_offer"),
    path("support/<int:pk>/change/", offers.support_offer_change, name="support_offer_change"),
    path("support/<int:pk>/pause/", offers.support_offer_pause, name="support_offer_pause"),
    path("support/<int:pk>/reopen/", offers.support_offer_reopen, name="support_offer_reopen"),
    path("support/<int:pk>/close/", offers.support_offer_close, name="support_offer_close"),
    path("support/<int:pk>/ask/", asking.support_ask, name="support_ask"),
    path("requests/<str:reference>/support/", asking.support_name, name="support_name"),
]
