"""What pages show of accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.urls import reverse

from locality.accounts.forms_over_sign_in import how_many_for, mark_of
from locality.accounts.idle import limit_of
from locality.accounts.models import User
from locality.accounts.queries import SecondFactor
from locality.values.dates import show_short_day
from locality.values.posted import KEPT
from locality.values.sentences import count

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


class Idle(TypedDict):
    """What the script that warns of the time-out reads from the page."""

    seconds: int
    keep_alive: str
    sign_in: str
    user: str


def idle(request: HttpRequest) -> dict[str, Any]:
    """Context processor: how long a signed-in page may rest, and where to ask for more time (WCAG 2.2.1)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "idle": Idle(
            seconds=limit_of(request.session),
            keep_alive=reverse("keep_alive"),
            sign_in=reverse("account_login"),
            user=str(user.pk),
        )
    }


def kept(request: HttpRequest) -> dict[str, Any]:
    """Context processor: whom forms are shown to, what waits to be sent, and which kept form is being sent again."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    address = reverse("kept_form")
    waits = request.path != address and how_many_for(request)
    again = request.POST.get(KEPT, "") if request.method == "POST" else ""
    return {"typed_by": mark_of(user), "kept_again": again[:20], "kept_waits": address if waits else ""}


def describe_browser(user_agent: str) -> str:
    """ "Firefox on Windows": enough for a person to know their own."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    return f"{browser} on {system}" if system else browser


@dataclass(frozen=True)
class SessionRow:
    """One place where the person is signed in."""

    browser: str
    address: str
    began: datetime
    last_seen: datetime
    is_this_one: bool


def session_rows(sessions: list[UserSession], current_key: str | None) -> list[SessionRow]:
    """The person's sessions, this one first."""
    rows = [
        SessionRow(
            browser=describe_browser(session.user_agent),
            address=session.ip,
            began=session.created_at,
            last_seen=session.last_seen_at,
            is_this_one=session.session_key == current_key,
        )
        for session in sessions
    ]
    return sorted(rows, key=lambda row: not row.is_this_one)


def kept_words(*, was_typed: bool) -> tuple[str, str]:
    """The title of the page of kept forms, and why they were not sent; of presses alone, that nothing was done."""
    if was_typed:
        title, why = (
            "What you typed is still here",
            "We have not sent it, because you first had to sign in or confirm it’s you. We’ll keep it",
        )
    else:
        title, why = (
            "Your last change was not made",
            "You first had to sign in or confirm it’s you. We’ll keep this note of it",
        )
    return title, f"{why} for a day, on this computer and only for you."


def why_not_sent_from_here(*, can_be_shown: bool) -> str:
    """Why a kept form has no button to send it, and where it is sent instead."""
    if can_be_shown:
        return (
            "You can send it from its own page, which explains what the button does. Select “Go on writing” to open the "
            "form with what you typed."
        )
    return (
        "We did not make your change. You cannot make it from here, because this page cannot show all it would do. "
        "Open its page with the link below, then press the button again."
    )


def sign_in_rows(person: User, factor: SecondFactor, sessions: int) -> list[dict[str, str]]:
    """How a person signs in, and in how many places they are signed in, each with the page that changes it."""
    return [
        {"key": "Email address", "value": person.email},
        _password_row(person),
        *_factor_rows(factor),
        {
            "key": "Signed in",
            "value": "Only here" if sessions <= 1 else f"In {sessions} places",
            "change": reverse("usersessions_list"),
            "change_text": "See",
            "change_label": "where you are signed in",
        },
    ]


def _password_row(person: User) -> dict[str, str]:
    if person.has_usable_password():
        change = reverse("account_change_password")
        return {"key": "Password", "value": "Set", "change": change, "change_label": "your password"}
    return {
        "key": "Password",
        "value": "None: you sign in with a code by email",
        "change": reverse("account_set_password"),
        "change_text": "Set",
        "change_label": "a password",
    }


def _factor_rows(factor: SecondFactor) -> list[dict[str, str]]:
    if not factor.set_up_at:
        return [
            {
                "key": "Authenticator app",
                "value": "Not set up",
                "change": reverse("mfa_activate_totp"),
                "change_text": "Set up",
                "change_label": "an authenticator app",
            }
        ]
    number = len(factor.codes)
    codes = f"{count(number, 'unused code')}"
    return [
        {
            "key": "Authenticator app",
            "value": f"Set up on {show_short_day(factor.set_up_at)}",
            "change": reverse("mfa_deactivate_totp"),
            "change_text": "Replace",
            "change_label": "your authenticator app",
        },
        {
            "key": "Recovery codes",
            "value": "We cannot read them. Ask your council’s locality team" if factor.unreadable else codes,
            "change": reverse("mfa_generate_recovery_codes"),
            "change_text": "Make new",
            "change_label": "recovery codes",
        },
    ]
