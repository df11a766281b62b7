"""A person with an account, and a browser that signs in as people do."""

import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from locality.outbox.models import Message

EMAIL = "rosa.lind@oakfield.example"
PASSWORD = "teapot-lantern-gravel"


class Browser(Client):
    """Django's client that sends forms as pages do, and knows the ways of signing in."""

    def send(self, address: str, **fields: Any) -> HttpResponse:
        """Send a form with a key of its own; redirects are not followed."""
        answer: HttpResponse = self.post(address, {"form_key": str(uuid4())} | fields)
        return answer

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD, **fields: Any) -> HttpResponse:
        return self.send("/sign-in/", login=email, password=password, **fields)

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.session


@pytest.fixture
def rosa(db: None) -> User:
    return create_person(email=EMAIL, name="Rosa Lind", password=PASSWORD, at=timezone.now())


@pytest.fixture
def browser(db: None) -> Browser:
    return Browser()


def _last_code() -> str:
    message = Message.objects.filter(secret=True).latest("id")
    found = re.search(r"\b\d{6,8}\b", " ".join(message.lines))
    assert found, message.lines
    return found.group()


@pytest.fixture
def mailed_code() -> Callable[[], str]:
    """The code in the last message put into the outbox."""
    return _last_code


def app_code(secret: str, steps: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + steps))


@pytest.fixture
def app_shows() -> Callable[..., str]:
    return app_code


@pytest.fixture
def with_app(rosa: User, browser: Browser, clock: Callable[[str], Any]) -> str:
    """Rosa has set up an app; its secret. The browser is signed in, its second factor proved."""
    browser.sign_in()
    secret = secret_on(browser.get("/account/security/app/"))
    browser.send("/account/security/app/", code=app_code(secret, -1))
    return secret


def secret_on(page: HttpResponse) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())
    assert found, page.content.decode()[:3000]
    return found.group(1)
