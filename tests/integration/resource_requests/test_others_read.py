"""Who writes about a request sees what others will read in place of pupils' names; nobody can test names by it (RES-9)."""

import re
from html import unescape
from typing import Any

import pytest

from locality.audit.models import Event, Sight
from locality.resource_requests.models import KnownPupil
from locality.resource_requests.queries.pupils import mask_of
from tests.integration.resource_requests.desk import Desk
from tests.world import PUPIL, Side, draft, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-9")]
CAME = {"sentences": [[["Pupil A", True], [" came", False]]], "more": 0}
NOTHING: dict[str, Any] = {"sentences": [], "more": 0}
TWO = {"pupil.1.name": "Ava Green", "pupil.2.name": "Noah Barlow", "pupil.2.born_year": "2017"}


def line(answer: Any, field: str) -> str:
    """What the line under a field says when the page opens."""
    found = re.search(
        rf'<div class="app-others-read" id="id_{field}-others"[^>]*>(.*?)</div>', answer.content.decode(), re.S
    )
    assert found, "There is no line."
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def test_a_draft_is_read_with_the_letters_its_pupils_have_now(kent: Side) -> None:
    request, editor = draft(kent, **TWO), Desk(kent.people["school_editor"])
    told = editor.post("request_others_read", request.reference, text="Noah Barlow and Ava came").json()
    assert told["sentences"] == [[["Pupil B", True], [" and ", False], ["Pupil A", True], [" came", False]]]
    assert editor.post("request_others_read", request.reference, text="Nobody came").json() == NOTHING
    born = editor.post("request_others_read", request.reference, text="born 27 March 2018").json()
    assert born["sentences"] == [[["born ", False], ["(date of birth)", True]]]


def test_saving_while_one_types_tells_it_and_asks_nothing_more(kent: Side) -> None:
    request, editor = draft(kent), Desk(kent.people["school_editor"])
    told = editor.post("request_autosave", request.reference, fields=["solution", "outcomes"], outcomes="All read.",
                       solution=f"{PUPIL} came", **{"revision-solution": "1", "revision-outcomes": "1"}).json()  # fmt: skip
    assert told["others"] == {"solution": CAME}
    row = {"line.1.unit": f"hours for {PUPIL}", "revision-line.1.unit": "1"}
    told = editor.post("request_autosave", request.reference, fields=["line.1.unit"], **row).json()
    assert told["others"]["line.1.unit"]["sentences"] == [[["hours for ", False], ["Pupil A", True]]]
    pupil = {"pupil.1.name": f"{PUPIL} Smith", "revision-pupil.1.name": "1"}
    assert editor.post("request_autosave", request.reference, fields=["pupil.1.name"], **pupil).json()["others"] == {}


def test_the_page_opens_with_the_line_where_a_name_stands_there_already(kent: Side) -> None:
    request, editor = draft(kent, contact=f"The mother of {PUPIL}"), Desk(kent.people["school_editor"])
    solution = line(editor.get("request_section", request.reference, "solution"), "solution")
    assert solution == "Others will read: How can Pupil A come to feel safe in class?"
    assert line(editor.get("request_section", request.reference, "outcomes"), "outcomes") == ""
    assert line(editor.get("request_section", request.reference, "school"), "contact") == (
        "Others will read: The mother of Pupil A"
    )


@pytest.mark.parametrize(
    ("state", "page", "who", "field"),
    [
        ("submitted", "request_review", "chair", "missing"),
        ("to_decide", "request_decide", "clerk", "summary"),
        ("approved", "request_correct", "chair", "reason"),
        ("handed_over", "request_receive", "hnf_officer", "question"),
        ("queried", "request_answer", "clerk", "answer"),
        ("urgent", "request_exceptional", "chair", "rationale"),
        ("refused", "request_contact", "clerk", "said"),
        ("ready_to_sign", "request_check", "signatory", "signed_role"),
        ("submitted", "request_withdraw", "signatory", "reason"),
    ],
)
def test_whoever_sees_the_names_is_shown_it_at_each_form(
    kent: Side, state: str, page: str, who: str, field: str
) -> None:
    request, desk = request_in(kent, state), Desk(kent.people[who])
    assert line(desk.get(page, request.reference), field) == ""
    assert desk.post("request_others_read", request.reference, text=f"{PUPIL} came").json() == CAME


def test_names_listed_elsewhere_are_told_to_their_own_school_alone(kent: Side) -> None:
    """The chair sees the names of a request that was sent, and of no draft; a school sees its own, and no partner's."""
    draft(kent, **{"pupil.1.name": "Noah Barlow"})
    request, chair, editor = (
        request_in(kent, "accepted"),
        Desk(kent.people["chair"]),
        Desk(kent.people["school_editor"]),
    )
    text = "Noah Barlow came"
    assert chair.post("request_others_read", request.reference, text=text).json() == NOTHING
    own = editor.post("request_others_read", request.reference, text=text).json()
    assert own["sentences"] == [[["A pupil", True], [" came", False]]]
    KnownPupil.objects.update(asking_school=kent.other_school, school=kent.other_school)
    joint = draft(kent, partners=str(kent.other_school.pk))
    joint.partners.set([kent.other_school])
    assert editor.post("request_others_read", joint.reference, text=text).json() == NOTHING
    assert "A pupil" in mask_of(joint)(text)


@pytest.mark.parametrize(
    ("who", "answer"),
    [("representative", 403), ("moderator", 403), ("locality_team", 403), ("other_signatory", 404), ("adviser", 403)],
)
def test_whoever_does_not_see_names_can_not_try_them(kent: Side, who: str, answer: int) -> None:
    request = request_in(kent, "acknowledged")
    told = Desk(kent.people[who]).post("request_others_read", request.reference, text=f"{PUPIL} came")
    assert told.status_code == answer
    assert "Pupil A" not in told.content.decode()


def test_the_council_moderator_who_sees_no_names_writes_without_the_line(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    page = Desk(kent.people["moderator"]).get("request_question", request.reference)
    assert page.status_code == 200
    assert "data-others-read" not in page.content.decode()


def test_it_is_no_sight_and_no_event_and_never_kept(kent: Side) -> None:
    request, editor = draft(kent), Desk(kent.people["school_editor"])
    before = Sight.objects.count(), Event.objects.count()
    answer = editor.post("request_others_read", request.reference, text=f"{PUPIL} came")
    assert "no-store" in answer["Cache-Control"]
    assert (Sight.objects.count(), Event.objects.count()) == before
    assert editor.post("request_others_read", request.reference, text="x" * 100_001).status_code == 413
    assert editor.get("request_others_read", request.reference).status_code == 405
