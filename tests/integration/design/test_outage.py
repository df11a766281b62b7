"""While the database is away every page says so, with the status that proxies and watchers know."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("gone"), 503), (InterfaceError("closed"), 503), (RuntimeError("ours"), 500)]
)
def test_the_status_says_whether_the_database_is_away(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("locality.help.library.guides", fail)
    answer = Client(raise_request_exception=False).get("/help/")
    assert answer.status_code == status
    assert answer.get("Retry-After") == ("10" if status == 503 else None)
    assert "Something went wrong" in answer.content.decode()
