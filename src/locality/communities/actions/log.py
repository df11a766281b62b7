"""The app's one way of writing to the audit log."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from locality.accounts.models import User
from locality.audit.actions import record


def note(
    action: str,
    subject: Model,
    *,
    by: User | None,
    at: datetime,
    authority_id: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Log what was done to a thing, which names itself."""
    record(
        action=action,
        by=by,
        at=at,
        subject_type=str(subject._meta.model_name),
        subject_id=str(subject.pk),
        subject=str(subject),
        authority_id=authority_id,
        before=before,
        after=after,
    )
