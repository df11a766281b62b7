"""The guard itself is tried: a guard that never fires proves nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.house.guards import WroteWhileReadingError, no_writes

pytestmark = pytest.mark.django_db


def test_reading_passes() -> None:
    with no_writes():
        assert not Session.objects.exists()


def test_the_session_may_be_written() -> None:
    with no_writes():
        Session.objects.create(session_key="k", session_data="", expire_date=timezone.now() + timedelta(days=1))
        Session.objects.all().delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda users: users.bulk_create([users.model()]),
        lambda users: users.update(is_active=False),
        lambda users: users.all()._raw_delete(using="default"),
    ],
    ids=["insert", "update", "delete"],
)
def test_everything_else_fails(change: Callable[[Any], object]) -> None:
    with no_writes(), pytest.raises(WroteWhileReadingError):
        change(get_user_model()._default_manager)
