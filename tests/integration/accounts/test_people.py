"""Accounts: made by invitation, changed by their owner, closed at once."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from locality.accounts.actions import ending_sessions, people
from locality.accounts.models import User
from locality.accounts.queries import person_by_email
from locality.audit.models import Event

pytestmark = pytest.mark.django_db


def test_an_address_has_one_account_in_whatever_letters(rosa: User) -> None:
    for spelling in ("ROSA.LIND@oakfield.example", " rosa.lind@OAKFIELD.example ", "ｒosa.lind@oakfield.example"):
        with pytest.raises(ValidationError, match="already has an account"):
            people.create_person(email=spelling, name="Somebody", at=timezone.now())


@pytest.mark.both_databases("constraint")
def test_the_database_keeps_addresses_apart_too(rosa: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Rosa.Lind@Oakfield.Example", name="Somebody")])


def test_a_look_alike_address_finds_nobody(db: None) -> None:
    kate = people.create_person(email="kate@example.org", name="Kate", at=timezone.now())
    assert person_by_email("KATE@Example.org") == kate
    assert person_by_email("\u212aate@example.org") is None
    assert person_by_email("kаte@example.org") is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"name": " "}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"password": "amir.day@hill.example"}, "password"),
    ],
)
def test_what_makes_no_account_is_said_by_field(fields: dict[str, str], field: str) -> None:
    given: dict[str, Any] = {"email": "amir.day@hill.example", "name": "Amir Day", "password": None} | fields
    with pytest.raises(ValidationError) as refused:
        people.create_person(**given, at=timezone.now())
    assert field in refused.value.message_dict
    assert not User.objects.exists()


def test_making_and_changing_an_account_is_in_the_log(rosa: User) -> None:
    people.set_details(person=rosa, name="Rosa Lind-Day", message_preference="daily", by=rosa, at=timezone.now())
    people.set_details(person=rosa, name="Rosa Lind-Day", message_preference="daily", by=rosa, at=timezone.now())
    events = list(Event.objects.about("person", str(rosa.pk)).order_by("id"))
    assert [event.action for event in events] == ["person.create", "person.change"]
    assert events[1].before == {"name": "Rosa Lind", "message_preference": "immediate"}


def test_a_closed_account_is_out_at_once_and_stays_out(rosa: User, browser: Any) -> None:
    browser.sign_in()
    assert browser.get("/account/").status_code == 200
    people.deactivate(person=rosa, by=None, at=timezone.now())
    assert browser.get("/account/").status_code == 302
    assert not browser.is_signed_in
    assert browser.sign_in()["Location"] == "/sign-in/closed/"
    assert b"Your account is closed" in browser.get("/sign-in/closed/").content
    people.reactivate(person=rosa, by=None, at=timezone.now())
    browser.sign_in()
    assert browser.is_signed_in


def test_nobody_becomes_somebody_else_outside_the_demonstration(rosa: User, settings: Any) -> None:
    request = RequestFactory().get("/")
    settings.DEMO = False
    with pytest.raises(PermissionDenied):
        ending_sessions.sign_in_as(request, rosa)
    assert not hasattr(request, "user")


def test_in_the_demonstration_a_persona_is_one_step_away(rosa: User, settings: Any, browser: Any) -> None:
    settings.DEMO = True
    browser.get("/sign-in/")
    request = RequestFactory().get("/")
    request.session = browser.session
    request.user = AnonymousUser()
    ending_sessions.sign_in_as(request, rosa)
    assert request.user == rosa


def test_a_person_changes_their_own_details(rosa: User, browser: Any) -> None:
    browser.sign_in()
    wrong = browser.send("/account/", name=" ", message_preference="hourly")
    assert wrong.status_code == 400
    assert b"There is a problem" in wrong.content
    assert browser.send("/account/", name="Rosa  Day", message_preference="daily").status_code == 302
    rosa.refresh_from_db()
    assert (rosa.name, rosa.message_preference, rosa.email) == ("Rosa Day", "daily", "rosa.lind@oakfield.example")


def test_a_form_of_details_changes_nothing_but_details(rosa: User, browser: Any) -> None:
    browser.sign_in()
    browser.send(
        "/account/",
        name="Rosa",
        message_preference="daily",
        email="other@example.org",
        is_active="",
        second_factor_required="",
        pk="999",
    )
    rosa.refresh_from_db()
    assert rosa.email == "rosa.lind@oakfield.example"
    assert rosa.is_active
    assert rosa.second_factor_required


def test_the_rule_of_the_second_factor_is_followed_and_logged_once(rosa: User) -> None:
    for _ in range(2):
        people.set_second_factor_required(person=rosa, required=False, by=None, at=timezone.now())
    assert not User.objects.get().second_factor_required
    assert Event.objects.filter(action="person.second_factor_rule").count() == 1
