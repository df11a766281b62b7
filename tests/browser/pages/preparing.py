"""What must have happened in a session before some pages of an account can be seen: each by the name a look gives."""

import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.actions import second_factor
from locality.accounts.forms_over_sign_in import mark_of
from locality.accounts.models import User
from locality.outbox.models import Message

PASSWORD = "three words remembered"


def _send(client: Client, name: str, **fields: str) -> Any:
    cache.clear()  # limits on how often somebody tries
    return client.post(reverse(name), {"form_key": str(uuid4()), **fields})


def _session(client: Client, **values: Any) -> None:
    session = client.session
    session.update(values)
    session.save()


def confirmed(client: Client, person: User) -> None:
    """Their password was entered a moment ago."""
    proof = {"method": "password", "at": time.time(), "email": person.email, "reauthenticated": True}
    _session(client, account_authentication_methods=[proof], account_authentication_methods_user=str(person.pk))


def _app(person: User) -> None:
    second_factor.confirm_authenticator(person=person, secret=generate_totp_secret(), by=person, at=timezone.now())


def with_app(client: Client, person: User) -> None:
    """They have an authenticator app, and their password was entered a moment ago."""
    _app(person)
    confirmed(client, person)


def without_password(client: Client, person: User) -> None:
    """They have always signed in by code."""
    person.set_unusable_password()
    person.save()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


def fresh_codes(client: Client, person: User) -> None:
    """They have just made recovery codes."""
    with_app(client, person)
    _send(client, "mfa_generate_recovery_codes")


def asked_for_code(client: Client, person: User) -> None:
    """A code to sign in with is on its way."""
    client.logout()
    _send(client, "account_request_login_code", email=person.email)


def forgot_password(client: Client, person: User) -> None:
    """A code for a new password is on its way."""
    client.logout()
    _send(client, "account_reset_password", email=person.email)


def gave_reset_code(client: Client, person: User) -> None:
    """That code was entered."""
    forgot_password(client, person)
    lines = " ".join(Message.objects.filter(secret=True).latest("pk").lines)
    found = re.search(r"\b\d{6,8}\b", lines)
    assert found, lines
    _send(client, "account_confirm_password_reset_code", code=found.group())


def half_signed_in(client: Client, person: User) -> None:
    """The password was right; the second step is to come."""
    _app(person)
    person.set_password(PASSWORD)
    person.save()
    client.logout()
    _send(client, "account_login", login=person.email, password=PASSWORD)


def kept_form(client: Client, person: User) -> None:
    """They sent a form after the session had ended; it was kept."""
    session = client.cookies.pop(settings.SESSION_COOKIE_NAME)
    file = SimpleUploadedFile("letter.txt", b"words")
    said, wanted = "What the community said, in a long text. " * 12, "What would help. " * 200
    client.post("/requests/RFR-2026-00001/decide/", {"summary": said, "amount": "900", "typed_by": mark_of(person)})
    client.post("/requests/RFR-2026-00001/review/", {"missing": wanted, "letter": file, "typed_by": mark_of(person)})
    client.cookies[settings.SESSION_COOKIE_NAME] = session.value


def nothing(client: Client, person: User) -> None:
    """Nothing."""


PREPARE: dict[str, Callable[[Client, User], None]] = {
    "": nothing,
    "confirmed": confirmed,
    "with_app": with_app,
    "without_password": without_password,
    "fresh_codes": fresh_codes,
    "asked_for_code": asked_for_code,
    "forgot_password": forgot_password,
    "gave_reset_code": gave_reset_code,
    "half_signed_in": half_signed_in,
    "kept_form": kept_form,
}
