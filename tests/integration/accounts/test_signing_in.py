"""Signing in with a password, with an emailed code, and setting a new password; what strangers can't learn from it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from locality.audit.models import Event
from locality.outbox.models import Message
from tests.integration.accounts.conftest import EMAIL, PASSWORD, Browser, app_code, secret_on

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "otter-stencil-marmalade"


def actions_logged() -> list[str]:
    return list(Event.objects.order_by("id").values_list("action", flat=True))


def test_a_person_signs_in_with_a_password_and_out_again(rosa: User, browser: Browser) -> None:
    assert browser.sign_in("Rosa.Lind@Oakfield.example")["Location"] == "/"
    assert browser.is_signed_in
    assert browser.get("/sign-out/").status_code == 200
    assert browser.is_signed_in, "a link can't sign anyone out"
    browser.send("/sign-out/")
    assert not browser.is_signed_in
    assert actions_logged() == ["person.create", "person.sign_in", "person.sign_out"]


def test_a_person_signs_in_with_an_emailed_code(rosa: User, browser: Browser, mailed_code: Callable[[], str]) -> None:
    assert browser.send("/sign-in/code/", email=EMAIL, next="/account/")["Location"].startswith("/sign-in/code/enter/")
    page = browser.get("/sign-in/code/enter/?next=/account/")
    assert b"Check your email" in page.content
    answer = browser.send("/sign-in/code/enter/", code=mailed_code(), next="/account/")
    assert answer["Location"] == "/account/"
    assert browser.is_signed_in


def _with_a_no_break_space(code: str) -> str:
    return f"{code[:3]}\u00a0{code[3:]}"


def _in_full_width(code: str) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in code)


def _with_marks(code: str) -> str:
    return f"\u202d{code[:2]}\u200b{code[2:]}\u202c\ufeff"


@pytest.mark.parametrize("typed", [_with_a_no_break_space, _in_full_width, _with_marks])
def test_a_pasted_address_and_code_lose_what_is_invisible(
    rosa: User, browser: Browser, mailed_code: Callable[[], str], typed: Callable[[str], str]
) -> None:
    browser.send("/sign-in/code/", email=f"\u200e{EMAIL}\u00a0")
    browser.send("/sign-in/code/enter/", code=typed(mailed_code()))
    assert browser.is_signed_in


def test_a_password_is_exactly_what_was_typed(rosa: User, browser: Browser) -> None:
    browser.sign_in(f"{EMAIL}\u00a0", f"{PASSWORD}\u200b")
    assert not browser.is_signed_in
    browser.sign_in(f"{EMAIL}\u00a0", PASSWORD)
    assert browser.is_signed_in


def test_a_code_works_in_the_browser_it_was_asked_for_and_once(
    rosa: User, browser: Browser, mailed_code: Callable[[], str]
) -> None:
    browser.send("/sign-in/code/", email=EMAIL)
    other = Browser()
    assert other.send("/sign-in/code/enter/", code=mailed_code()).status_code == 302
    assert not other.is_signed_in
    browser.send("/sign-in/code/enter/", code=mailed_code())
    browser.send("/sign-out/")
    browser.send("/sign-in/code/enter/", code=mailed_code())
    assert not browser.is_signed_in


def test_a_code_ends_after_three_wrong_tries(rosa: User, browser: Browser, mailed_code: Callable[[], str]) -> None:
    browser.send("/sign-in/code/", email=EMAIL)
    code = mailed_code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(3):
        browser.send("/sign-in/code/enter/", code=wrong)
    browser.send("/sign-in/code/enter/", code=code)
    assert not browser.is_signed_in


def test_a_code_ends_after_ten_minutes(
    rosa: User, browser: Browser, mailed_code: Callable[[], str], clock: Callable[[str], Any]
) -> None:
    time = clock("2026-11-24 09:00")
    browser.send("/sign-in/code/", email=EMAIL)
    time.shift(601)
    browser.send("/sign-in/code/enter/", code=mailed_code())
    assert not browser.is_signed_in


def test_a_forgotten_password_is_replaced_by_code(rosa: User, browser: Browser, mailed_code: Callable[[], str]) -> None:
    elsewhere = Browser()
    elsewhere.sign_in()
    browser.send("/forgotten-password/", email=EMAIL)
    assert b"Check your email" in browser.get("/forgotten-password/code/").content
    browser.send("/forgotten-password/code/", code=mailed_code())
    weak = browser.send("/forgotten-password/new/", password1="password1234")
    assert b"too common" in weak.content
    done = browser.send("/forgotten-password/new/", password1=NEW_PASSWORD)
    assert done["Location"] == "/forgotten-password/done/"
    assert "You’ve set a new password" in browser.get("/forgotten-password/done/").content.decode()
    assert not browser.is_signed_in, "a new password is followed by signing in, with the second factor"
    rosa.refresh_from_db()
    assert check_password(NEW_PASSWORD, rosa.password)
    assert elsewhere.get("/account/").status_code == 302, "sessions begun with the old password have ended"
    assert Message.objects.filter(subject="Your Locality password was changed", address=EMAIL).exists()
    assert "person.password_change" in actions_logged()


def test_the_new_password_can_not_be_set_without_the_code(rosa: User, browser: Browser) -> None:
    browser.send("/forgotten-password/", email=EMAIL)
    assert browser.send("/forgotten-password/new/", password1=NEW_PASSWORD).status_code == 302
    rosa.refresh_from_db()
    assert check_password(PASSWORD, rosa.password)


@pytest.mark.parametrize(
    "typed", ["ｒosa.lind@oakfield.example", "roſa.lind@oakfield.example", "rosа.lind@oakfield.example"]
)
def test_look_alike_letters_reach_no_account(rosa: User, browser: Browser, typed: str) -> None:
    for address in ("/forgotten-password/", "/sign-in/code/"):
        page = browser.send(address, email=typed)
        assert page.status_code == 200
        assert "plain letters" in page.content.decode()
    browser.sign_in(typed)
    assert not browser.is_signed_in
    assert not Message.objects.exists()


def test_codes_are_sent_to_the_address_of_the_account_only(db: None, browser: Browser) -> None:
    """The sign for kelvin is a K to lower(): Django's hole of 2019."""
    create_person(email="kate@example.org", name="Kate", at=_now())
    browser.send("/forgotten-password/", email="\u212aate@example.org")
    browser.send("/forgotten-password/", email="kate@example.org ")
    assert [message.address for message in Message.objects.all()] == ["kate@example.org"]


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _answer(address: str, **fields: str) -> tuple[int, str, str, int, int]:
    """What a stranger sees of an address: status, place, words, how much work it was, how many mails."""
    browser = Browser()
    browser.get("/sign-in/")
    before = Message.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.send(address, **fields)
    place = answer.get("Location", "")
    page = browser.get(place) if place else answer
    words = page.content.decode()
    for value in fields.values():
        words = words.replace(value, "…")
    words = "\n".join(line for line in words.splitlines() if "csrfmiddlewaretoken" not in line)
    writes = sum(1 for query in queries if query["sql"].startswith(("INSERT", "UPDATE")))
    return answer.status_code, place, words, writes, Message.objects.count() - before


