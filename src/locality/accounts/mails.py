"""What is written to people about their accounts: one-time codes, and notices of what changed.

No mail names anybody or anything but the code. All go through the outbox, so that they are tried again when the mail
server is away, and so that an address with an account and one without take the same time to answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from locality.accounts.models import User
from locality.outbox.actions import put_to_address


@dataclass(frozen=True)
class Mail:
    """A subject and its paragraphs; `{code}` is filled in."""

    subject: str
    lines: tuple[str, ...]
    link_to: str = ""
    """The URL name of the page it leads to."""


_NOT_YOU = "If you did not do this, set a new password now and tell your council’s locality team."

SECRETS: Mapping[str, Mail] = {
    "account/email/login_code": Mail(
        "Your code to sign in to Locality",
        (
            "Your code to sign in to Locality is {code}",
            "It works once, in the next 10 minutes, in the browser you asked for it in.",
            "No one from the council will ever ask you for it. If you did not ask for a code, ignore this email.",
        ),
    ),
    "account/email/password_reset_code": Mail(
        "Your code to set a new password for Locality",
        (
            "Your code to set a new password for Locality is {code}",
            "It works once, in the next 10 minutes, in the browser you asked for it in.",
            "No one from the council will ever ask you for it. If you did not ask for a code, ignore this email.",
        ),
    ),
    "account/email/unknown_account": Mail(
        "Locality: no account for this email address",
        (
            "Someone, perhaps you, asked for a Locality code for this email address. There is no account for it.",
            "Try the address your invitation was sent to. If you have not had an invitation, ask your head teacher or "
            "your council’s locality team for one.",
        ),
    ),
}

NOTICES: Mapping[str, Mail] = {
    "password_changed": Mail(
        "Your Locality password was changed",
        ("The password of your Locality account was changed.", _NOT_YOU),
        "account_reset_password",
    ),
    "second_factor_set_up": Mail(
        "Your authenticator app for Locality is set up",
        ("From now on, you need a code from your authenticator app to sign in to Locality.", _NOT_YOU),
        "mfa_index",
    ),
    "second_factor_removed": Mail(
        "Your authenticator app for Locality was removed",
        ("The authenticator app and recovery codes of your Locality account no longer work.", _NOT_YOU),
        "mfa_index",
    ),
    "recovery_codes": Mail(
        "You have new recovery codes for Locality",
        ("New recovery codes were made for your Locality account. The earlier ones no longer work.", _NOT_YOU),
        "mfa_index",
    ),
}


def put_secret(name: str, address: str, context: Mapping[str, Any], *, at: datetime) -> None:
    """A one-time code, or the word that there is no account, to an address. Called inside a transaction."""
    mail = SECRETS[name]
    put_to_address(
        address=address,
        kind="sign_in",
        subject=mail.subject,
        lines=[line.replace("{code}", str(context.get("code", ""))) for line in mail.lines],
        at=at,
        secret=True,
    )


def put_notice(person: User, name: str, *, at: datetime) -> None:
    """What changed in a person's account: it goes at once, whatever they prefer. Called inside a transaction."""
    mail = NOTICES[name]
    put_to_address(
        address=person.email,
        kind="account",
        subject=mail.subject,
        lines=list(mail.lines),
        link=reverse(mail.link_to) if mail.link_to else "",
        at=at,
    )
