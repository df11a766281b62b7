"""The second factor: set up before anything else, asked for at each sign-in, each code good for one use."""

from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.utils import timezone

from locality.accounts.actions import people, second_factor
from locality.accounts.actions.second_factor import confirm_authenticator
from locality.accounts.models import User
from locality.accounts.queries import second_factor_of
from locality.audit.models import Event
from locality.config.starting import keys
from locality.outbox.models import Message
from tests.integration.accounts.conftest import EMAIL, PASSWORD, Browser, secret_on

pytestmark = pytest.mark.django_db

SET_UP = "/account/security/app/"
Shows = Callable[..., str]


@pytest.fixture(autouse=True)
def _enforced(settings: Any) -> None:
    settings.SECOND_FACTOR_ENFORCED = True


def test_nothing_opens_before_a_second_factor_is_set_up(rosa: User, browser: Browser) -> None:
    browser.sign_in()
    for address in (
        "/",
        "/account/",
        "/account/security/",
        "/account/security/sessions/",
        "/account/security/password/",
    ):
        assert browser.get(address)["Location"].startswith(SET_UP), address
    assert browser.send("/account/", name="Mallory", message_preference="daily")["Location"].startswith(SET_UP)
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Lind"
    assert browser.get("/sign-out/").status_code == 200, "the way out stays open"


@pytest.mark.urls("tests.integration.accounts.addresses")
def test_a_form_sent_as_the_factor_is_first_asked_for_waits_for_it(
    rosa: User, browser: Browser, app_shows: Shows, clock: Callable[[str], Any]
) -> None:
    time = clock("2026-11-24 09:00:00")
    people.set_second_factor_required(person=rosa, required=False, by=None, at=timezone.now())
    browser.sign_in()
    assert browser.get("/account/").status_code == 200
    time.shift(20 * 60)  # long enough for the password to be asked for again before an app is set up
    people.set_second_factor_required(person=rosa, required=True, by=None, at=timezone.now())
    asked = browser.send("/kept-form-target/?step=2", solution="What will help?\n<b>")["Location"]
    assert asked == f"{SET_UP}?next=%2Faccount%2Fkept%2F"
    assert browser.get("/account/kept/")["Location"].startswith(SET_UP), "not shown before the factor is"
    confirm = browser.get(asked)["Location"]
    back = browser.send(confirm, password=PASSWORD, next=parse_qs(urlsplit(confirm).query)["next"][0])["Location"]
    assert back == asked
    browser.send(back, code=app_shows(secret_on(browser.get(back))), next="/account/kept/")
    assert 'href="/account/kept/"' in browser.get("/account/security/codes/").content.decode()
    page = browser.get("/account/kept/").content.decode()
    assert 'action="/kept-form-target/?step=2"' in page
    assert "What will help?\n&lt;b&gt;" in page


@pytest.mark.urls("tests.integration.accounts.addresses")
def test_a_form_of_a_session_without_proof_waits_for_the_code(with_app: str, rosa: User, app_shows: Shows) -> None:
    other = Browser()
    other.force_login(rosa)
    asked = other.send("/kept-form-target/", solution="What will help?")["Location"]
    assert asked == "/account/security/confirm/code/?next=%2Faccount%2Fkept%2F"
    assert other.send(asked, code=app_shows(with_app), next="/account/kept/")["Location"] == "/account/kept/"
    assert "What will help?" in other.get("/account/kept/").content.decode()


def test_setting_up_shows_recovery_codes_and_leads_to_the_page_one_wanted(
    rosa: User, browser: Browser, app_shows: Shows
) -> None:
    browser.sign_in()
    asked = browser.get("/account/security/sessions/?a=b")["Location"]
    page = browser.get(asked)
    assert b"<svg" in page.content
    assert b"data:image" not in page.content
    codes = browser.send(asked, code=app_shows(secret_on(page)), next="/account/security/sessions/?a=b")
    assert codes["Location"] == "/account/security/codes/"
    shown = browser.get("/account/security/codes/").content.decode()
    assert shown.count("<li><code>") == 10
    assert 'href="/account/security/sessions/?a=b"' in shown
    assert browser.get("/account/security/sessions/?a=b").status_code == 200
    assert Message.objects.filter(subject="Your authenticator app for Locality is set up", address=EMAIL).exists()