@pytest.mark.parametrize("address", ["/forgotten-password/", "/sign-in/code/"])
def test_asking_for_a_code_tells_nobody_who_has_an_account(rosa: User, address: str) -> None:
    closed = create_person(email="closed@oakfield.example", name="Closed", password=PASSWORD, at=_now())
    User.objects.filter(pk=closed.pk).update(is_active=False)
    known = _answer(address, email=EMAIL)
    assert known[-1] == 1
    for stranger in ("nobody@oakfield.example", "closed@oakfield.example"):
        assert _answer(address, email=stranger) == known


def test_a_wrong_password_tells_nobody_who_has_an_account(rosa: User) -> None:
    known = _answer("/sign-in/", login=EMAIL, password="wrong-wrong-wrong")
    assert _answer("/sign-in/", login="nobody@oakfield.example", password="wrong-wrong-wrong") == known
    assert "is not correct" in known[2]


def test_a_closed_account_tells_of_itself_with_its_own_password_alone(rosa: User) -> None:
    unknown = _answer("/sign-in/", login="nobody@oakfield.example", password="wrong-wrong-wrong")
    User.objects.filter(pk=rosa.pk).update(is_active=False)
    assert _answer("/sign-in/", login=EMAIL, password="wrong-wrong-wrong") == unknown
    assert Browser().sign_in()["Location"] == "/sign-in/closed/"


