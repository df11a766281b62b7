"""Two schools of one name are told apart wherever one is chosen, and wherever an office is offered."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.communities.actions.invitations import invite
from locality.communities.models import PastRegistration, School
from locality.communities.naming import named_apart
from locality.outbox.models import Message
from locality.resource_requests.queries.requests import choices_for
from locality.values.working_days import day_of
from tests.world import Side, acting, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(kent: Side) -> tuple[School, School]:
    """Two schools of the first community, named alike but for the apostrophe."""
    one, two = kent.other_school, kent.far_school
    for school, name, town in ((one, "St Peter's School", "Hythe"), (two, "St Peter’s School", "Sandgate")):
        school.name, school.town, school.community = name, town, kent.community
        school.save()
    return one, two


def client_of(side: Side, role: str) -> Client:
    client = Client()
    client.force_login(side.people[role])
    return client


def test_only_what_could_be_mistaken_has_town_and_number(kent: Side, twins: tuple[School, School]) -> None:
    assert list(named_apart([kent.school, *twins]).values()) == [
        "Wealdshire School 1",
        "St Peter's School, Hythe (URN 801002)",
        "St Peter’s School, Sandgate (URN 801003)",
    ]
    assert list(named_apart([kent.school, twins[0]]).values()) == ["Wealdshire School 1", "St Peter's School"]


def test_a_school_without_a_town_has_its_number(kent: Side) -> None:
    assert kent.school.full_name == "Wealdshire School 1 (URN 801001)"


def test_the_list_of_places_to_invite_to_tells_them_apart(kent: Side, twins: tuple[School, School]) -> None:
    page = client_of(kent, "locality_team").get(reverse("invite")).content.decode()
    assert ">St Peter’s School, Sandgate (URN 801003)</option>" in page
    assert ">Wealdshire School 1</option>" in page


def test_the_invitation_and_its_mail_say_which(kent: Side, twins: tuple[School, School]) -> None:
    now = timezone.now()
    invite(
        email="new@school.example", name="New Head", role="signatory", place=twins[1], start=day_of(now),
        by=acting(kent.people["locality_team"]), at=now,
    )  # fmt: skip
    message = Message.objects.get(kind="invitation")
    assert "for St Peter’s School, Sandgate (URN 801003)" in message.subject
    assert "for St Peter’s School, Sandgate (URN 801003)." in message.lines[0]
    assert "St Peter’s School, Sandgate (URN 801003)" in Client().get(message.link).content.decode()
    assert (
        "St Peter’s School, Sandgate (URN 801003)"
        in client_of(kent, "locality_team").get(reverse("invitations")).content.decode()
    )


def test_the_partners_of_a_joint_request_are_told_apart(kent: Side, twins: tuple[School, School]) -> None:
    chosen = choices_for(draft(kent), day_of(timezone.now()))
    assert sorted(chosen.partners.values()) == [
        "St Peter's School, Hythe (URN 801002)",
        "St Peter’s School, Sandgate (URN 801003)",
    ]


def test_the_offices_of_people_name_the_school_in_full(kent: Side, twins: tuple[School, School]) -> None:
    page = client_of(kent, "locality_team").get(reverse("people")).content.decode()
    assert "St Peter&#39;s School, Hythe (URN 801002)" in page


def test_a_communitys_page_tells_them_apart(kent: Side, twins: tuple[School, School]) -> None:
    page = client_of(kent, "chair").get(reverse("community", args=[kent.community.slug])).content.decode()
    assert "St Peter’s School, Sandgate (URN 801003)" in page


def test_an_earlier_number_leads_to_the_school_of_today(kent: Side, elsewhere: Side) -> None:
    PastRegistration.objects.create(school=kent.school, urn=118374, name="Wealdshire Old School")
    assert client_of(kent, "chair").get("/schools/118374/")["Location"] == "/schools/801001/"
    assert client_of(elsewhere, "chair").get("/schools/118374/").status_code == 404


def test_a_school_in_no_community_says_so_and_each_role_says_of_what(kent: Side) -> None:
    School.objects.filter(pk=kent.school.pk).update(community=None)
    client = client_of(kent, "locality_team")
    assert "In no community yet" in client.get("/schools/801001/").content.decode()
    assert "for what they are invited to" in client.get(reverse("roles")).content.decode()
