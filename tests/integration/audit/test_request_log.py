"""The application's log: a line for each request, without what was asked for and without anybody's name."""

import json
from typing import Any

import pytest
from django.test import Client

from locality.accounts.models import User
from locality.audit.models import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.form_keys.forms_under_test")]

PUPIL = "Marigold Xanthopoulos"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_a_request_is_one_line_with_the_page_and_no_query(capsys: pytest.CaptureFixture[str]) -> None:
    person = User.objects.create(email="ada@oakfield.example", name="Ada Okoro", second_factor_required=False)
    client = Client()
    client.force_login(person)
    answer = client.get("/hide/", {"q": PUPIL})
    (line,) = [line for line in lines(capsys) if line["event"] == "request"]
    assert (line["method"], line["status"], line["person"]) == ("GET", 404, person.pk)
    assert line["request_id"] == answer["X-Request-Id"]
    assert PUPIL.partition(" ")[0] not in str(line)
    assert "Ada" not in str(line)


def test_an_error_is_found_by_its_request_and_quotes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Client(raise_request_exception=False).post(
        "/crash/", {"form_key": "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e11", "name": PUPIL}
    )
    assert answer.status_code == 500
    written = lines(capsys)
    (error,) = [line for line in written if line["event"] == "server_error"]
    assert error["request_id"] == answer["X-Request-Id"]
    assert error["error"] == "RuntimeError"
    assert "forms_under_test.py" in error["places"][-1]
    assert PUPIL not in str(written)


@pytest.mark.both_databases("order")
def test_the_middleware_stands_in_the_one_order_that_works(settings: Any) -> None:
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert order[0] == "RequestLogMiddleware"
    assert order[-1] == "OnceMiddleware"
    assert order.index("AuthenticationMiddleware") < order.index("RefusalMiddleware") < order.index("OnceMiddleware")


def test_an_address_of_what_a_person_may_not_see_is_recorded_and_a_mistyped_one_is_not() -> None:
    """Somebody who tries the addresses of others leaves a trace; the query is not kept, it may hold a name."""
    person = User.objects.create(email="ada@oakfield.example", name="Ada Okoro", second_factor_required=False)
    client = Client()
    client.force_login(person)
    assert client.get("/hide/", {"q": PUPIL}).status_code == 404
    assert client.get("/mistyped/").status_code == 404
    refusal = Refusal.objects.get()
    assert (refusal.actor, refusal.path) == (person, "/hide/")
