"""Every row and message says what a request is about, and names no pupil (RES-9)."""

import importlib
import re
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import timezone

from locality.exceptional import actions as outside_meetings
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.together.texts import Typed
from locality.values.dates import show_day
from locality.writing.actions import drafting
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, draft, exceptional_in, request_in, ruling

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-9")]
QUESTION = f"How can {PUPIL} and her friends stay for lunch?"
TOPIC = "How can Pupil A and her friends stay for lunch?"
LATER = "How can a pupil and her friends stay for lunch?"


def test_home_says_what_was_approved_where_that_is_to_be_handed_over(kent: Side) -> None:
    request_in(kent, "approved", decided=ruling(amount=Decimal(400)))
    home = text_of(Desk(kent.people["clerk"]).get("home"))
    assert "1 pupil, £400 approved" in home
    assert "£1,000" not in home


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
        assert f"It is about: “{TOPIC}”" in message.lines


def test_a_pupil_who_becomes_known_later_leaves_the_topics_of_before(kent: Side) -> None:
    earlier = request_in(kent, "submitted", solution="How can Tamsin Quorbury and her friends stay for lunch?")
    assert earlier.topic == "How can Tamsin Quorbury and her friends stay for lunch?"
    other = draft(kent)
    typed = {"pupil.2.name": Typed("Tamsin Quorbury", 0)}
    drafting.save_answers(other, typed, by=acting(kent.people["school_editor"]), at=timezone.now())
    assert ResourceRequest.objects.get(pk=earlier.pk).topic == LATER


def test_a_draft_says_who_began_it_and_when_and_none_of_its_words(kent: Side) -> None:
    request = draft(kent, solution=QUESTION)
    home = text_of(Desk(kent.people["school_editor"]).get("home"))
    assert f"Started by {request.created_by.name} on " in home
    assert PUPIL not in home
    assert home.index("Start a request") < home.index(request.reference)


def test_a_request_that_waits_for_its_signature_says_what_it_is_about(kent: Side) -> None:
    """Its pupils are listed by then, so that none of them stands in the line."""
    request = request_in(kent, "ready_to_sign", solution=QUESTION)
    for who in ("signatory", "school_editor"):
        home = text_of(Desk(kent.people[who]).get("home"))
        assert TOPIC in home
        assert "Started by" not in home
        assert PUPIL not in home
    assert "1 pupil, £1,000" in text_of(Desk(kent.people["signatory"]).get("home"))
    listed = text_of(Desk(kent.people["school_editor"]).get("requests"))
    assert TOPIC in listed
    assert "£1,000.00" in listed
    for message in Message.objects.filter(kind="resource_request.ask_to_sign"):
        assert f"It is about: “{TOPIC}”" in message.lines
    assert request.reference not in text_of(Desk(kent.people["chair"]).get("requests"))


def test_a_draft_that_is_opened_again_keeps_none_of_it(kent: Side) -> None:
    request = request_in(kent, "ready_to_sign", solution=QUESTION)
    request = drafting.reopen(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    request.refresh_from_db()
    assert (request.topic, request.search_text, request.pupil_count, request.requested_amount) == ("", "", 0, None)
    assert "Started by" in text_of(Desk(kent.people["school_editor"]).get("home"))


def test_a_draft_that_is_deleted_keeps_none_of_it(kent: Side) -> None:
    request = request_in(kent, "ready_to_sign", solution=QUESTION)
    drafting.discard(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    request.refresh_from_db()
    assert (request.topic, request.search_text, request.pupil_count, request.requested_amount) == ("", "", 0, None)


def test_what_was_submitted_once_is_shown_as_it_was_submitted(kent: Side) -> None:
    """The chair still sees it: what is mended is the school's own until it is signed."""
    request = request_in(kent, "returned", solution=QUESTION)
    changed = {"solution": Typed("Another question", 1)}
    drafting.save_answers(request, changed, by=acting(kent.people["school_editor"]), at=timezone.now())
    drafting.ask_to_sign(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    for again in (False, True):
        if again:
            drafting.reopen(request, by=acting(kent.people["school_editor"]), at=timezone.now())
        request.refresh_from_db()
        assert (request.topic, request.pupil_count, request.requested_amount) == (TOPIC, 1, Decimal(1000))


def test_a_pupil_who_becomes_known_while_it_waits_leaves_its_topic(kent: Side) -> None:
    waits = request_in(kent, "ready_to_sign", solution=f"How can {PUPIL} and Tamsin Quorbury stay for lunch?")
    assert waits.topic == "How can Pupil A and Tamsin Quorbury stay for lunch?"
    typed = {"pupil.2.name": Typed("Tamsin Quorbury", 0)}
    drafting.save_answers(draft(kent), typed, by=acting(kent.people["school_editor"]), at=timezone.now())
    waits.refresh_from_db()
    assert waits.topic == "How can Pupil A and a pupil stay for lunch?"
    assert "quorbury" not in waits.search_text


def test_a_request_without_money_says_its_pupils_alone(kent: Side) -> None:
    request_in(kent, "ready_to_sign", support="advice")
    home = text_of(Desk(kent.people["signatory"]).get("home"))
    assert "1 pupil" in home
    assert "1 pupil, £" not in home


DAY = r"[A-Z][a-z]+day \d+ [A-Z][a-z]+ \d{4}"


@pytest.mark.parametrize(
    ("state", "kind", "line"),
    [
        (
            "submitted",
            "submit",
            "Wealdshire School 1 has submitted a request for the meeting on {meeting}. "
            "(You need to|Next, the chair will) accept or return it by {day}.",
        ),
        (
            "returned",
            "return",
            "The chair has returned your request. Open it to read what the chair asked you to change. "
            "Change and resubmit it by {day}, so that it can be discussed on {meeting}.",
        ),
        (
            "ready_to_sign",
            "ask_to_sign",
            "School Editor Wealdshire has asked you to sign your school’s request. Read it before you sign. "
            "Sign and submit it by {day}, so that it can be discussed on {meeting}.",
        ),
    ],
)
def test_a_message_says_by_when(kent: Side, state: str, kind: str, line: str) -> None:
    request = request_in(kent, state)
    told = Message.objects.filter(kind=f"resource_request.{kind}", reference=request.reference)
    assert told.exists()
    for message in told:
        assert re.fullmatch(line.format(meeting=show_day(kent.meeting.day), day=DAY), message.lines[0]), message.lines


def test_the_moderator_is_told_by_when_the_council_decides(kent: Side) -> None:
    request = exceptional_in(kent, "referred")
    outside_meetings.forward(request, by=acting(kent.people["clerk"]), at=timezone.now())
    told = Message.objects.get(kind="resource_request.forward", to=kent.people["moderator"])
    assert told.subject.startswith("Please decide by ")
    assert re.search(rf"for the council’s decision\. You need to decide it by {DAY}\.", told.lines[0])


@pytest.mark.both_databases("migration")
def test_the_migration_takes_the_line_from_what_is_searched(kent: Side) -> None:
    request = request_in(kent, "submitted", solution=QUESTION)
    ResourceRequest.objects.filter(pk=request.pk).update(topic="")
    importlib.import_module("locality.resource_requests.migrations.0007_topic").from_what_is_searched(apps, None)
    assert ResourceRequest.objects.get(pk=request.pk).topic == "How can pupil a and her friends stay for lunch?"
