"""Addresses of opportunities."""

from django.urls import path

from locality.opportunities.views import opportunities, places

urlpatterns = [
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/new/", opportunities.opportunity_add, name="opportunity_add"),
    path("opportunities/<int:pk>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<int:pk>/change/", opportunities.opportunity_change, name="opportunity_change"),
    path("opportunities/<int:pk>/go-ahead/", opportunities.opportunity_go_ahead, name="opportunity_go_ahead"),
    path("opportunities/<int:pk>/cancel/", opportunities.opportunity_cancel, name="opportunity_cancel"),
    path("opportunities/<int:pk>/calendar/", opportunities.opportunity_file, name="opportunity_file"),
    path("opportunities/<int:pk>/book/", places.opportunity_book, name="opportunity_book"),
    path("opportunities/<int:pk>/give-up/", places.opportunity_give_up, name="opportunity_give_up"),
    path("opportunities/<int:pk>/who-came/", places.opportunity_who_came, name="opportunity_who_came"),
    path("opportunities/<int:pk>/answer/", places.opportunity_answer, name="opportunity_answer"),
]
