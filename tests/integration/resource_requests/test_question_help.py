"""Form and review help to ask a question about change for the children (SFA-2); nobody is stopped by it."""

import pytest

from locality.outbox.models import Message
from locality.resource_requests.content.question_wording import READY_TO_SEND
from locality.resource_requests.models import ResourceRequest, Step
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, draft, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SFA-2")]
WISH = "We need a TA for 15 hours a week."
FOUND = "It asks for a service or for money."


def test_the_writer_is_shown_what_could_be_better_and_may_leave_it(kent: Side) -> None:
    rfr = draft(kent, solution=WISH)
    editor, signatory = Desk(kent.people["school_editor"]), Desk(kent.people["signatory"])
    assert FOUND in text_of(editor.get("request_section", rfr.reference, "solution"))
    check = editor.get("request_check", rfr.reference)
    assert FOUND in text_of(check)
    assert f"/requests/{rfr.reference}/write/solution/?from=check#id_solution" in check.content.decode()
    assert editor.send("request_section", rfr.reference, "solution", solution=WISH).status_code == 302
    assert editor.post("request_ask_to_sign", rfr.reference).status_code == 302
    page = signatory.get("request_check", rfr.reference)
    assert FOUND not in text_of(page)  # who cannot change it is not asked to


def test_a_question_about_change_is_left_alone(kent: Side) -> None:
    rfr = draft(kent, solution=f"How can {PUPIL} and her friends stay for lunch?")
    editor = Desk(kent.people["school_editor"])
    for page in (("request_section", rfr.reference, "solution"), ("request_check", rfr.reference)):
        assert "This is only a suggestion" not in text_of(editor.get(*page))


def test_the_chair_returns_it_with_a_ready_sentence(kent: Side) -> None:
    rfr = request_in(kent, "submitted", solution=WISH)
    chair = Desk(kent.people["chair"])
    page = chair.get("request_review", rfr.reference)
    assert f"The school’s question: {FOUND}" in text_of(page)
    sent = {"choice": "return", "missing": "", "better_question": "on"}
    assert chair.post("request_review", rfr.reference, **sent).status_code == 302
    assert ResourceRequest.objects.get(pk=rfr.pk).state == "returned"
    assert Step.objects.filter(rfr=rfr).latest("pk").note == READY_TO_SEND
    assert "change for the children" in text_of(Desk(kent.people["school_editor"]).get("request_write", rfr.reference))
    assert Message.objects.filter(kind="resource_request.return").exists()


def test_it_stands_below_what_the_chair_writes(kent: Side) -> None:
    rfr = request_in(kent, "submitted", solution=WISH)
    sent = {"choice": "return", "missing": "Where are they today?", "better_question": "on"}
    assert Desk(kent.people["chair"]).post("request_review", rfr.reference, **sent).status_code == 302
    assert Step.objects.filter(rfr=rfr).latest("pk").note == f"Where are they today?\n\n{READY_TO_SEND}"


@pytest.mark.parametrize(
    ("missing", "ticked", "error"),
    [("", {}, "Enter what is missing"), ("word " * 201, {"better_question": "on"}, "200 words or fewer")],
)
def test_what_is_wrong_with_the_note_is_still_said(
    kent: Side, missing: str, ticked: dict[str, str], error: str
) -> None:
    rfr = request_in(kent, "submitted", solution=WISH)
    answer = Desk(kent.people["chair"]).post(
        "request_review", rfr.reference, choice="return", missing=missing, **ticked
    )
    assert answer.status_code == 400
    assert error in text_of(answer)
    assert ResourceRequest.objects.get(pk=rfr.pk).state == "submitted"


def test_ticking_it_changes_nothing_where_the_request_is_accepted(kent: Side) -> None:
    rfr = request_in(kent, "submitted", solution=WISH)
    Desk(kent.people["chair"]).post("request_review", rfr.reference, choice="accept", better_question="on")
    assert ResourceRequest.objects.get(pk=rfr.pk).state == "accepted"
    assert READY_TO_SEND not in {step.note for step in Step.objects.filter(rfr=rfr)}
