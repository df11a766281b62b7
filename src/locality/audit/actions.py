"""Writing to the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from locality.audit.models import Event, Refusal, Sight
from locality.audit.subjects import Logged, Subject

NOBODY = "The system"


@dataclass(frozen=True)
class Seen:
    """One thing whose pupils were shown."""

    subject_type: str
    subject_id: str
    subject: str
    authority_id: int | None
    pupils: int


def record(
    action: str,
    thing: Subject | Logged,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Event:
    """Log what somebody did with a thing, in the transaction that does it: both are kept or neither.

    `by` is None when the system acted. No pupil's name may appear in any of it.
    """
    subject = thing if isinstance(thing, Subject) else thing.logged_as
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event is recorded inside the transaction of the action it tells of."
        )
    return Event.objects.create(
        action=action,
        actor_id=_id(by),
        actor_name=_name(by),
        at=at,
        subject_type=subject.type,
        subject_id=str(subject.id),
        subject=subject.name[:300],
        authority_id=subject.authority_id,
        before=before,
        after=after,
    )


def record_sight(
    *,
    by: AbstractBaseUser,
    at: datetime,
    subject_type: str,
    subject_id: str | int,
    subject: str,
    authority_id: int | None,
    via: str,
    pupils: int,
) -> None:
    """Log that pupils' identity was shown (RES-9); `via` is "page", "pdf", "word", "csv" and the like."""
    seen = Seen(subject_type, str(subject_id), subject, authority_id, pupils)
    record_sights(by=by, at=at, via=via, seen=[seen])


def record_sights(*, by: AbstractBaseUser, at: datetime, via: str, seen: Iterable[Seen]) -> None:
    """Log the pupils of several things shown together, on a list or in an export; those without pupils are left out."""
    Sight.objects.bulk_create(
        [
            Sight(
                actor_id=_id(by),
                actor_name=_name(by),
                at=at,
                via=via,
                subject_type=each.subject_type,
                subject_id=str(each.subject_id),
                subject=each.subject[:300],
                authority_id=each.authority_id,
                pupils=each.pupils,
            )
            for each in seen
            if each.pupils
        ],
        batch_size=500,
    )


def record_refusal(*, by: AbstractBaseUser | AnonymousUser | None, at: datetime, path: str, why: str) -> Refusal:
    """Log that somebody was refused. Called outside the transaction of what was refused, which is undone."""
    kept = path.partition("?")[0].replace("\x00", "\ufffd")[:500]  # PostgreSQL keeps no NUL
    return Refusal.objects.create(actor_id=_id(by), actor_name=_name(by), at=at, path=kept, why=why[:500])


def _id(by: AbstractBaseUser | AnonymousUser | None) -> int | None:
    return by.pk if by is not None and by.is_authenticated else None


def _name(by: AbstractBaseUser | AnonymousUser | None) -> str:
    if by is None:
        return NOBODY
    if not by.is_authenticated:
        return "Not signed in"
    return str(getattr(by, "name", "") or by)[:200]
