"""A service is added by the council's team, invited, and sees its own offers and nothing else (RES-6)."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from locality.audit.models import Event
from locality.communities.actions.offices import give_office
from locality.communities.imports.gias import plan_schools
from locality.communities.models import Office, School
from locality.support.actions import offering
from locality.support.actions.services import add_service, close_service
from locality.support.models import Offer, Placement
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import approved, offered, said, today
from tests.integration.support.test_pages import client_of, day, get, send, text_of
from tests.world import Side, acting, person

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6"), pytest.mark.clause("OBJ-4")]
NAME = "Speech and language service"


def service_in(side: Side, name: str = NAME) -> School:
    """With somebody who acts for it."""
    team, now = acting(side.people["locality_team"]), timezone.now()
    service = add_service(authority=side.authority, name=name, by=team, at=now)
    lead = person(side, "signatory", start=today(), slug="lead", school=service)
    Office.objects.filter(person=lead).delete()
    give_office(person=lead, role="signatory", place=service, start=today(), by=team, at=now)
    side.people["lead"] = lead
    return service


def offers(side: Side, service: School, **changes: Any) -> Offer:
    given = said(**{"audience": "council", "phases": ["for_primary"], "topic": "First words", **changes})
    return offering.add_offer(school=service, said=given, by=acting(side.people["lead"]), at=timezone.now())


def test_the_team_adds_a_service_and_is_led_to_who_acts_for_it(kent: Side) -> None:
    assert "There are no services yet." in get(kent, "locality_team", "support_services")
    sent = send(kent, "locality_team", "support_services", name=NAME)
    assert sent.status_code == 302
    service = School.objects.get(kind="service")
    assert (service.name, service.authority, service.is_open) == (NAME, kent.authority, True)
    page = client_of(kent, "locality_team").get(reverse("support_services")).content.decode()
    assert f"{reverse('invite')}?school={service.pk}&amp;role=signatory" in page
    invitation = client_of(kent, "locality_team").get(reverse("invite"), {"school": service.pk, "role": "signatory"})
    assert f'value="school-{service.pk}" selected' in invitation.content.decode()
    assert Event.objects.get(action="support_service.added").subject == NAME
    assert "Services that offer support" in get(kent, "locality_team", "support")
    assert "Services that offer support" not in get(kent, "clerk", "support")


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Enter the name of the service"), ("123 !", "Enter the name of the service"),
     ("speech AND language service", "There is a service of this name already."), ("x" * 101, "100 characters or fewer")],
)  # fmt: skip
def test_a_service_has_a_name_of_its_own(kent: Side, name: str, said: str) -> None:
    service_in(kent)
    answer = send(kent, "locality_team", "support_services", name=name)
    assert answer.status_code == 400
    assert said in text_of(answer)
    assert School.objects.filter(kind="service").count() == 1


def test_two_councils_have_services_of_the_same_name_and_see_their_own(kent: Side, elsewhere: Side) -> None:
    service_in(kent)
    there = add_service(
        authority=elsewhere.authority, name=NAME, by=acting(elsewhere.people["locality_team"]), at=timezone.now()
    )
    assert len({each.urn for each in School.objects.filter(kind="service")}) == 2
    path = reverse("support_service_close", args=[there.pk])
    assert client_of(kent, "locality_team").get(path).status_code == 404


def test_it_sees_its_own_offers_alone_and_asks_for_nothing(kent: Side) -> None:
    service = service_in(kent)
    others, own, rfr = offered(kent, topic="Of a school", audience="council"), offers(kent, service), approved(kent)
    register = get(kent, "lead", "support")
    assert "First words" in register
    assert "Of a school" not in register
    client = client_of(kent, "lead")
    for name, pk in (("support_offer", others.pk), ("request", rfr.reference), ("support_name", rfr.reference)):
        assert client.get(reverse(name, args=[pk])).status_code in (403, 404), name
    assert client.get(reverse("support_ask", args=[own.pk])).status_code == 403
    for name in ("home", "requests", "support_placements", "support_both_ways"):
        page = get(kent, "lead", name)
        assert rfr.reference not in page, name
        assert kent.school.name not in page, name


def test_a_school_asks_it_and_a_clerk_names_it(kent: Side) -> None:
    service = service_in(kent)
    offer, rfr = offers(kent, service), approved(kent)
    assert f"{NAME}" in get(kent, "signatory", "support_offer", offer.pk)
    page = client_of(kent, "clerk").get(reverse("support_name", args=[rfr.reference])).content.decode()
    assert f'<option value="{service.pk}">{NAME}, service</option>' in page
    fields = {"who": f"offer-{offer.pk}", "hours": "5", **day("starts_on", today()), **day("ends_on", today())}
    assert send(kent, "clerk", "support_name", rfr.reference, **fields).status_code == 302
    assert Placement.objects.get().school == service
    assert "Accept or decline the support for Wealdshire School 1" in get(kent, "lead", "home")


def test_it_has_no_number_of_a_register_and_no_import_touches_it(kent: Side) -> None:
    service = service_in(kent)
    page = get(kent, "locality_team", "school", service.urn)
    assert "URN" not in page
    assert NAME in page
    assert str(service.urn) not in page
    made = plan_schools(kent.authority, [])
    assert service.pk not in {each.pk for each in made.changed}
    assert len(str(service.urn)) > len(str(kent.school.urn))


def test_a_closed_service_offers_nothing_and_is_closed_once(kent: Side) -> None:
    service = service_in(kent)
    offer = offers(kent, service)
    page = get(kent, "locality_team", "support_service_close", service.pk)
    assert "no one can ask for them" in page
    assert send(kent, "locality_team", "support_service_close", service.pk).status_code == 302
    assert "First words" not in get(kent, "signatory", "support")
    assert client_of(kent, "signatory").get(reverse("support_ask", args=[offer.pk])).status_code == 403
    team, now = acting(kent.people["locality_team"]), timezone.now()
    with pytest.raises(NotPossible, match="is closed already"):
        close_service(service=service, by=team, at=now)
    with pytest.raises(NotPossible, match="is a school"):
        close_service(service=kent.school, by=team, at=now)
    assert "There are no services yet." in get(kent, "locality_team", "support_services")


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_asks_a_fixed_number_of_queries(
    kent: Side, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    team = acting(kent.people["locality_team"])
    for each in range(number):
        add_service(authority=kent.authority, name=f"Service {each} of ours", by=team, at=timezone.now())
    client = client_of(kent, "locality_team")
    client.get(reverse("support_services"))
    with django_assert_max_num_queries(6):
        client.get(reverse("support_services"))
