"""Sessions: begun in the demonstration, and ended."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from locality.accounts.models import User


def end_sessions(*, person: User, keep: str | None = None) -> int:
    """End the person's sessions, but for the one with the key `keep`; how many there were."""
    sessions = [session for session in UserSession.objects.filter(user=person) if session.session_key != keep]
    for session in sessions:
        session.end()
    return len(sessions)


def end_other_sessions(*, person: User, keep: str) -> int:
    """Sign the person out everywhere but here."""
    return end_sessions(person=person, keep=keep)


def sign_in_as(request: HttpRequest, user: User) -> None:
    """Become a persona of the demonstration: no password, no second factor.

    Raises PermissionDenied outside demo mode, whoever calls it.
    """
    if not settings.DEMO:
        raise PermissionDenied("No one can become someone else outside the demonstration.")
    _begin(request, user)


def sign_in_who_joined(request: HttpRequest, user: User) -> None:
    """Sign in whose account was made a moment ago, by the link of an invitation and with a password of their own choice.

    A second factor, where it is needed, is asked for like after every other signing in. Raises PermissionDenied for an
    account that was ever signed in to.
    """
    if user.last_login is not None or not user.has_usable_password():
        raise PermissionDenied("Only a new account is signed in to by its invitation.")
    _begin(request, user)


def _begin(request: HttpRequest, user: User) -> None:
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)
