"""What was refused is shown to the council whose people tried it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.communities.models import Office
from locality.values.working_days import day_of
from tests.world import Side, request_in

pytestmark = pytest.mark.django_db


def client_of(side: Side, role: str) -> Client:
    client = Client()
    client.force_login(side.people[role])
    return client


def shown(side: Side, role: str = "data_protection_officer") -> str:
    answer = client_of(side, role).get(reverse("refusals"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_tried_what_and_why_not_is_shown_to_the_own_council_alone(kent: Side, elsewhere: Side) -> None:
    reference = request_in(elsewhere, "submitted").reference
    client = client_of(kent, "clerk")
    assert client.get(f"/requests/{reference}/").status_code == 404
    assert client.get(reverse("rules")).status_code == 403
    text = shown(kent)
    assert "Clerk Wealdshire" in text
    assert f"/requests/{reference}/" in text
    assert "The page does not exist, or this person has no access to it." in text
    assert "2 refusals, newest first" in text
    assert "Clerk Wealdshire" in shown(kent, "locality_team")
    assert "Clerk Wealdshire" not in shown(elsewhere)


def test_the_address_of_who_serves_two_councils_is_shown_to_neither(kent: Side, elsewhere: Side) -> None:
    clerk = kent.people["clerk"]
    Office.objects.create(
        person=clerk, role="clerk", authority=elsewhere.authority, community=elsewhere.neighbour,
        start=day_of(timezone.now()),
    )  # fmt: skip
    client_of(kent, "clerk").get("/communities/nowhere/")
    for side in (kent, elsewhere):
        text = shown(side)
        assert "Clerk Wealdshire" in text
        assert "nowhere" not in text
