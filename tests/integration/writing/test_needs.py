"""The needs of a request: asked in one place, said in the council's own words, kept so that they can be counted."""

import re
from typing import Any

import pytest
from django.utils import timezone

from locality.communities.models import ListItem
from locality.resource_requests.models import ResourceRequest
from locality.values.refusals import NotPossible
from locality.writing.actions import continuing, signing
from tests.integration.resource_requests.desk import Desk, pdf_text, text_of, typed
from tests.world import Side, acting, answers, draft, exceptional_in, needs, request_in, submit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-3"), pytest.mark.clause("FORM-07")]

SEMH = "Social, emotional and mental health"
AUTISM = "Autistic spectrum disorder"
QUESTION = "What are the pupils’ main needs?"


@pytest.fixture
def editor(kent: Side) -> Desk:
    return Desk(kent.people["school_editor"])


def ids(side: Side, *codes: str) -> str:
    return ",".join(str(item.pk) for item in needs(side, *codes))


def codes_of(request: ResourceRequest) -> list[str]:
    return list(request.needs.values_list("code", flat=True))


def ticked(page: Any) -> list[str]:
    return re.findall(r'name="needs"[^>]*value="(\d+)"[^>]*checked', page.content.decode())


@pytest.mark.both_databases("order")
def test_it_is_asked_with_the_key_stage_and_offers_the_councils_words_in_their_order(editor: Desk, kent: Side) -> None:
    ListItem.objects.filter(authority=kent.authority, code="ASD").update(label="Autism", position=0)
    ListItem.objects.filter(authority=kent.authority, code="DS").update(in_use=False)
    page = text_of(editor.get("request_section", draft(kent, needs="").reference, "pupils"))
    asked = page[page.index(QUESTION) :]
    assert page.index("Which Key Stage") < page.index(QUESTION)
    assert asked.index("Autism") < asked.index("Moderate learning difficulty") < asked.index("Other difficulty")
    assert "Down syndrome" not in asked


def test_several_are_ticked_and_shown_on_every_page_and_paper(editor: Desk, kent: Side) -> None:
    request = draft(kent, needs="")
    rest = {"key_stage": answers(kent)["key_stage"], "parents_informed": "yes"}
    chosen = [str(item.pk) for item in needs(kent, "ASD", "SEMH")]
    editor.send("request_section", request.reference, "pupils", needs=chosen, **rest)
    assert sorted(ticked(editor.get("request_section", request.reference, "pupils"))) == sorted(chosen)
    assert f"Main needs {SEMH} {AUTISM}" in text_of(editor.get("request_check", request.reference))
    request = submit(kent, request)
    assert sorted(codes_of(request)) == ["ASD", "SEMH"]
    for reader in ("representative", "chair", "clerk"):
        assert f"Main needs {SEMH} {AUTISM}" in text_of(Desk(kent.people[reader]).get("request", request.reference)), (
            reader
        )
    assert f"Main needs {SEMH} {AUTISM}" in pdf_text(editor.get("request_pdf", request.reference)).replace("• ", "")
    editor.send("request_section", draft(kent).reference, "pupils", **rest)
    assert not ticked(editor.get("request_section", ResourceRequest.objects.latest("pk").reference, "pupils"))


@pytest.mark.clause("RFR-2")
@pytest.mark.parametrize(
    ("given", "said"),
    [("", "Select at least one main need"), ("987654", "Select main needs from the list")],
)
def test_no_request_is_submitted_without_one(editor: Desk, kent: Side, given: str, said: str) -> None:
    request = draft(kent, needs=given)
    page = editor.get("request_check", request.reference)
    assert said in text_of(page)
    assert f"/{request.reference}/write/pupils/?from=check#id_needs" in page.content.decode()
    with pytest.raises(NotPossible, match="Some answers are missing"):
        submit(kent, request)
    assert codes_of(request) == []


def test_a_need_that_is_offered_no_longer_is_asked_again_and_old_requests_keep_it(editor: Desk, kent: Side) -> None:
    old, new = request_in(kent, "submitted", needs=ids(kent, "SEMH")), draft(kent, needs=ids(kent, "SEMH", "HI"))
    ListItem.objects.filter(authority=kent.authority, code="SEMH").update(label="Wellbeing", in_use=False)
    page = text_of(editor.get("request_check", new.reference))
    assert "One you selected is no longer in it" in page
    assert f"Main needs {SEMH}" in text_of(editor.get("request", old.reference))
    assert codes_of(old) == ["SEMH"]


def test_a_request_of_before_shows_no_empty_row(editor: Desk, kent: Side) -> None:
    request = request_in(kent, "submitted")
    signed = request.version
    assert signed
    before = {name: answer for name, answer in signed.content.items() if name != "needs"}
    signed.pk, signed.number, signed.content = None, 2, before
    signed.save()
    ResourceRequest.objects.filter(pk=request.pk).update(version=signed, version_number=2)
    page = text_of(editor.get("request", request.reference))
    assert "Which Key Stage" in page
    assert "Main needs" not in page


def test_the_copy_and_the_request_that_follows_begin_with_the_same_needs(kent: Side) -> None:
    granted = exceptional_in(kent, "granted", needs=ids(kent, "PD", "VI"))
    following = continuing.continue_as_standard(granted, by=acting(kent.people["signatory"]), at=timezone.now())
    assert typed(following)["needs"] == ids(kent, "PD", "VI")


def test_what_is_signed_again_replaces_what_was_signed_before(kent: Side) -> None:
    request = request_in(kent, "returned", needs=ids(kent, "SEMH", "ASD"))
    editor = Desk(kent.people["school_editor"])
    rest = {"key_stage": answers(kent)["key_stage"], "parents_informed": "yes"}
    editor.send("request_section", request.reference, "pupils", needs=ids(kent, "MSI").split(","), **rest)
    request.refresh_from_db()
    signing.submit(
        request, by=acting(kent.people["signatory"]), signed_name="Sig Natory", signed_role="Head teacher",
        seen=signing.fingerprint(request), at=timezone.now(),
    )  # fmt: skip
    assert codes_of(request) == ["MSI"]
    compared = text_of(Desk(kent.people["chair"]).get("request_compare", request.reference, 2))
    assert "Multi-sensory impairment" in compared
    assert SEMH in compared


def test_two_editors_see_each_others_needs_in_words(kent: Side) -> None:
    request = draft(kent, needs=ids(kent, "SEMH"))
    editor, head = Desk(kent.people["school_editor"]), Desk(kent.people["signatory"])
    rest = {"key_stage": answers(kent)["key_stage"], "parents_informed": "yes"}
    page = editor.get("request_section", request.reference, "pupils")
    head.send("request_section", request.reference, "pupils", needs=ids(kent, "SEMH", "HI").split(","), **rest)
    told = text_of(editor.press(page, needs=ids(kent, "PD").split(","), then="continue", **rest))
    assert f"{SEMH}; Hearing impairment" in told
    assert "Physical disability" in told
