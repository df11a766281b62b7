"""Sessions: how long they rest, what was being sent when they ended, and ending them from afar."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from locality.accounts import idle
from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from locality.accounts.queries import sessions_of
from locality.audit.models import Event
from tests.integration.accounts.conftest import PASSWORD, Browser

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.accounts.addresses")]

Clock = Callable[[str], Any]


@pytest.fixture
def time(clock: Clock) -> Any:
    return clock("2026-11-24 09:00:00")


def rest(time: Any, minutes: float) -> None:
    time.shift(minutes * 60)


def test_a_session_that_rests_ends_and_leads_back(rosa: User, browser: Browser, time: Any) -> None:
    browser.sign_in()
    browser.get("/account/")
    rest(time, 29)
    assert browser.get("/account/").status_code == 200
    rest(time, 32)
    asked = browser.get("/account/security/?a=b")
    assert asked["Location"] == "/sign-in/?next=/account/security/%3Fa%3Db"
    assert not browser.is_signed_in
    assert "you had not used Locality for a while" in browser.get(asked["Location"]).content.decode()
    assert browser.sign_in(next="/account/security/?a=b")["Location"] == "/account/security/?a=b"
    assert browser.get("/account/security/?a=b").status_code == 200
    assert Event.objects.filter(action="person.sign_out", after={"idle": True}).count() == 1


def test_the_page_tells_the_warning_what_it_needs(rosa: User, browser: Browser) -> None:
    assert "data-idle-seconds" not in browser.get("/sign-in/").content.decode()
    browser.sign_in()
    page = browser.get("/account/").content.decode()
    assert 'data-idle-seconds="1800"' in page
    assert 'data-idle-keep-alive="/account/keep-alive/"' in page
    assert f'data-idle-user="{rosa.pk}"' in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_staying_can_be_asked_for_again_and_again(rosa: User, browser: Browser, time: Any, method: str) -> None:
    browser.sign_in()
    browser.get("/account/")
    for _ in range(4):
        rest(time, 29)
        assert getattr(browser, method)("/account/keep-alive/").status_code == 204
    assert browser.get("/account/").status_code == 200
    rest(time, 32)
    assert getattr(browser, method)("/account/keep-alive/").status_code == 302


def test_a_page_that_asks_by_itself_does_not_stay_signed_in(rosa: User, browser: Browser, time: Any) -> None:
    browser.sign_in()
    browser.get("/account/")
    for _ in range(4):
        rest(time, 8)
        answer = browser.get("/account/", headers={"X-Background": "1"})
    assert answer.status_code == 302


def test_public_pages_open_after_the_time_out(rosa: User, browser: Browser, time: Any) -> None:
    browser.sign_in()
    browser.get("/account/")
    rest(time, 40)
    assert browser.get("/forgotten-password/").status_code == 200
    assert not browser.is_signed_in


@pytest.fixture
def _authority_says_five_minutes() -> Iterator[None]:
    def limit(user: User, now: Any) -> int | None:
        return 300

    idle.ask_limit_of(limit)
    yield
    idle._limits.remove(limit)


@pytest.mark.usefixtures("_authority_says_five_minutes")
def test_an_authority_sets_its_own_time(rosa: User, browser: Browser, time: Any) -> None:
    browser.sign_in()
    assert 'data-idle-seconds="300"' in browser.get("/account/").content.decode()
    rest(time, 7)
    assert browser.get("/account/").status_code == 302


def test_what_was_being_sent_is_kept_for_its_sender(rosa: User, browser: Browser, time: Any) -> None:
    browser.sign_in()
    browser.get("/account/")
    rest(time, 40)
    key = str(uuid4())
    late = browser.send(
        "/kept-form-target/?step=2", form_key=key, solution="What will help?\n<b>&amp;", kinds=["a", "b"]
    )
    assert late["Location"] == "/sign-in/?next=%2Faccount%2Fkept%2F"
    assert "What will help" not in late["Location"]
    assert browser.sign_in(next="/account/kept/")["Location"] == "/account/kept/"
    page = browser.get("/account/kept/").content.decode()
    assert 'action="/kept-form-target/?step=2"' in page
    assert "What will help?\n&lt;b&gt;&amp;amp;" in page
    assert page.count('name="kinds"') == 2
    assert key not in page, "it is sent with a key of its own"


def test_a_form_left_open_over_a_long_weekend_is_kept_too(rosa: User, browser: Browser, time: Any) -> None:
    """And so is the one with one's own name: only passwords and codes are not."""
    browser.sign_in()
    rest(time, 5 * 24 * 60)
    assert not sessions_of(rosa, timezone.now()), "what rested too long is not signed in"
    late = browser.send("/account/", name="Rosa Lind-Field", message_preference="daily")
    assert late["Location"] == "/sign-in/?next=%2Faccount%2Fkept%2F"
    browser.sign_in(next="/account/kept/")
    assert 'value="Rosa Lind-Field"' in browser.get("/account/kept/").content.decode()


