"""Reads of people and of how they sign in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from locality.accounts.idle import idle_too_long, limit_of
from locality.accounts.models import User
from locality.accounts.vault import Unreadable, unlock


def person_by_email(typed: str) -> User | None:
    """The person with exactly this address; look-alike letters match nobody."""
    return User.objects.with_email(typed)


def has_second_factor(user: User) -> bool:
    """Whether the person has set up an authenticator app."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


@dataclass(frozen=True)
class SecondFactor:
    """What a person has set up beside the password."""

    set_up_at: datetime | None = None
    last_used_at: datetime | None = None
    codes: tuple[str, ...] = ()
    """The recovery codes that are still unused."""
    unreadable: bool = False
    """Whether it was locked with a key that this installation no longer has."""


def second_factor_of(user: User) -> SecondFactor:
    """The authenticator app and the recovery codes that are left."""
    found = {authenticator.type: authenticator for authenticator in Authenticator.objects.filter(user=user)}
    app, recovery = found.get(Authenticator.Type.TOTP), found.get(Authenticator.Type.RECOVERY_CODES)
    unreadable = False
    try:
        codes = cast("Any", recovery.wrap()).get_unused_codes() if recovery else ()
    except Unreadable:
        codes, unreadable = (), True
    return SecondFactor(
        set_up_at=app.created_at if app else None,
        last_used_at=app.last_used_at if app else None,
        codes=tuple(codes),
        unreadable=unreadable,
    )


def people_with_second_factor() -> QuerySet[User]:
    """Everyone who has set one up."""
    return User.objects.filter(pk__in=Authenticator.objects.values("user_id")).order_by("pk")


def opens(user: User) -> bool:
    """Whether a key of this installation opens the person's second factor."""
    try:
        for each in Authenticator.objects.filter(user=user):
            for name in ("secret", "seed"):
                if name in each.data:
                    unlock(each.data[name])
    except Unreadable:
        return False
    return True


def sessions_of(user: User, now: datetime) -> list[UserSession]:
    """The person's open sessions, the latest first. One that has rested too long opens nothing any more."""
    sessions = list(UserSession.objects.filter(user=user).order_by("-last_seen_at"))
    found = Session.objects.filter(session_key__in=[each.session_key for each in sessions], expire_date__gt=now)
    alive = {each.session_key for each in found if not _rested(each.get_decoded(), now)}
    return [session for session in sessions if session.session_key in alive]


def _rested(session: dict[str, Any], now: datetime) -> bool:
    return idle_too_long(session, now, limit_of(session))


def anybody() -> bool:
    """Whether the installation has any person at all."""
    return User.objects.exists()


def people_with_emails(emails: list[str]) -> dict[str, User]:
    """The people with these addresses, by address."""
    return {user.email: user for user in User.objects.filter(email__in=emails, is_active=True)}