def test_a_wrong_first_code_keeps_the_same_picture(rosa: User, browser: Browser, app_shows: Shows) -> None:
    browser.sign_in()
    secret = secret_on(browser.get(SET_UP))
    again = browser.send(SET_UP, code="000000")
    assert b"There is a problem" in again.content
    assert secret_on(again) == secret
    assert browser.send(SET_UP, code=app_shows(secret)).status_code == 302


def test_signing_in_asks_for_the_code_of_the_app(with_app: str, browser: Browser, app_shows: Shows) -> None:
    browser.send("/sign-out/")
    assert browser.sign_in(next="/account/")["Location"].startswith("/sign-in/second-step/")
    assert not browser.is_signed_in
    assert browser.get("/account/").status_code == 302, "half signed in is not signed in"
    assert b"Enter your code" in browser.get("/sign-in/second-step/").content
    for wrong in ({"code": "000000"}, {"code": ""}, {}):
        assert b"There is a problem" in browser.send("/sign-in/second-step/", **wrong).content
    assert browser.send("/sign-in/second-step/", code=app_shows(with_app))["Location"] == "/account/"
    assert browser.get("/account/").status_code == 200


def test_an_emailed_code_does_not_stand_in_for_the_second_factor(
    with_app: str, browser: Browser, mailed_code: Callable[[], str]
) -> None:
    browser.send("/sign-out/")
    browser.send("/sign-in/code/", email=EMAIL)
    answer = browser.send("/sign-in/code/enter/", code=mailed_code())
    assert answer["Location"].startswith("/sign-in/second-step/")
    assert not browser.is_signed_in


def test_a_new_password_does_not_stand_in_for_the_second_factor(
    with_app: str, browser: Browser, mailed_code: Callable[[], str]
) -> None:
    browser.send("/sign-out/")
    browser.send("/forgotten-password/", email=EMAIL)
    browser.send("/forgotten-password/code/", code=mailed_code())
    browser.send("/forgotten-password/new/", password1="otter-stencil-marmalade")
    browser.sign_in(password="otter-stencil-marmalade")
    assert not browser.is_signed_in
    assert browser.get("/sign-in/")["Location"].startswith("/sign-in/second-step/")


def test_a_code_of_the_app_works_once_however_it_is_typed(
    with_app: str, browser: Browser, app_shows: Shows, clock: Callable[[str], Any]
) -> None:
    time = clock("2026-11-24 09:00:05")
    code = app_shows(with_app)
    browser.send("/sign-out/")
    browser.sign_in()
    browser.send("/sign-in/second-step/", code=code)
    assert browser.is_signed_in
    for seconds, typed in ((1, code), (0, f"{code[:3]} {code[3:]}"), (30, code), (0, f"{code[:3]}-{code[3:]}")):
        time.shift(seconds)  # after half a minute the code is still in time, by the tolerance for slow clocks
        thief = Browser()
        thief.sign_in()
        assert thief.send("/sign-in/second-step/", code=typed).status_code == 200
        assert not thief.is_signed_in


def test_the_code_that_set_the_app_up_is_used_up(rosa: User, browser: Browser, app_shows: Shows) -> None:
    browser.sign_in()
    secret = secret_on(browser.get(SET_UP))
    code = app_shows(secret)
    browser.send(SET_UP, code=code)
    thief = Browser()
    thief.sign_in()
    thief.send("/sign-in/second-step/", code=code)
    assert not thief.is_signed_in


def test_a_recovery_code_signs_in_once(with_app: str, browser: Browser) -> None:
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for works in (True, False):
        browser.send("/sign-out/")
        browser.sign_in()
        browser.send("/sign-in/second-step/", code=code)
        assert browser.is_signed_in is works
        browser.send("/sign-out/")


def test_guessing_codes_is_stopped(with_app: str, browser: Browser, app_shows: Shows) -> None:
    browser.send("/sign-out/")
    browser.sign_in()
    for _ in range(5):
        browser.send("/sign-in/second-step/", code="000000")
    page = browser.send("/sign-in/second-step/", code=app_shows(with_app))
    assert "too many times" in page.content.decode()
    assert not browser.is_signed_in
    assert Event.objects.filter(action="person.second_factor_failed").exists()


def test_wrong_codes_from_elsewhere_do_not_shut_the_owner_out(
    with_app: str, browser: Browser, app_shows: Shows
) -> None:
    guesser = Browser(REMOTE_ADDR="198.51.100.9")
    guesser.sign_in()
    for _ in range(6):
        guesser.send("/sign-in/second-step/", code="000000")
    browser.send("/sign-out/")
    browser.sign_in()
    browser.send("/sign-in/second-step/", code=app_shows(with_app))
    assert browser.is_signed_in


