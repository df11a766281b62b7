"""Claiming a form's key, and keeping where its effect led. Everything here runs inside the form's own transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.messages.storage.base import Message
from django.db import IntegrityError, transaction

from locality.form_keys.models import FormUse

KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Sent:
    """Who sent a form, where to, and with what."""

    key: UUID
    user_id: int | None
    path: str
    body_hash: str

    def is_same_as(self, use: FormUse) -> bool:
        """Whether this is the form of that use, sent again by the same person."""
        return (self.user_id, self.path, self.body_hash) == (use.user_id, use.path, use.body_hash)


def claim_key(sent: Sent, *, at: datetime) -> tuple[FormUse, bool]:
    """The use of this key, and whether it is new.

    While another process has the same form in hand this waits: PostgreSQL at the unique key, SQLite at its one writer.
    """
    use = FormUse.objects.filter(key=sent.key).first()
    if use is not None:
        return use, False
    try:
        with transaction.atomic():
            use = FormUse.objects.create(
                key=sent.key, user_id=sent.user_id, path=sent.path, body_hash=sent.body_hash, at=at
            )
    except IntegrityError:
        return FormUse.objects.get(key=sent.key), False
    return use, True


def keep_effect(use: FormUse, *, status: int, location: str, messages: list[Message]) -> None:
    """Where the form's effect led, and the notifications it left, for whoever sends it again."""
    use.status = status
    use.location = location
    use.messages = [[message.level, str(message.message), message.extra_tags or ""] for message in messages]
    use.save(update_fields=["status", "location", "messages"])


def prune_keys(*, now: datetime) -> int:
    """Forget keys older than a week; returns how many."""
    return FormUse.objects.filter(at__lt=now - KEPT).delete()[0]
