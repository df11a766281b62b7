"""Every row and message says what a request is about, and names no pupil (RES-9)."""

import importlib

import pytest
from django.apps import apps
from django.utils import timezone

from locality.outbox.models import Message
from locality.resource_requests import actions
from locality.resource_requests.models import ResourceRequest
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, draft, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-9")]
QUESTION = f"How can {PUPIL} and her friends stay for lunch?"
TOPIC = "How can Pupil A and her friends stay for lunch?"
LATER = "How can a pupil and her friends stay for lunch?"


def test_home_list_and_messages_say_what_it_is_about_without_a_name(kent: Side) -> None:
    request = request_in(kent, "submitted", solution=QUESTION)
    assert request.topic == TOPIC
    home = text_of(Desk(kent.people["chair"]).get("home"))
    assert TOPIC in home
    assert "1 pupil, £" in home
    for who in ("chair", "clerk", "representative", "school_editor"):
        listed = text_of(Desk(kent.people[who]).get("requests"))
        assert TOPIC in listed
        assert PUPIL not in listed
    told = Message.objects.filter(kind="resource_request.submit")
    assert told.exists()
    for message in told:
        assert f"The question: “{TOPIC}”" in message.lines


def test_a_pupil_who_becomes_known_later_leaves_the_topics_of_before(kent: Side) -> None:
    earlier = request_in(kent, "submitted", solution="How can Tamsin Quorbury and her friends stay for lunch?")
    assert earlier.topic == "How can Tamsin Quorbury and her friends stay for lunch?"
    other = draft(kent)
    typed = {"pupil.2.name": actions.Typed("Tamsin Quorbury", 0)}
    actions.save_answers(other, typed, by=kent.people["school_editor"], at=timezone.now())
    assert ResourceRequest.objects.get(pk=earlier.pk).topic == LATER


def test_a_draft_says_who_began_it_and_when_and_none_of_its_words(kent: Side) -> None:
    request = draft(kent, solution=QUESTION)
    home = text_of(Desk(kent.people["school_editor"]).get("home"))
    assert f"Begun by {request.created_by.name} on " in home
    assert PUPIL not in home
    assert home.index("Start a new request") < home.index(request.reference)


def test_the_migration_takes_the_line_from_what_is_searched(kent: Side) -> None:
    request = request_in(kent, "submitted", solution=QUESTION)
    ResourceRequest.objects.filter(pk=request.pk).update(topic="")
    importlib.import_module("locality.resource_requests.migrations.0007_topic").from_what_is_searched(apps, None)
    assert ResourceRequest.objects.get(pk=request.pk).topic == "How can pupil a and her friends stay for lunch?"
