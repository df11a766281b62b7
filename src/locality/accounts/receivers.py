"""What allauth tells us by its signals: signing in and out, and changes of how one signs in, go into the audit log."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from locality.accounts.actions.second_factor import renew_locks
from locality.accounts.idle import see, set_limit
from locality.accounts.limits import signed_in_from_here
from locality.accounts.models import User
from locality.accounts.rules import prove_second_factor
from locality.audit.actions import record


def connect() -> None:
    """Called once, when the app is ready."""
    account.user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    account.password_changed.connect(_password_changed)
    account.password_set.connect(_password_changed)
    account.password_reset.connect(_password_changed)
    account.login_code_rejected.connect(_code_rejected)
    account.password_reset_code_rejected.connect(_code_rejected)
    mfa.authenticator_used.connect(_second_factor_used)
    mfa.authentication_failed.connect(_second_factor_failed)


@transaction.atomic
def _log(action: str, user: User, *, by: User | None, after: dict[str, Any] | None = None) -> None:
    record(action, user, by=by, at=timezone.now(), after=after)


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    now = timezone.now()
    see(request.session, now)
    set_limit(request.session, user, now)
    signed_in_from_here(request, user.email)
    methods = [each["method"] for each in request.session.get("account_authentication_methods", [])]
    _log("person.sign_in", user, by=user, after={"by": methods})


def _signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None:
        idle = getattr(request, "timed_out", False)
        _log("person.sign_out", user, by=user, after={"idle": True} if idle else None)


def _password_changed(user: User, **_: Any) -> None:
    _log("person.password_change", user, by=user)


def _code_rejected(user: User, **_: Any) -> None:
    _log("person.sign_in_failed", user, by=None, after={"by": ["code"]})


def _second_factor_failed(user: User, **_: Any) -> None:
    _log("person.second_factor_failed", user, by=None)


def _second_factor_used(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    prove_second_factor(request.session, user)
    renew_locks(person=user)
    _log("person.second_factor_used", user, by=user, after={"by": str(authenticator.type)})
