"""Keeping an uploaded file until it is confirmed."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO

from locality.tables.models import Upload
from locality.tables.reading import MOST_BYTES, Table, UnreadableTable, missing_headings, read_table

KEPT = timedelta(days=1)


def keep_upload(
    file: IO[bytes],
    *,
    headings: Iterable[str] = (),
    name: str,
    purpose: str,
    authority_id: int | None,
    by_id: int,
    at: datetime,
) -> Upload:
    """Keep a file that is read without an error and has these headings. Raises UnreadableTable."""
    content = file.read(MOST_BYTES + 1)
    table = read_table(BytesIO(content), headings=headings)
    if reason := missing_headings(table.header, headings, sheet=table.sheet):
        raise UnreadableTable(reason)
    return Upload.objects.create(
        purpose=purpose,
        authority_id=authority_id,
        name=name[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        by_id=by_id,
        at=at,
    )


def find_upload(pk: int, *, purpose: str, authority_id: int | None, by_id: int) -> Upload | None:
    """A file that this person uploaded for this purpose; nobody else's."""
    return Upload.objects.filter(pk=pk, purpose=purpose, authority_id=authority_id, by_id=by_id).first()


def table_of(upload: Upload, headings: Iterable[str] = ()) -> Table:
    """The table in a kept file. Raises UnreadableTable when the file was changed."""
    content = bytes(upload.content)
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise UnreadableTable("The uploaded file is no longer what it was. Upload it again.")
    return read_table(BytesIO(content), headings=headings)


def prune_uploads(now: datetime) -> int:
    """Delete files kept for longer than a day; how many there were."""
    return Upload.objects.filter(at__lt=now - KEPT).delete()[0]


def forget_upload(upload: Upload) -> None:
    """Delete a file whose import is done."""
    upload.delete()
