"""Who accepts, decides, receives or processes a request agrees to what the page showed, and to nothing newer."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.exceptional import actions as outside_meetings
from locality.resource_requests.actions import deciding, handing_over, reviewing, steps
from locality.resource_requests.models import CouncilSection, Decision, ResourceRequest
from locality.writing.actions import drafting
from tests.integration.council_section.test_council_pages import section_fields
from tests.integration.resource_requests.desk import Desk, marks, text_of
from tests.world import (
    Side,
    acting,
    exceptional_in,
    grant,
    request_in,
    ruling,
    send,
    submit,
    typed_over,
)

pytestmark = pytest.mark.django_db

CHANGED = "This request has changed since you opened this page."


def mended(kent: Side, request: ResourceRequest) -> ResourceRequest:
    """Returned, with another answer; not signed yet."""
    now = timezone.now()
    reviewing.return_to_school(request, missing="Say more.", by=acting(kent.people["chair"]), at=now)
    drafting.save_answers(
        request,
        typed_over(request, {"outcomes": "Something else altogether."}),
        by=acting(kent.people["school_editor"]),
        at=now,
    )
    request.refresh_from_db()
    return request


def corrected(kent: Side, request: ResourceRequest) -> None:
    deciding.correct(
        request, ruling(amount=Decimal(400)), ground=Decision.Ground.ERROR, reason="A sum was read wrongly.",
        by=acting(kent.people["chair"]), at=timezone.now(),
    )  # fmt: skip


def state_of(request: ResourceRequest) -> str:
    return ResourceRequest.objects.get(pk=request.pk).state


def refused(answer: Any, shown: str) -> None:
    assert answer.status_code == 400
    assert CHANGED in text_of(answer)
    assert shown in text_of(answer)


@pytest.mark.clause("CHA-1")
@pytest.mark.parametrize(
    ("choice", "then"),
    [({"choice": "accept"}, "accepted"), ({"choice": "return", "missing": "Say who pays for it."}, "returned")],
)
def test_a_request_signed_again_is_not_reviewed_on_the_page_of_its_earlier_version(
    kent: Side, choice: dict[str, str], then: str
) -> None:
    request = request_in(kent, "submitted")
    chair = Desk(kent.people["chair"])
    page = chair.get("request_review", request.reference)
    submit(kent, mended(kent, request))
    answer = chair.post("request_review", request.reference, **marks(page), **choice)
    refused(answer, "Something else altogether.")
    assert choice.get("missing", "") in text_of(answer)
    assert state_of(request) == "submitted"
    assert chair.post("request_review", request.reference, **marks(answer), **choice).status_code == 302
    assert state_of(request) == then


@pytest.mark.clause("EXC-2")
def test_an_exceptional_request_signed_again_is_not_decided_on_the_earlier_page(kent: Side) -> None:
    request = exceptional_in(kent, "urgent")
    chair = Desk(kent.people["chair"])
    page = chair.get("request_exceptional", request.reference)
    send(kent, mended(kent, request))
    said = {"outcome": "declined", "rationale": "It can wait for the meeting.", "invites": "yes"}
    answer = chair.post("request_exceptional", request.reference, **marks(page), **said)
    refused(answer, "Something else altogether.")
    assert "It can wait for the meeting." in text_of(answer)
    assert not Decision.objects.filter(rfr=request).exists()
    assert chair.post("request_exceptional", request.reference, **marks(answer), **said).status_code == 302
    assert state_of(request) == "refused"


@pytest.mark.clause("CLK-5")
def test_a_decision_corrected_since_is_not_handed_over_unread(kent: Side) -> None:
    request = request_in(kent, "approved")
    clerk = Desk(kent.people["clerk"])
    page = clerk.get("request_hand_over", request.reference)
    corrected(kent, request)
    clerk.post("request_hand_over", request.reference, **marks(page))
    assert state_of(request) == "approved"
    again = clerk.get("request_hand_over", request.reference)
    assert CHANGED in text_of(again)
    assert "£400" in text_of(again)
    assert clerk.post("request_hand_over", request.reference, **marks(again)).status_code == 302
    assert state_of(request) == "handed_over"


def _sent_again(kent: Side, request: ResourceRequest) -> None:
    corrected(kent, request)
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())


@pytest.mark.clause("CLK-5")
@pytest.mark.parametrize("choice", [{"choice": "acknowledge"}, {"choice": "ask", "question": "Which weeks?"}])
def test_a_decision_corrected_and_sent_again_is_not_received_on_the_earlier_page(
    kent: Side, choice: dict[str, str]
) -> None:
    request = request_in(kent, "handed_over")
    officer = Desk(kent.people["hnf_officer"])
    page = officer.get("request_receive", request.reference)
    _sent_again(kent, request)
    answer = officer.post("request_receive", request.reference, **marks(page), **choice)
    refused(answer, "£400")
    assert choice.get("question", "") in text_of(answer)
    assert state_of(request) == "handed_over"
    assert officer.post("request_receive", request.reference, **marks(answer), **choice).status_code == 302


@pytest.mark.clause("CLK-5")
def test_nor_on_the_list_that_acknowledges_several(kent: Side) -> None:
    request, other = request_in(kent, "handed_over"), request_in(kent, "handed_over")
    officer = Desk(kent.people["hnf_officer"])
    page = officer.get("requests_receive")
    _sent_again(kent, request)
    listed = [request.reference, other.reference]
    assert officer.post("requests_receive", listed=listed, **marks(page)).status_code == 302
    said = text_of(officer.get("requests_receive"))
    assert f"Not acknowledged: {request.reference}: {CHANGED}" in said
    assert (state_of(request), state_of(other)) == ("handed_over", "acknowledged")


@pytest.mark.clause("CLK-5")
def test_an_answer_that_another_officer_got_is_read_before_it_is_acknowledged(kent: Side) -> None:
    request = request_in(kent, "handed_over")
    officer, now = Desk(kent.people["hnf_officer"]), timezone.now()
    page = officer.get("request_receive", request.reference)
    handing_over.ask(request, question="Which weeks?", by=acting(kent.people["hnf_officer"]), at=now)
    handing_over.answer(request, text="Only until Easter.", by=acting(kent.people["clerk"]), at=now)
    refused(
        officer.post("request_receive", request.reference, **marks(page), choice="acknowledge"), "Only until Easter."
    )


@pytest.mark.clause("FORM-13")
def test_a_decision_corrected_since_is_not_processed_unread(kent: Side) -> None:
    request, now = request_in(kent, "acknowledged"), timezone.now()
    moderator = Desk(kent.people["moderator"])
    page = moderator.get("request_moderate", request.reference)
    _sent_again(kent, request)
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=now)
    answer = moderator.post(
        "request_moderate", request.reference, **marks(page), **section_fields(kent, final_amount="400")
    )
    refused(answer, "£400")
    assert not CouncilSection.objects.filter(rfr=request).exists()
    sent = moderator.post(
        "request_moderate", request.reference, **marks(answer), **section_fields(kent, final_amount="400")
    )
    assert sent.status_code == 302, text_of(sent)
    assert state_of(request) == "processed"


@pytest.mark.clause("EXC-5")
def test_a_referral_decided_on_another_reading_is_refused(kent: Side) -> None:
    request = exceptional_in(kent, "referred")
    clerk = Desk(kent.people["clerk"])
    page = clerk.get("request_forward", request.reference)
    assert marks(page)["seen"] == steps.as_read(request)
    ResourceRequest.objects.filter(pk=request.pk).update(state_since=timezone.now())
    clerk.post("request_forward", request.reference, **marks(page))
    assert state_of(request) == "referred"


@pytest.mark.clause("EXC-2")
def test_a_program_agrees_to_what_stands(kent: Side) -> None:
    request = send(kent, mended(kent, exceptional_in(kent, "urgent")))
    decision = outside_meetings.decide_exceptional(request, grant(), by=acting(kent.people["chair"]), at=timezone.now())
    assert decision.outcome == "approved"