def test_what_was_being_sent_is_shown_to_nobody_else(rosa: User, browser: Browser, time: Any) -> None:
    create_person(email="amir@hill.example", name="Amir", password=PASSWORD, at=timezone.now())
    browser.sign_in()
    browser.get("/account/")
    rest(time, 40)
    browser.send("/kept-form-target/", solution="A child's name")
    assert browser.get("/account/kept/").status_code == 302, "nor to anyone before sign-in"
    browser.sign_in("amir@hill.example", next="/account/kept/")
    assert browser.get("/account/kept/")["Location"] == "/"
    assert "child" not in str(dict(browser.session))


def test_a_notification_is_shown_to_nobody_else(rosa: User, browser: Browser) -> None:
    create_person(email="amir@hill.example", name="Amir", password=PASSWORD, at=timezone.now())
    browser.sign_in()
    assert browser.send("/account/", name="Rosa Lind", message_preference="daily").status_code == 302
    assert "saved" not in str(browser.cookies), "what it says is kept on the server alone"
    browser.send("/sign-out/")
    browser.sign_in("amir@hill.example")
    assert "You’ve saved your details" not in browser.get("/account/").content.decode()


def test_passwords_are_never_kept(rosa: User, browser: Browser, time: Any) -> None:
    browser.sign_in()
    browser.get("/account/")
    rest(time, 40)
    late = browser.send("/account/security/password/", oldpassword=PASSWORD, password1="otter-stencil-marmalade")
    assert late["Location"] == "/sign-in/?next=%2F"
    assert "otter" not in str(dict(browser.session))


def test_a_forged_form_is_not_kept(rosa: User, time: Any) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(rosa)
    browser.get("/account/")
    rest(time, 40)
    assert browser.send("/kept-form-target/", solution="forged").status_code == 403
    assert "forged" not in str(dict(browser.session))


def test_a_person_sees_their_sessions_and_ends_the_others(rosa: User, browser: Browser) -> None:
    browser.sign_in()
    elsewhere = Browser(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/18 Safari/604"})
    elsewhere.sign_in()
    page = browser.get("/account/security/sessions/").content.decode()
    assert "Safari on an iPhone" in page
    assert page.count("This one") == 1
    assert browser.send("/account/security/sessions/").status_code == 302
    assert elsewhere.get("/account/").status_code == 302
    assert browser.get("/account/").status_code == 200
    assert "You are signed in only here" in browser.get("/account/security/sessions/").content.decode()


def test_reading_ones_account_writes_nothing(rosa: User, browser: Browser) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.sign_in()
    browser.get("/account/")
    for address in ("/account/", "/account/security/", "/account/security/sessions/", "/account/security/codes/"):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        wrote = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert [sql for sql in wrote if "django_session" not in sql] == []
        assert len(queries) <= 10
