"""What pages show of accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.urls import reverse

from locality.accounts.forms_over_sign_in import how_many_for, mark_of
from locality.accounts.idle import limit_of
from locality.values.posted import KEPT

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
