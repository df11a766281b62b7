"""What is said before something is signed, returned, acknowledged or deleted is true of the very request."""

import pytest

from locality.communities.models import ListItem
from locality.resource_requests.models import ResourceRequest
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, draft, request_in

pytestmark = pytest.mark.django_db


def _stage(kent: Side, label: str) -> str:
    return str(ListItem.objects.get(authority=kent.authority, list_name="key_stage", label=label).pk)


def _check(kent: Side, rfr: ResourceRequest) -> str:
    return text_of(Desk(kent.people["school_editor"]).get("request_check", rfr.reference))


def test_the_key_stage_that_follows_from_the_year_groups_is_shown(kent: Side) -> None:
    assert "Which Key Stage Key Stage 2" in _check(kent, draft(kent, key_stage=""))


@pytest.mark.parametrize(("stage", "noted"), [("Key Stage 4", True), ("Key Stage 2", False)])
def test_a_key_stage_in_which_no_pupil_is_gets_a_note_that_stops_nobody(kent: Side, stage: str, noted: bool) -> None:
    rfr = draft(kent, key_stage=_stage(kent, stage))
    assert (f"Pupil A is in Year 4, and you selected {stage}. Check both." in _check(kent, rfr)) is noted
    assert Desk(kent.people["school_editor"]).post("request_ask_to_sign", rfr.reference).status_code == 302


def test_whoever_waits_for_a_signature_is_told_how_to_take_a_name_out(kent: Side) -> None:
    how = "choose “Change the answers” below"
    rfr = draft(kent)
    assert how not in _check(kent, rfr)
    Desk(kent.people["school_editor"]).post("request_ask_to_sign", rfr.reference)
    assert how in _check(kent, rfr)


def test_the_names_typed_in_a_deleted_draft_are_spoken_of_only_where_there_are_any(kent: Side) -> None:
    said = "keep the pupils’ names typed in it"
    editor = Desk(kent.people["school_editor"])
    named, unnamed = draft(kent), draft(kent, **{"pupil.1.name": ""})
    assert said in text_of(editor.get("request_discard", named.reference))
    assert said not in text_of(editor.get("request_discard", unnamed.reference))


def test_an_accepted_request_can_only_be_returned_and_is_asked_so(kent: Side) -> None:
    rfr = request_in(kent, "accepted")
    chair = Desk(kent.people["chair"])
    page = text_of(chair.get("request_review", rfr.reference))
    assert "Do you want to return the request?" in page
    assert f"Return {rfr.reference}" in page
    assert f"Review {rfr.reference}" not in page
    assert "accept or return" not in page
    refused = chair.post("request_review", rfr.reference)
    assert refused.status_code == 400
    assert "Select if you want to return the request" in text_of(refused)


def test_nothing_is_acknowledged_that_nobody_selected(kent: Side) -> None:
    found = [request_in(kent, "handed_over") for _ in range(2)]
    officer = Desk(kent.people["hnf_officer"])
    page = officer.get("requests_receive").content.decode()
    assert page.count('name="listed"') == 2
    assert " checked" not in page
    assert f"{found[0].topic}</a>" in page
    assert PUPIL not in page
    officer.post("requests_receive")
    assert {ResourceRequest.objects.get(pk=each.pk).state for each in found} == {"handed_over"}
