"""The records: messages, sights and the log, each to those who keep them."""

import pytest
from django.test import Client
from django.urls import reverse

from locality.outbox.models import Message
from tests.world import PUPIL, Side, request_in


def page(side: Side, role: str, name: str, **asked: str) -> str:
    client = Client()
    client.force_login(side.people[role])
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200, (role, name)
    return answer.content.decode()


@pytest.mark.clause("RES-9")
def test_the_clerk_sees_how_the_messages_of_the_community_fared(kent: Side, elsewhere: Side) -> None:
    here, there = request_in(kent, "approved"), request_in(elsewhere, "approved")
    Message.objects.filter(reference=here.reference).update(
        state=Message.State.FAILED, attempts=9, last_error="No such mailbox"
    )
    text = page(kent, "clerk", "messages")
    assert here.reference in text
    assert "No such mailbox" in text
    assert there.reference not in text
    assert PUPIL not in text
    assert here.reference not in page(kent, "clerk", "messages", state="sent")
    assert here.reference in page(kent, "clerk", "messages", about=here.reference)


@pytest.mark.clause("RES-9")
def test_every_sight_of_identity_is_shown_to_the_data_protection_officer(kent: Side, elsewhere: Side) -> None:
    request = request_in(kent, "submitted")
    reader = Client()
    reader.force_login(kent.people["chair"])
    reader.get(reverse("request", args=[request.reference]))
    reader.get(reverse("request_pdf", args=[request.reference]))
    text = page(kent, "data_protection_officer", "sights", about=request.reference)
    assert text.count(kent.people["chair"].name) == 2
    assert "in a PDF" in text
    assert PUPIL not in text
    assert request.reference not in page(elsewhere, "data_protection_officer", "sights")


@pytest.mark.clause("RES-9")
def test_who_may_not_see_names_leaves_no_sight(kent: Side) -> None:
    request = request_in(kent, "submitted")
    reader = Client()
    reader.force_login(kent.people["representative"])
    assert reader.get(reverse("request", args=[request.reference])).status_code == 200
    assert "Nobody has been shown" in page(kent, "data_protection_officer", "sights")


def test_the_log_tells_what_was_done(kent: Side, elsewhere: Side) -> None:
    request = request_in(kent, "accepted")
    text = page(kent, "locality_team", "log", about=request.reference)
    assert "resource request: accept" in text
    assert "state: submitted → accepted" in text
    assert request.reference not in page(elsewhere, "locality_team", "log")


@pytest.mark.parametrize("name", ["messages", "sights", "log"])
def test_others_are_refused(kent: Side, name: str) -> None:
    client = Client()
    client.force_login(kent.people["representative"])
    assert client.get(reverse(name)).status_code == 403