def test_right_codes_do_not_use_tries_up(with_app: str, browser: Browser) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    for code in codes[:7]:
        browser.send("/sign-out/")
        browser.sign_in()
        browser.send("/sign-in/second-step/", code=code)
        assert browser.is_signed_in


def test_another_key_is_a_sentence_and_never_an_error(
    with_app: str, browser: Browser, app_shows: Shows, settings: Any
) -> None:
    browser.send("/sign-out/")
    settings.SECRET_KEY = "another key than the one that locked it" * 2
    browser.sign_in()
    page = browser.send("/sign-in/second-step/", code=app_shows(with_app))
    assert page.status_code == 200
    assert "We cannot read the settings of your authenticator app any more" in page.content.decode()
    assert not browser.is_signed_in
    with pytest.raises(CommandError, match="of 1 person of 1 cannot be read with this key"):
        call_command("check_key")
    assert second_factor_of(User.objects.get()).unreadable


def test_the_page_of_how_one_signs_in_opens_with_another_key_too(rosa: User, browser: Browser, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = ["a key that is lost" * 4]
    settings.SECRET_KEY, kept = settings.SECRET_KEY_FALLBACKS[0], settings.SECRET_KEY
    confirm_authenticator(person=rosa, secret="JBSWY3DPEHPK3PXP", by=rosa, at=timezone.now())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = kept, []
    settings.SECOND_FACTOR_ENFORCED = False
    browser.force_login(rosa)
    assert "We cannot read them" in browser.get("/account/security/").content.decode()


def test_the_key_is_changed_without_anybody_noticing(
    with_app: str, browser: Browser, app_shows: Shows, settings: Any
) -> None:
    old, new = settings.SECRET_KEY, "the new key of this installation" * 2
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new, [old]
    assert browser.get("/account/security/").status_code == 200, "open sessions go on"
    browser.send("/sign-out/")
    browser.sign_in()
    browser.send("/sign-in/second-step/", code=app_shows(with_app))
    assert browser.is_signed_in
    settings.SECRET_KEY_FALLBACKS = []  # the factor was locked anew as it was used
    assert not second_factor_of(User.objects.get()).unreadable
    out = StringIO()
    call_command("check_key", stdout=out)
    assert out.getvalue() == "The second factors of 1 person can be read.\n"


def test_a_command_renews_what_nobody_used(with_app: str, settings: Any) -> None:
    old, settings.SECRET_KEY = settings.SECRET_KEY, "the new key of this installation" * 2
    settings.SECRET_KEY_FALLBACKS = [old]
    out = StringIO()
    call_command("check_key", "--renew", stdout=out)
    assert out.getvalue().startswith("Renewed for 1 person.")
    settings.SECRET_KEY_FALLBACKS = []
    assert len(second_factor_of(User.objects.get()).codes) == 10


def test_a_key_with_the_end_of_its_file_is_changed_as_any_other(rosa: User, settings: Any) -> None:
    old, new = "the old key, as its file ends it." * 2 + "\n", "the new key of this installation" * 2
    settings.SECRET_KEY = old  # as an earlier release read it
    confirm_authenticator(person=rosa, secret="JBSWY3DPEHPK3PXP", by=rosa, at=timezone.now())
    for given in ({"": old}, {"": new, "_FALLBACKS": old}, {"": new, "_FALLBACKS": old.strip()}):
        environ = {f"LOCALITY_SECRET_KEY{name}": value for name, value in given.items()}
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = keys(environ)
        assert not second_factor_of(User.objects.get()).unreadable
        call_command("check_key", stdout=StringIO())


def test_secrets_are_not_readable_in_the_database(with_app: str) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert with_app.replace(" ", "") not in stored
    for code in Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes():
        assert code not in stored


def test_recovery_codes_are_shown_for_ten_minutes_and_then_counted(
    rosa: User, browser: Browser, app_shows: Shows, clock: Callable[[str], Any]
) -> None:
    time = clock("2026-11-24 09:00:00")
    browser.sign_in()
    browser.send(SET_UP, code=app_shows(secret_on(browser.get(SET_UP))))
    text = browser.get("/account/security/codes/download/")
    assert text["Content-Disposition"] == 'attachment; filename="locality-recovery-codes.txt"'
    assert len([line for line in text.content.decode().splitlines() if line.isdigit()]) == 10
    time.shift(601)
    later = browser.get("/account/security/codes/").content.decode()
    assert "10 unused recovery codes" in later
    assert "<li><code>" not in later
    assert browser.get("/account/security/codes/download/").status_code == 403


def test_new_recovery_codes_end_the_old_ones(with_app: str, browser: Browser) -> None:
    old = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert browser.get("/account/security/codes/new/").status_code == 200
    browser.send("/account/security/codes/new/")
    new = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(new)
    assert Event.objects.filter(action="person.recovery_codes").count() == 1


def test_changing_how_one_signs_in_asks_for_the_password_again(
    rosa: User, browser: Browser, app_shows: Shows, clock: Callable[[str], Any]
) -> None:
    time = clock("2026-11-24 09:00:00")
    browser.sign_in()
    browser.send(SET_UP, code=app_shows(secret_on(browser.get(SET_UP))))
    time.shift(301)
    for address in ("/account/security/app/replace/", "/account/security/codes/new/"):
        for answer in (browser.get(address), browser.send(address)):
            assert answer["Location"].startswith("/account/security/confirm/"), address
    assert Authenticator.objects.filter(type="totp").exists()
    page = browser.get("/account/security/confirm/?next=/account/security/codes/new/")
    assert "Confirm it’s you" in page.content.decode()
    wrong = browser.send("/account/security/confirm/", password="wrong", next="/account/security/codes/new/")
    assert "password is not correct" in wrong.content.decode()
    right = browser.send("/account/security/confirm/", password=PASSWORD, next="/account/security/codes/new/")
    assert right.status_code == 302
    assert browser.get("/account/security/codes/new/").status_code == 200


def test_replacing_the_app_asks_for_the_new_one_before_anything_else(
    with_app: str, browser: Browser, app_shows: Shows
) -> None:
    assert browser.get("/account/security/app/replace/").status_code == 200
    assert browser.send("/account/security/app/replace/")["Location"] == SET_UP
    assert not Authenticator.objects.exists()
    assert browser.get("/account/")["Location"].startswith(SET_UP)
    browser.send(SET_UP, code=app_shows(secret_on(browser.get(SET_UP))))
    assert browser.get("/account/").status_code == 200
    assert Message.objects.filter(subject="Your authenticator app for Locality was removed").exists()


def test_a_session_without_proof_shows_the_factor_first(with_app: str, rosa: User, app_shows: Shows) -> None:
    """Begun before the factor was set up, or in another way than signing in."""
    other = Browser()
    other.force_login(rosa)
    asked = other.get("/account/")["Location"]
    assert asked == "/account/security/confirm/code/?next=%2Faccount%2F"
    assert other.get(asked).status_code == 200
    assert other.send(asked, code=app_shows(with_app), next="/account/")["Location"] == "/account/"
    assert other.get("/account/").status_code == 200


def test_the_locality_team_resets_a_lost_factor_and_ends_the_sessions(
    with_app: str, rosa: User, browser: Browser
) -> None:
    second_factor.reset_second_factor(person=rosa, by=None, at=timezone.now())
    assert browser.get("/account/")["Location"].startswith("/sign-in/")
    assert not Authenticator.objects.exists()
    assert Event.objects.filter(action="person.second_factor_reset").exists()


def test_an_authority_can_do_without(rosa: User, browser: Browser) -> None:
    people.set_second_factor_required(person=rosa, required=False, by=None, at=timezone.now())
    browser.sign_in()
    assert browser.get("/account/").status_code == 200


def test_the_demonstration_does_without(rosa: User, browser: Browser, settings: Any) -> None:
    settings.SECOND_FACTOR_ENFORCED = False
    browser.sign_in()
    assert browser.get("/account/").status_code == 200


def test_security_page_says_what_is_set_up(with_app: str, browser: Browser) -> None:
    page = browser.get("/account/security/").content.decode()
    for words in ("Set up on", "10 unused codes", "Only here", EMAIL):
        assert words in page


def test_half_a_sign_in_can_be_left(with_app: str, browser: Browser) -> None:
    browser.send("/sign-out/")
    browser.sign_in()
    assert browser.get("/sign-in/")["Location"].startswith("/sign-in/second-step/")
    browser.send("/sign-out/")
    assert browser.get("/sign-in/").status_code == 200
