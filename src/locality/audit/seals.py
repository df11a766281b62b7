"""The chain of seals: afterwards nobody can change the log, not even with the database's password, and stay unnoticed.

Each seal holds the digest of every row written since the seal before it, and a digest over all these and that seal's.
The last digest is also written to the application's own log, out of the database's reach: a whole chain computed anew
shows there, and `manage.py verify_audit --expect DIGEST` compares.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from locality.audit.models import Event, Refusal, Seal, Sight

LOGS: dict[str, type[models.Model]] = {"event": Event, "sight": Sight, "refusal": Refusal}
SETTLED = timedelta(minutes=1)  # younger rows are left for the next seal
ROWS_A_SEAL = 2000  # of each log
GENESIS = "0" * 64
BEFORE_ALL = -(2**62)  # a row slipped in below the first id is found too


@dataclass(frozen=True)
class Tampering:
    """One thing wrong with the log: `log` is "event", "sight", "refusal", "seal" or "lock"."""

    log: str
    row_id: int
    what: str

    def __str__(self) -> str:
        return f"{self.log} {self.row_id}: {self.what}" if self.row_id else self.what


def seal(*, at: datetime) -> Seal | None:
    """Seal what was written more than a minute ago; None when there is nothing new. Call until it returns None.

    Two workers at once can't fork the chain: each digest has at most one follower, and the second gets None.
    """
    last = Seal.objects.order_by("-pk").first()
    limit = min(at - SETTLED, _oldest_open_transaction() or at)
    through: dict[str, int] = dict(last.through) if last else dict.fromkeys(LOGS, 0)
    marks: dict[str, dict[str, str]] = {}
    for name, model in LOGS.items():
        rows = _settled(model, through[name], limit)
        marks[name] = {str(row["id"]): digest_of_row(row) for row in rows}
        through[name] = max((row["id"] for row in rows), default=through[name])
    if not any(marks.values()):
        return None
    previous = last.digest if last else GENESIS
    try:
        with transaction.atomic():
            return Seal.objects.create(
                at=at, previous=previous, digest=digest_of_seal(previous, marks), through=through, marks=marks
            )
    except IntegrityError:
        return None


def digest_of_row(row: dict[str, Any]) -> str:
    """SHA-256 of every column of a row; the same on both databases."""
    return _sha256({name: _plain(value) for name, value in row.items()})


def digest_of_seal(previous: str, marks: dict[str, dict[str, str]]) -> str:
    """SHA-256 of the digests of the rows and of the seal before."""
    return _sha256({"previous": previous, "marks": marks})


def tamperings() -> list[Tampering]:
    """Compare the whole log with its seals: a row changed, deleted or slipped in among sealed ones, a seal altered."""
    found: list[Tampering] = []
    previous = GENESIS
    start = dict.fromkeys(LOGS, BEFORE_ALL)
    for each in Seal.objects.order_by("pk").iterator(chunk_size=50):
        if each.previous != previous or each.digest != digest_of_seal(each.previous, each.marks):
            found.append(Tampering("seal", each.pk, "does not fit the seal before it, or was altered"))
        for name, model in LOGS.items():
            found += _compare(name, model, start[name], each.through[name], each.marks[name])
        previous, start = each.digest, each.through
    return found


def _compare(name: str, model: type[models.Model], after: int, through: int, marks: dict[str, str]) -> list[Tampering]:
    found = []
    left = dict(marks)
    for row in model._default_manager.filter(pk__gt=after, pk__lte=through).order_by("pk").values():
        mark = left.pop(str(row["id"]), None)
        if mark is None:
            found.append(Tampering(name, row["id"], "added after the rows around it were sealed"))
        elif mark != digest_of_row(row):
            found.append(Tampering(name, row["id"], "changed after it was sealed"))
    return found + [Tampering(name, int(pk), "deleted after it was sealed") for pk in left]


def _settled(model: type[models.Model], after: int, limit: datetime) -> list[dict[str, Any]]:
    """The next rows in the order of their ids, up to the first that is too young."""
    rows = list(model._default_manager.filter(pk__gt=after).order_by("pk").values()[:ROWS_A_SEAL])
    young = next((index for index, row in enumerate(rows) if row["recorded_at"] >= limit), len(rows))
    return rows[:young]


def _oldest_open_transaction() -> datetime | None:
    """When the oldest transaction still open began: it may yet add rows with ids below those we see.

    On SQLite a transaction that writes has the database to itself, so ids appear in their order.
    """
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        (began,) = cursor.fetchone() or (None,)
    return began - SETTLED if began else None


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _sha256(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
