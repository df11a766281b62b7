"""Each form has one effect, whatever the person, the browser or the network does."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event, Refusal
from locality.form_keys.models import FormUse
from locality.form_keys.uses import prune_keys

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.form_keys.forms_under_test")]

KEY = "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e11"


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create(email="ada@oakfield.example", name="Ada Okoro", second_factor_required=False)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def send(client: Client, path: str = "/act/", key: str | None = KEY, **fields: Any) -> HttpResponse:
    answer: HttpResponse = client.post(path, {"form_key": key, **fields} if key is not None else fields)
    return answer


def effects() -> int:
    return Event.objects.filter(action="effect").count()


def test_a_form_sent_twice_has_one_effect_and_the_same_answer(client: Client) -> None:
    first, second = send(client, name="x"), send(client, name="x")
    assert effects() == 1
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, "/done/1/")


@pytest.mark.parametrize("cut", ["the answer", "the answer that began the session"])
def test_the_resend_after_a_cut_answer_shows_the_notification_once(client: Client, cut: str) -> None:
    send(client, name="x")
    if "session" in cut:
        client.cookies.pop("sessionid")
    second = send(client, name="x")
    assert [str(message) for message in get_messages(second.wsgi_request)] == ["Saved."]
    assert len(client.session["_messages"].split("Saved.")) == 2


def test_two_forms_have_two_effects(client: Client) -> None:
    send(client, key=str(uuid4()), name="x")
    send(client, key=str(uuid4()), name="x")
    assert effects() == 2


def test_the_key_with_another_content_is_refused_and_shows_what_was_typed(client: Client) -> None:
    send(client, name="x")
    typed = "A long answer about what the school has tried so far, with <b>care</b>."
    answer = send(client, name=typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "We did not save that second version." in page
    assert "with &lt;b&gt;care&lt;/b&gt;." in page
    assert effects() == 1


def test_the_key_at_another_address_is_refused(client: Client) -> None:
    send(client, name="x")
    assert send(client, path="/act-elsewhere/", name="x").status_code == 409
    assert effects() == 1


def test_the_key_of_another_person_is_refused(client: Client, ada: User) -> None:
    send(client, name="x")
    client.force_login(ada)
    assert send(client, name="x").status_code == 409
    assert effects() == 1


def test_another_file_is_another_content(client: Client) -> None:
    send(client, name="x", file=SimpleUploadedFile("schools.csv", b"URN\n1"))
    assert send(client, name="x", file=SimpleUploadedFile("schools.csv", b"URN\n1")).status_code == 302
    assert send(client, name="x", file=SimpleUploadedFile("schools.csv", b"URN\n2")).status_code == 409
    assert effects() == 1


@pytest.mark.parametrize("key", [None, "", "not-a-key", "1" * 5000, "\x00"])
def test_a_form_without_its_key_is_refused(client: Client, key: str | None) -> None:
    answer = send(client, key=key, name="x")
    assert answer.status_code == 400
    assert "Open the page again" in answer.content.decode()
    assert effects() == 0


@pytest.mark.parametrize(("path", "status"), [("/errors/", 422), ("/crash/", 500), ("/crash-in-the-database/", 500)])
def test_what_does_not_end_in_a_redirect_leaves_nothing(client: Client, path: str, status: int) -> None:
    assert send(client, path=path, name="x").status_code == status
    assert effects() == 0
    assert not FormUse.objects.exists()
    assert send(client, name="x").status_code == 302  # the same form, mended, has its effect
    assert effects() == 1


def test_a_page_with_errors_leaves_nothing(client: Client) -> None:
    assert send(client, path="/errors/", ok="1").status_code == 200
    assert effects() == 0


def test_an_effect_that_the_database_undid_is_not_called_done(client: Client) -> None:
    assert send(client, path="/swallow/", name="x").status_code == 500
    assert effects() == 0


def test_a_refusal_is_logged_though_all_else_is_undone(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert send(client, path="/refuse/", name="x").status_code == 403
    assert effects() == 0
    refusal = Refusal.objects.get()
    assert (refusal.actor, refusal.path, refusal.why) == (ada, "/refuse/", "Only a chair can do this.")


def test_a_thing_that_must_not_be_known_to_exist_is_a_refusal(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/hide/?q=private").status_code == 404
    assert client.get("/no-such-page/").status_code == 404
    assert [refusal.path for refusal in Refusal.objects.all()] == ["/hide/"]


def test_a_form_without_its_csrf_token_has_no_effect_and_uses_no_key(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert send(client, name="x").status_code == 403
    assert not FormUse.objects.exists()
    assert effects() == 0
    assert Refusal.objects.count() == 1


def test_a_signed_out_person_uses_no_key(client: Client) -> None:
    assert send(client, path="/refuse/", name="x").status_code == 302
    assert not FormUse.objects.exists()


def test_a_repeatable_view_needs_no_key(client: Client) -> None:
    send(client, path="/again/", key=None)
    send(client, path="/again/", key=None)
    assert effects() == 2


def test_keys_are_forgotten_after_a_week(client: Client) -> None:
    send(client, name="x")
    assert prune_keys(now=timezone.now() + timedelta(days=6)) == 0
    assert prune_keys(now=timezone.now() + timedelta(days=8)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("clients", [2, 8])
def test_the_same_form_at_the_same_moment_has_one_effect(clients: int) -> None:
    together = Barrier(clients)
    answers: list[tuple[int, str]] = []

    def click() -> None:
        try:
            client = Client()
            together.wait()
            answer = send(client, name="x")
            answers.append((answer.status_code, answer.headers.get("Location", "")))
        finally:
            connections.close_all()

    threads = [Thread(target=click) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(302, "/done/1/")] * clients
    assert effects() == 1
