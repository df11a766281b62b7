"""The second factor: an authenticator app, and codes for the day the phone is lost."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from locality.accounts import vault
from locality.accounts.actions.ending_sessions import end_sessions
from locality.accounts.mails import put_notice
from locality.accounts.models import User
from locality.audit.actions import record

SECRETS = ("secret", "seed")
"""Where allauth keeps what `vault` locked."""


@transaction.atomic
def confirm_authenticator(*, person: User, secret: str, by: User, at: datetime) -> None:
    """Keep the secret of the app whose first code was right, and make recovery codes. Done twice, it counts once."""
    _lock(person)
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        return
    TOTP.activate(person, secret)
    _new_recovery_codes(person)
    record("person.second_factor_set_up", person, by=by, at=at)
    put_notice(person, "second_factor_set_up", at=at)


@transaction.atomic
def begin_recovery_codes(*, person: User, by: User, at: datetime) -> None:
    """New recovery codes; the earlier ones stop working."""
    _lock(person)
    _new_recovery_codes(person)
    record("person.recovery_codes", person, by=by, at=at)
    put_notice(person, "recovery_codes", at=at)


@transaction.atomic
def remove_second_factor(*, person: User, by: User, at: datetime) -> None:
    """Forget the app and the recovery codes; the person sets up another app before anything else."""
    _lock(person)
    Authenticator.objects.filter(user=person).delete()
    record("person.second_factor_remove", person, by=by, at=at)
    put_notice(person, "second_factor_removed", at=at)


@transaction.atomic
def reset_second_factor(*, person: User, by: User | None, at: datetime) -> None:
    """The same for somebody who lost both phone and codes, asked for by phone or in person; their sessions end."""
    _lock(person)
    Authenticator.objects.filter(user=person).delete()
    record("person.second_factor_reset", person, by=by, at=at)
    put_notice(person, "second_factor_removed", at=at)
    end_sessions(person=person)


@transaction.atomic
def renew_locks(*, person: User) -> tuple[int, int]:
    """Lock the person's secrets with the newest key; how many were renewed, and how many no key of ours opens.

    Nothing that the person has is changed by it, so it stands in no log.
    """
    renewed = unreadable = 0
    for each in Authenticator.objects.select_for_update().filter(user=person):
        try:
            data = _relocked(each.data)
        except vault.Unreadable:
            unreadable += 1
            continue
        if data != each.data:
            each.data = data
            each.save(update_fields=["data"])
            renewed += 1
    return renewed, unreadable


def _relocked(data: dict[str, Any]) -> dict[str, Any]:
    """The data of an authenticator as allauth keeps it, its secrets under the newest key."""
    made = dict(data)
    for name in SECRETS:
        if name in made:
            made[name] = vault.relock(made[name])
    if "migrated_codes" in made:
        made["migrated_codes"] = [vault.relock(each) for each in made["migrated_codes"]]
    return made


def _lock(person: User) -> None:
    User.objects.select_for_update().get(pk=person.pk)


def _new_recovery_codes(person: User) -> None:
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