def test_too_many_tries_tell_nobody_who_has_an_account(rosa: User) -> None:
    for _ in range(6):
        tries = [_answer("/sign-in/", login=each, password="wrong-wrong-wrong") for each in (EMAIL, "nobody@x.example")]
        assert tries[0] == tries[1]
    assert "too many times" in tries[0][2]


def test_an_unknown_address_costs_as_much_hashing(rosa: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    plain = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for email in (EMAIL, "nobody@oakfield.example"):
        hashed.clear()
        Browser().sign_in(email, "wrong-wrong-wrong")
        assert hashed == ["wrong-wrong-wrong"]


def test_guessing_is_stopped_and_logged_without_what_was_typed(rosa: User, browser: Browser) -> None:
    for _ in range(5):
        browser.sign_in(password="wrong-wrong-wrong")
    assert "too many times" in browser.sign_in().content.decode()
    assert not browser.is_signed_in
    browser.sign_in("my-own-password@typed.into.wrong.box", "x")
    assert actions_logged().count("person.sign_in_failed") == 6
    assert "wrong.box" not in str(list(Event.objects.values()))


def test_nobody_signs_up(browser: Browser) -> None:
    for address in ("/sign-up/", "/signup/", "/accounts/signup/", "/account/signup/", "/account/email/"):
        assert browser.get(address).status_code == 404
    for name in ("account_signup", "account_email", "account_confirm_email", "mfa_trust", "mfa_list_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example", "http:evil.example", "javascript:alert(1)", " //evil.example", "/%09/evil.example\r\nX: y",
    "https:/evil.example", "http://localhost@evil.example/", "//localhost:8000@evil.example", "\x00//evil.example",
    "data:text/html,x", "/\u2028/evil.example", "http://testserver/account/", "evil.example/", "",
]  # fmt: skip


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_never_leads_off_this_site(rosa: User, browser: Browser, place: str) -> None:
    assert browser.sign_in(next=place)["Location"] == "/"
    assert browser.get("/sign-in/", {"next": place})["Location"] == "/", "nor does coming while signed in"
    assert browser.send("/sign-out/", next=place)["Location"] == "/sign-in/"


@pytest.mark.parametrize("place", ELSEWHERE)
def test_no_page_on_the_way_in_leads_off_this_site(
    rosa: User, browser: Browser, mailed_code: Callable[[], str], place: str
) -> None:
    """By code, at the password asked for once more, at the second factor shown and set up: neither sent on nor linked."""
    asked = {"next": place}
    browser.get("/sign-in/code/", asked)
    browser.send("/sign-in/code/", email=EMAIL, **asked)
    assert browser.send("/sign-in/code/enter/", code=mailed_code(), **asked)["Location"] == "/"
    confirm = "/account/security/confirm/"
    assert browser.send(confirm, password=PASSWORD, **asked)["Location"] in {"/", "/account/security/"}
    page = browser.get("/account/security/app/", asked)
    codes = browser.send("/account/security/app/", code=app_code(secret_on(page)), **asked)
    assert codes["Location"] == "/account/security/codes/"
    shown = browser.get("/account/security/codes/").content.decode()
    other = Browser()
    other.force_login(rosa)
    by_code = "/account/security/confirm/code/"
    pages = [page, browser.get("/sign-in/code/", asked), browser.get(confirm, asked), other.get(by_code, asked)]
    for text in (shown, *(each.content.decode() for each in pages)):
        assert not re.search(r'(?:href|action)="[^"]*(?:evil|javascript:|data:)', text)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert other.send(by_code, code=code, **asked)["Location"] in {"/", "/account/security/"}


def test_signing_in_leads_to_the_page_one_wanted(rosa: User, browser: Browser) -> None:
    asked = browser.get("/account/security/?tab=1")
    assert asked["Location"] == "/sign-in/?next=/account/security/%3Ftab%3D1"
    assert b'value="/account/security/?tab=1"' in browser.get(asked["Location"]).content
    assert browser.sign_in(next="/account/security/?tab=1")["Location"] == "/account/security/?tab=1"


def test_a_password_is_changed_after_the_old_one_and_the_rest_signed_out(rosa: User, browser: Browser) -> None:
    browser.sign_in()
    elsewhere = Browser()
    elsewhere.sign_in()
    wrong = browser.send("/account/security/password/", oldpassword="no", password1=NEW_PASSWORD)
    assert "current password is not correct" in wrong.content.decode()
    done = browser.send("/account/security/password/", oldpassword=PASSWORD, password1=NEW_PASSWORD)
    assert done["Location"] == "/account/security/"
    assert browser.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_person_without_a_password_sets_a_first_one(browser: Browser, mailed_code: Callable[[], str]) -> None:
    create_person(email=EMAIL, name="Rosa Lind", at=_now())
    browser.send("/sign-in/code/", email=EMAIL)
    browser.send("/sign-in/code/enter/", code=mailed_code())
    assert browser.get("/account/security/password/")["Location"] == "/account/security/password/set/"
    assert browser.get("/account/security/password/set/").status_code == 200
    browser.send("/account/security/password/set/", password1=NEW_PASSWORD)
    browser.send("/sign-out/")
    browser.sign_in(password=NEW_PASSWORD)
    assert browser.is_signed_in


@pytest.mark.parametrize(
    "address", ["/sign-in/", "/sign-in/code/", "/sign-in/closed/", "/forgotten-password/", "/forgotten-password/done/"]
)
def test_every_page_of_signing_in_is_ours(browser: Browser, address: str) -> None:
    page = browser.get(address)
    assert page.status_code == 200
    assert b"govuk-template__body" in page.content
    assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "typed", ["", "x" * 100_000, "\x00", "' OR 1=1 --", "<script>alert(1)</script>", "💩@💩.example"]
)
def test_hostile_input_is_a_page_with_errors(browser: Browser, typed: str) -> None:
    for address in ("/sign-in/", "/sign-in/code/", "/forgotten-password/"):
        page = browser.send(address, login=typed, email=typed, password=typed)
        assert page.status_code == 200
        assert b"There is a problem" in page.content
        assert b"<script>alert" not in page.content


