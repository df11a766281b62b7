"""How allauth is told our ways: invitation only, plain words, mail through the outbox, no redirect off this site."""

import string
import time
from typing import Any

import structlog
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from qrcode.main import QRCode

from locality.accounts import limits, vault
from locality.accounts.mails import SECRETS, put_notice, put_secret
from locality.accounts.models import User
from locality.accounts.queries import person_by_email
from locality.audit.actions import record
from locality.audit.subjects import Subject

log = structlog.get_logger()

MESSAGES = {
    "account/messages/logged_out.txt": "You’ve signed out.",
    "account/messages/password_changed.txt": "You’ve changed your password.",
    "account/messages/password_set.txt": "You’ve set a password.",
}
NOTICES = {
    "account/email/password_changed": "password_changed",
    "account/email/password_set": "password_changed",
    "account/email/password_reset": "password_changed",
}
_WRONG_CODE = "The code is not correct. Check it, or wait for the next code."


class AccountAdapter(DefaultAccountAdapter):
    """Signing in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask your council’s locality team to reopen it.",
        "email_password_mismatch": "The email address or the password is not correct. Check both and try again.",
        "enter_current_password": "The current password is not correct. Enter it again.",
        "incorrect_password": "The password is not correct. Enter it again.",
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": limits.SOON,
        "rate_limited": limits.SOON,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Accounts come from invitations only."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """No answers for programs: every answer is a page."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path on this site, in no disguise (CVE-2021-32618)."""
        return url.startswith("/") and url.isprintable() and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the page one came from."""
        return reverse("mfa_index")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only the notifications we chose, in our words."""
        text = message or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def generate_login_code(self) -> str:
        """Six figures: three tries in ten minutes leave a guess three chances in a million."""
        return get_random_string(6, string.digits)

    def generate_password_reset_code(self) -> str:
        """Eight figures."""
        return get_random_string(8, string.digits)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code, through the outbox."""
        if template_prefix not in SECRETS:
            raise LookupError(f"No words for {template_prefix}: allauth sends a mail that this product does not know.")
        with transaction.atomic():
            put_secret(template_prefix, email, context, at=timezone.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: Any = None,  # noqa: ARG002
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Tell the person that their account was changed; it is their account that knows the address."""
        if isinstance(user, User) and template_prefix in NOTICES:
            with transaction.atomic():
                put_notice(user, NOTICES[template_prefix], at=timezone.now())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Our own limits instead of allauth's, by which anybody could shut others out."""
        try:
            self._counted = limits.count(request, limits.Way.PASSWORD, str(credentials.get("email", "")))
        except limits.TooMany as error:
            raise ValidationError(str(error), code="too_many_login_attempts") from error

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: the try does not count."""
        self._counted.forget()

    @transaction.atomic
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a failed sign-in. What was typed is not kept: people type passwords into the wrong box."""
        person = person_by_email(str(credentials.get("email", "")))
        thing = person.logged_as if person else Subject("person", "", "An address without an account")
        record("person.sign_in_failed", thing, by=None, at=timezone.now(), after={"from": self.get_client_ip(request)})

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address a person comes from. Where the proxies do not say it as many times as `LOCALITY_TRUSTED_PROXIES`
        has them, or say none, it is the nearest one's: all people are one address then, and nobody is kept out."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            log.warning("proxies_do_not_match", trusted=settings.ALLAUTH_TRUSTED_PROXY_COUNT)
            return str(request.META.get("REMOTE_ADDR") or "unknown")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        """Ask for the password again before a sensitive change, unless it was given a few minutes ago."""
        request = self.request
        records = get_authentication_records(request, request.user) if request else []
        return not any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _WRONG_CODE}

    def get_totp_issuer(self) -> str:
        """The name under which the app lists the account."""
        return "Locality"

    def build_totp_svg(self, url: str) -> str:
        """The square an app's camera reads: one path, so that it needs no style, image address or script."""
        code: QRCode[Any] = QRCode(border=4)
        code.add_data(url)
        code.make(fit=True)
        rows = code.get_matrix()
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        return (
            f'<svg viewBox="0 0 {len(rows)} {len(rows)}" width="240" height="240" role="img" '
            f'aria-label="QR code for your authenticator app" shape-rendering="crispEdges">'
            f'<rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{path}"/></svg>'
        )

    def encrypt(self, text: str) -> str:
        """Secrets are not readable in the database or its backups."""
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart. Raises vault.Unreadable where the installation has another key."""
        return vault.unlock(encrypted_text)
