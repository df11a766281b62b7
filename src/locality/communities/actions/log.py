"""The app's one way of writing to the audit log."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.subjects import Subject


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
    thing = Subject(str(subject._meta.model_name), subject.pk, str(subject), authority_id)
    record(action, thing, by=by, at=at, before=before, after=after)
