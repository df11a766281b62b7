"""Addresses of communities and schools, of people and their offices, and of the council's own data."""

from django.urls import path

from locality.communities.views import calendar, council, finding, imports, invitations, needs, people

urlpatterns = [
    path("communities/", finding.communities, name="communities"),
    path("communities/<slug:slug>/", finding.community, name="community"),
    path("schools/<int:urn>/", finding.school, name="school"),
    path("council/", council.council, name="council"),
    path("council/areas/", council.areas, name="areas"),
    path("council/areas/<int:pk>/", council.area_change, name="area_change"),
    path("council/roles/", council.roles, name="roles"),
    path("council/rules/", council.rules, name="rules"),
    path("council/rules/change/", council.rules_change, name="rules_change"),
    path("council/short-name/", council.short_name, name="short_name"),
    path("council/needs/", needs.needs, name="needs"),
    path("council/needs/add/", needs.need_add, name="need_add"),
    path("council/needs/<int:pk>/", needs.need_change, name="need_change"),
    path("council/signing-in/", council.second_factor_rule, name="second_factor_rule"),
    path("council/calendar/", calendar.calendar, name="calendar"),
    path("council/calendar/days/add/", calendar.day_off_add, name="day_off_add"),
    path("council/calendar/days/<int:pk>/remove/", calendar.day_off_remove, name="day_off_remove"),
    path("council/calendar/terms/set/", calendar.term_set, name="term_set"),
    path("council/calendar/terms/<int:pk>/remove/", calendar.term_remove, name="term_remove"),
    path("council/people/", people.people, name="people"),
    path("council/people/search/", people.people_search, name="people_search"),
    path("council/people/<int:pk>/", people.person, name="person"),
    path("council/people/<int:pk>/account/", people.person_account, name="person_account"),
    path("council/offices/<int:pk>/end/", people.office_end, name="office_end"),
    path("council/offices/<int:pk>/confirm/", people.delegated_authority, name="delegated_authority"),
    path("council/offices/<int:pk>/deputy/", people.deputy_name, name="deputy_name"),
    path("council/invitations/", invitations.invitations, name="invitations"),
    path("council/invitations/send/", invitations.invite, name="invite"),
    path("council/invitations/<int:pk>/<slug:what>/", invitations.invitation_change, name="invitation_change"),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("council/imports/", imports.imports, name="imports"),
    path("council/imports/<slug:kind>/", imports.import_upload, name="import_upload"),
    path("council/imports/<slug:kind>/<int:pk>/", imports.import_review, name="import_review"),
]
