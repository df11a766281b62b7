"""Whoever reads a request a second time sees first what was asked, and what changed since (CHA-1)."""

import pytest
from django.utils import timezone

from locality.resource_requests.actions import reviewing
from locality.resource_requests.models import ResourceRequest
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, exceptional_in, request_in, send, submit

NOTE = f"Say where {PUPIL} stands today."


def mended(kent: Side, request: ResourceRequest) -> ResourceRequest:
    """Returned by the chair; the school has changed one answer, and not signed yet."""
    request = reviewing.return_to_school(request, missing=NOTE, by=acting(kent.people["chair"]), at=timezone.now())
    new = {"outcomes": Typed("By July five of five lessons.", 1)}
    drafting.save_answers(request, new, by=acting(kent.people["school_editor"]), at=timezone.now())
    return ResourceRequest.objects.get(pk=request.pk)


@pytest.mark.clause("CHA-1")
def test_the_chair_is_told_of_names_in_answers_and_of_a_rare_age(kent: Side) -> None:
    """As the school was before it signed; what is not worth a look is not spoken of."""
    today = day_of(timezone.now())
    began = today.year - (today.month < 9)  # this school year
    born = {"solution": "How can they stay?", "pupil.1.year_group": "Year 4", "pupil.1.born_month": "3"}
    plain = request_in(kent, "submitted", **born, **{"pupil.1.born_year": str(began - 8)})
    chair = Desk(kent.people["chair"])
    assert "Look at this before you decide" not in text_of(chair.get("request_review", plain.reference))
    odd = {**born, "pupil.1.born_year": str(began - 14), "outcomes": f"{PUPIL} reads aloud."}
    for state, page in (("submitted", "request_review"), ("urgent", "request_exceptional")):
        rfr = request_in(kent, state, **odd)
        said = text_of(chair.get(page, rfr.reference))
        assert "“Expected outcomes” names 1 pupil." in said
        assert "Few children of the age of Pupil A are in Year 4." in said
        assert "“Solution required” names" not in said


@pytest.mark.clause("CHA-1")
def test_the_chair_reads_the_note_and_what_changed_before_all_else(kent: Side) -> None:
    request = request_in(kent, "submitted")
    first = text_of(Desk(kent.people["chair"]).get("request_review", request.reference))
    assert "What has changed since" not in first
    assert "Read the whole request" not in first
    request = submit(kent, mended(kent, request))
    page = text_of(Desk(kent.people["chair"]).get("request_review", request.reference))
    assert (
        f"What {kent.school.name} was asked to change Say where {PUPIL} stands today. {kent.people['chair'].name}"
        in page
    )
    changed = page.split("What has changed since version 1")[1].split("Read the whole request")[0]
    assert (
        "By July Removed: four Added: five of five lessons." in changed
    )  # "four" is struck through, "five" underlined
    assert "A teaching assistant." not in changed
    assert "A teaching assistant." in page.split("Read the whole request")[1]


def test_signed_again_without_a_change_the_chair_is_told_so(kent: Side) -> None:
    request = submit(kent, request_in(kent, "returned"))
    page = text_of(Desk(kent.people["chair"]).get("request_review", request.reference))
    assert "Nothing. The request was signed again without changes." in page


@pytest.mark.clause("EXC-2")
def test_the_chair_who_decides_alone_reads_it_so_too(kent: Side) -> None:
    request = send(kent, mended(kent, exceptional_in(kent, "urgent")))
    page = text_of(Desk(kent.people["chair"]).get("request_exceptional", request.reference))
    assert "By July Removed: four Added: five of five lessons." in page.split("What has changed since version 1")[1]


def test_who_signs_again_sees_the_note_and_which_answers_changed(kent: Side) -> None:
    request = mended(kent, request_in(kent, "submitted"))
    page = text_of(Desk(kent.people["signatory"]).get("request_check", request.reference))
    assert NOTE in page
    assert "Changed since then Expected outcomes Pupils’ names appear in answers" in page


@pytest.mark.clause("RES-9")
def test_the_note_is_on_the_requests_page_and_names_no_pupil_to_members(kent: Side) -> None:
    request = mended(kent, request_in(kent, "submitted"))
    theirs, own = f"What {kent.school.name} was asked to change", "What the chair asked you to change"
    for who, heading, said in (
        ("chair", theirs, NOTE),
        ("signatory", own, NOTE),
        ("representative", theirs, "Say where Pupil A stands today."),
    ):
        page = text_of(Desk(kent.people[who]).get("request", request.reference))
        assert f"{heading} {said}" in page, who
    again = submit(kent, request)
    assert heading not in text_of(Desk(kent.people["chair"]).get("request", again.reference))


@pytest.mark.clause("CHA-1")
def test_the_chairs_note_is_on_every_page_where_the_school_mends_until_it_is_sent_again(kent: Side) -> None:
    request = mended(kent, request_in(kent, "submitted"))
    editor = Desk(kent.people["school_editor"])
    pages = [("request_section", "outcomes"), ("request_section", "pupils"), ("request_section", "funding"),
             ("request_pupil", 1), ("request_line", 1), ("request_pupil_add",)]  # fmt: skip
    for name, *args in pages:
        said = text_of(editor.get(name, request.reference, *args))
        assert f"What the chair asked you to change {NOTE}" in said, name
    submit(kent, request)
    again = text_of(editor.get("request", request.reference))
    assert "What the chair asked you to change" not in again


@pytest.mark.clause("CHA-1")
@pytest.mark.parametrize("slug", ["outcomes", "pupils", "funding"])
def test_a_draft_that_was_never_sent_has_no_note(kent: Side, slug: str) -> None:
    request = request_in(kent, "draft")
    page = text_of(Desk(kent.people["school_editor"]).get("request_section", request.reference, slug))
    assert "asked you to change" not in page


@pytest.mark.clause("CHA-1")
def test_of_two_returns_the_last_note_is_shown(kent: Side) -> None:
    request = submit(kent, mended(kent, request_in(kent, "submitted")))
    reviewing.return_to_school(request, missing="Say who pays.", by=acting(kent.people["chair"]), at=timezone.now())
    page = text_of(Desk(kent.people["school_editor"]).get("request_section", request.reference, "outcomes"))
    assert "What the chair asked you to change Say who pays." in page
    assert NOTE not in page


def test_what_the_community_needs_to_know_is_shown_beside_a_deferred_request(kent: Side) -> None:
    request = request_in(kent, "deferred")
    page = text_of(Desk(kent.people["school_editor"]).get("request_section", request.reference, "outcomes"))
    assert "What your community needs to know A plan for lunch." in page