def test_a_flood_is_answered_by_a_page(browser: Browser, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for number in range(3):
        browser.sign_in(f"{number}@oakfield.example", "")
    page = browser.sign_in()
    assert page.status_code == 429
    assert b"Wait 5 minutes" in page.content


HERE, THERE = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.9"}


def wrong(address: dict[str, str], email: str, times: int) -> None:
    for _ in range(times):
        Browser(**address).sign_in(email, "wrong-wrong-wrong")


def test_the_failures_of_others_behind_one_address_stop_nobody(rosa: User) -> None:
    for number in range(12):
        wrong(HERE, f"{number}@oakfield.example", 1)
    browser = Browser(**HERE)
    browser.sign_in()
    assert browser.is_signed_in


def test_failures_from_elsewhere_do_not_shut_the_owner_out(rosa: User) -> None:
    wrong(THERE, EMAIL, 6)
    browser = Browser(**HERE)
    browser.sign_in()
    assert browser.is_signed_in


def test_a_guesser_is_stopped_for_minutes_and_then_for_the_hour(rosa: User, clock: Callable[[str], Any]) -> None:
    time = clock("2026-11-24 09:00")
    guesser = Browser(**THERE)
    wrong(THERE, EMAIL, 5)
    assert "Wait 5 minutes" in guesser.sign_in().content.decode()
    for _ in range(5):
        time.shift(301)
        wrong(THERE, EMAIL, 5)
    time.shift(301)
    assert "Wait 5 minutes" in guesser.sign_in().content.decode(), "thirty in an hour are enough"
    assert not guesser.is_signed_in


def test_one_account_tried_from_a_hundred_addresses_lets_its_owner_in_where_they_were_before(rosa: User) -> None:
    owner = Browser(**HERE)
    owner.sign_in()
    owner.send("/sign-out/")
    for number in range(1, 21):
        wrong({"REMOTE_ADDR": f"203.0.113.{number}"}, EMAIL, 5)
    stranger = Browser(REMOTE_ADDR="203.0.113.99")
    assert (
        "for this account in the last hour. Sign in with a code by email instead."
        in stranger.sign_in().content.decode()
    )
    owner.sign_in()
    assert owner.is_signed_in


def test_one_address_that_tries_all_accounts_is_stopped_but_for_who_was_there_before(rosa: User) -> None:
    owner = Browser(**HERE)
    owner.sign_in()
    owner.send("/sign-out/")
    for number in range(60):
        wrong(HERE, f"{number}@oakfield.example", 5)
    create_person(email="tom@oakfield.example", name="Tom Day", password=PASSWORD, at=_now())
    assert "from where you are in the last hour" in Browser(**HERE).sign_in("tom@oakfield.example").content.decode()
    owner.sign_in()
    assert owner.is_signed_in


def test_a_right_password_between_the_wrong_ones_gives_a_guesser_no_more_tries(rosa: User) -> None:
    create_person(email="tom@oakfield.example", name="Tom Day", password=PASSWORD, at=_now())
    for _ in range(5):
        wrong(THERE, EMAIL, 1)
        Browser(**THERE).sign_in("tom@oakfield.example")
    assert "Wait 5 minutes" in Browser(**THERE).sign_in().content.decode()


def test_tries_that_are_refused_are_not_counted_against_the_account(rosa: User) -> None:
    wrong(THERE, EMAIL, 120)  # five count
    browser = Browser(**HERE)
    browser.sign_in()
    assert browser.is_signed_in


def test_asking_for_codes_elsewhere_leaves_the_owner_theirs(rosa: User, mailed_code: Callable[[], str]) -> None:
    for _ in range(6):
        asked = Browser(**THERE).send("/sign-in/code/", email=EMAIL)
    assert "too many times" in asked.content.decode()
    browser = Browser(**HERE)
    browser.send("/sign-in/code/", email=EMAIL)
    browser.send("/sign-in/code/enter/", code=mailed_code())
    assert browser.is_signed_in


def test_asking_to_reset_a_password_elsewhere_leaves_the_owner_theirs(rosa: User) -> None:
    for _ in range(6):
        asked = Browser(**THERE).send("/forgotten-password/", email=EMAIL)
    assert "too many times" in asked.content.decode()
    assert Browser(**HERE).send("/forgotten-password/", email=EMAIL).status_code == 302


@pytest.mark.parametrize(("trusted", "forwarded"), [(3, "192.0.2.7"), (1, "unknown"), (1, "192.0.2.7, _hidden")])
def test_a_wrong_number_of_proxies_keeps_nobody_out(
    rosa: User, browser: Browser, settings: Any, trusted: int, forwarded: str
) -> None:
    """All people are one address then, that of the nearest proxy, as the log of a wrong password says."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    browser.defaults["HTTP_X_FORWARDED_FOR"] = forwarded
    refused = browser.sign_in(password="wrong-wrong-wrong")
    assert refused.status_code == 200
    assert "password is not correct" in refused.content.decode()
    failed = Event.objects.get(action="person.sign_in_failed")
    assert failed.after == {"from": "127.0.0.1"}
    assert browser.sign_in()["Location"] == "/"
