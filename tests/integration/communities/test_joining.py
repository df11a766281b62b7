"""Accepting an invitation: signed in at once, with everything else the address is invited to."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from locality.accounts.actions.ending_sessions import sign_in_who_joined
from locality.accounts.models import User
from locality.communities.actions import invitations as actions
from locality.communities.models import Invitation, Office
from locality.outbox.models import Message
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import text_of
from tests.world import Side, acting

pytestmark = pytest.mark.django_db
PASSWORD = "a long and quiet harbour wall"
EMAIL = "gus.guest@kent.example"


def invited(side: Side, role: str, place: Any, *, by: str = "locality_team") -> str:
    """The address in the message of a new invitation."""
    before = set(Message.objects.values_list("pk", flat=True))
    actions.invite(
        email=EMAIL, name="Gus Guest", role=role, place=place, start=day_of(timezone.now()), end=None, by=acting(side.people[by]),
        at=timezone.now(),
    )  # fmt: skip
    return Message.objects.exclude(pk__in=before).get(address=EMAIL).link


def beside(page: Any) -> list[str]:
    return [str(pk) for pk in Invitation.objects.values_list("pk", flat=True) if f'name="beside" value="{pk}"' in page]


def test_whoever_accepts_and_chooses_a_password_is_signed_in_and_holds_all_offices(kent: Side) -> None:
    first = invited(kent, "school_editor", kent.school)
    invited(kent, "school_editor", kent.other_school)
    client = Client()
    page = client.get(first)
    assert kent.other_school.name in text_of(page)
    assert Office.objects.filter(person__email=EMAIL).count() == 0
    sent = client.post(
        first,
        {"form_key": str(uuid4()), "name": "Gus Guest", "password": PASSWORD, "beside": beside(page.content.decode())},
    )
    assert sent["Location"] == reverse("home")
    assert get_user(client).email == EMAIL
    offices = Office.objects.filter(person__email=EMAIL)
    assert {office.school for office in offices} == {kent.school, kent.other_school}
    said = text_of(client.get(reverse("account")))
    assert "Sign out" in said


def test_what_the_page_did_not_show_is_not_taken_up(kent: Side) -> None:
    first = invited(kent, "school_editor", kent.school)
    client = Client()
    client.get(first)
    invited(kent, "school_editor", kent.other_school)
    client.post(first, {"form_key": str(uuid4()), "name": "Gus Guest", "password": PASSWORD})
    assert [office.school for office in Office.objects.filter(person__email=EMAIL)] == [kent.school]


def test_ended_and_withdrawn_invitations_and_those_of_others_stay_out(kent: Side) -> None:
    first = invited(kent, "school_editor", kent.school)
    invited(kent, "school_editor", kent.other_school)
    Invitation.objects.filter(school=kent.other_school).update(expires_at=timezone.now() - timedelta(days=1))
    page = Client().get(first).content.decode()
    assert not beside(page)
    Invitation.objects.filter(school=kent.other_school).update(
        expires_at=timezone.now() + timedelta(days=1), email="other@kent.example"
    )
    assert not beside(Client().get(first).content.decode())


def test_an_account_that_was_there_before_is_never_signed_in_to_by_a_link(kent: Side) -> None:
    User.objects.create(email=EMAIL, name="Gus Guest")
    first = invited(kent, "school_editor", kent.school)
    client = Client()
    sent = client.post(first, {"form_key": str(uuid4())})
    assert sent["Location"] == reverse("account_login")
    assert not get_user(client).is_authenticated
    known = User.objects.get(email=EMAIL)
    known.last_login = timezone.now()
    with pytest.raises(PermissionDenied):
        sign_in_who_joined(RequestFactory().get("/"), known)
