"""A file is kept from the dry run to the confirmation, for the person who uploaded it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.tables.models import Upload
from locality.tables.reading import UnreadableTable
from locality.tables.uploads import find_upload, keep_upload, prune_uploads, table_of

pytestmark = pytest.mark.django_db


def test_what_is_confirmed_is_what_was_shown() -> None:
    ann = User.objects.create(email="ann@x.example", name="Ann")
    ben = User.objects.create(email="ben@x.example", name="Ben")
    upload = keep_upload(
        BytesIO(b"a,b\n1,2"), name="x.csv", purpose="schools", authority_id=1, by_id=ann.pk, at=timezone.now()
    )
    assert table_of(upload).rows[0]["b"] == "2"
    assert find_upload(upload.pk, purpose="schools", authority_id=1, by_id=ann.pk) == upload
    for other in (
        find_upload(upload.pk, purpose="links", authority_id=1, by_id=ann.pk),
        find_upload(upload.pk, purpose="schools", authority_id=2, by_id=ann.pk),
        find_upload(upload.pk, purpose="schools", authority_id=1, by_id=ben.pk),
    ):
        assert other is None
    Upload.objects.filter(pk=upload.pk).update(content=b"a,b\n1,3")
    upload.refresh_from_db()
    with pytest.raises(UnreadableTable):
        table_of(upload)


def test_files_are_not_kept_longer_than_a_day_nor_when_unreadable() -> None:
    ann = User.objects.create(email="ann@x.example", name="Ann")
    now = timezone.now()
    with pytest.raises(UnreadableTable):
        keep_upload(BytesIO(b"%PDF"), name="x.csv", purpose="schools", authority_id=1, by_id=ann.pk, at=now)
    keep_upload(
        BytesIO(b"a,b\n1,2"),
        name="x.csv",
        purpose="schools",
        authority_id=1,
        by_id=ann.pk,
        at=now - timedelta(hours=25),
    )
    assert prune_uploads(now) == 1
    assert not Upload.objects.exists()
