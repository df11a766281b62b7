"""The first administrator, and the time an authority gives its people's sessions."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from tests.integration.accounts.conftest import Browser

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_made_with_the_office(monkeypatch: pytest.MonkeyPatch, browser: Browser) -> None:
    from locality.communities.models import Office

    monkeypatch.setattr(
        "locality.communities.management.commands.create_administrator.getpass", lambda prompt: "teapot-lantern-gravel"
    )
    out = StringIO()
    call_command("create_administrator", "Admin@Council.example", "Ada Min", stdout=out)
    assert "signs in as admin@council.example" in out.getvalue()
    office = Office.objects.get()
    assert (office.role, office.place, office.end) == ("administrator", None, None)
    browser.sign_in("admin@council.example")
    assert browser.is_signed_in
    with pytest.raises(CommandError):
        call_command("create_administrator", "admin@council.example", "Ada Min")
    assert Office.objects.count() == 1


def test_without_a_terminal_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("locality.communities.management.commands.create_administrator.getpass", nobody)
    with pytest.raises(CommandError, match="Add --no-password"):
        call_command("create_administrator", "ada@council.example", "Ada Min")
    assert not User.objects.exists()


@pytest.mark.parametrize(("email", "name"), [("nobody", "Ada"), ("ada@council.example", " ")])
def test_what_is_wrong_is_said_and_nothing_made(email: str, name: str) -> None:
    with pytest.raises(CommandError, match="Enter"):
        call_command("create_administrator", email, name, "--no-password")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("email", "name", "said"),
    [
        ("ada@council.example", "A" * 121, "120 characters or fewer"),
        ("a" * 400 + "@council.example", "Ada", "Enter an email address"),
        ("ad\udce9@council.example", "Ada", "Enter an email address"),
        ("ada@council.example", "\udce9", "Enter a full name"),
    ],
)
def test_words_that_are_too_long_or_no_letters_are_refused(email: str, name: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("create_administrator", email, name, "--no-password")
    assert not User.objects.exists()


def test_a_session_rests_as_long_as_the_strictest_authority_says(browser: Browser) -> None:
    from locality.communities.actions.offices import give_office
    from locality.communities.models import Authority, AuthorityRules

    today = timezone.localdate()
    rosa = create_person(
        email="rosa.lind@oakfield.example", name="Rosa", password="teapot-lantern-gravel", at=timezone.now()
    )
    for name, rules in (("North Council", {"idle_minutes": 20}), ("South Council", {"idle_minutes": 10})):
        council = _council(Authority, name)
        AuthorityRules.objects.create(authority=council, valid_from=today, **rules)
        give_office(person=rosa, role="finance", place=council, start=today, by=None, at=timezone.now())
    browser.sign_in()
    assert 'data-idle-seconds="600"' in browser.get("/account/").content.decode()


def _council(model: Any, name: str) -> Any:
    return model.objects.create(name=name, slug=name[:5].lower(), la_code=name[:3].upper())
