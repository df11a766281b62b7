"""Nothing that was typed is lost: drafts that save themselves, colleagues on one draft, closed drafts, bad input."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from locality.design.forms.fields import BROKEN
from locality.resource_requests.content.fields import field_of, seen_of_field
from locality.resource_requests.models import DraftAnswer, ResourceRequest
from locality.together.texts import Seen, clean
from tests.integration.resource_requests.desk import Desk, text_of, typed
from tests.world import Side, draft, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RFR-2")]


@pytest.fixture
def editor(kent: Side) -> Desk:
    return Desk(kent.people["school_editor"])


@pytest.fixture
def head(kent: Side) -> Desk:
    return Desk(kent.people["signatory"])


def autosave(desk: Desk, request: ResourceRequest, **fields: Any) -> Any:
    """What the script sends: the names of the fields that changed, their revisions, their inputs."""
    names = fields.pop("fields", None) or [name for name in fields if not name.startswith("revision-")]
    return desk.post("request_autosave", request.reference, fields=names, **fields)


# Saving by itself -------------------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_by_itself(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    answer = autosave(editor, request, solution="Half a sent", **{"revision-solution": "1"})
    assert answer.status_code == 200
    told = answer.json()
    assert re.fullmatch(r"\d\d:\d\d", told["saved_at"])
    assert told["revisions"] == {"solution": str(Seen.of(2, "Half a sent"))}
    assert told["conflicts"] == []
    assert typed(request)["solution"] == "Half a sent"


def test_a_date_is_one_field_with_the_revisions_of_its_parts(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    fields = {"pupil.1.born-day": "5", "pupil.1.born-month": "3", "pupil.1.born-year": "2018"}
    answer = autosave(editor, request, fields=["pupil.1.born"], **fields, **{"revision-pupil.1.born": "1.1.1"})
    seen = answer.json()["revisions"]["pupil.1.born"].split(".")
    assert [Seen.read(part).revision for part in seen] == [2, 1, 1]
    assert typed(request)["pupil.1.born_day"] == "5"


def test_boxes_are_saved_ticked_and_not(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    autosave(editor, request, support=["advice", "school_support"], **{"revision-support": "1"})
    assert typed(request)["support"] == "advice,school_support"
    autosave(editor, request, fields=["support"], **{"revision-support": "2"})
    assert typed(request)["support"] == ""


def test_a_conflict_is_told_with_the_colleagues_text_and_saves_nothing(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent)
    autosave(head, request, solution="The head’s text", **{"revision-solution": "1"})
    told = autosave(editor, request, solution="The editor’s text", **{"revision-solution": "1"}).json()
    assert typed(request)["solution"] == "The head’s text"
    conflict = told["conflicts"][0]
    assert conflict["theirs"] == "The head’s text"
    assert conflict["by"] == head.person.name
    assert conflict["label"] == "Solution required"
    again = {"revision-solution": conflict["revision"]}
    assert autosave(editor, request, solution="The editor’s text", **again).json()["conflicts"] == []
    assert typed(request)["solution"] == "The editor’s text"


def test_two_windows_of_one_person_are_two_writers(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    first = editor.get("request_section", request.reference, "solution")
    second = editor.get("request_section", request.reference, "solution")
    assert editor.press(first, solution="Typed on the laptop").status_code == 302
    clash = editor.press(second, solution="Typed on the tablet", then="continue")
    assert clash.status_code == 409
    said = text_of(clash)
    assert "You changed this in another window too" in said
    assert "Typed on the laptop" in said
    assert "Typed on the tablet" in said
    assert typed(request)["solution"] == "Typed on the laptop"
    told = autosave(editor, request, solution="Typed on the tablet", **{"revision-solution": "1"}).json()
    assert [(each["theirs"], each["own"]) for each in told["conflicts"]] == [("Typed on the laptop", True)]
    assert told["conflicts"][0]["together"] == "Typed on the laptop\n\nTyped on the tablet"


def test_a_save_is_sent_again_after_its_answer_was_lost(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    for _ in range(2):
        told = autosave(editor, request, solution="One", **{"revision-solution": "1"}).json()
        assert told["conflicts"] == []
        assert told["revisions"] == {"solution": str(Seen.of(2, "One"))}
    assert DraftAnswer.objects.get(rfr=request, name="solution").revision == 2


def test_a_button_is_pressed_while_a_save_is_on_its_way(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    page = editor.get("request_section", request.reference, "solution")
    autosave(editor, request, solution="One", **{"revision-solution": "1"})
    assert editor.press(page, solution="One two", sent="solution", **{"sent-solution": "One"}).status_code == 302
    assert typed(request)["solution"] == "One two"


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ({"contact": "The editor"}, {"trust_other": "Theirs"}, {"contact": "The editor", "trust_other": "Theirs"}),
        ({}, {"contact": "The head", "trust_other": "Theirs"}, {"contact": "The head", "trust_other": "Theirs"}),
        ({"contact": "Both"}, {"contact": "Both"}, {"contact": "Both"}),
    ],
)
def test_nobody_is_shown_a_clash_in_what_they_did_not_touch(
    editor: Desk, head: Desk, kent: Side, mine: dict[str, str], theirs: dict[str, str], kept: dict[str, str]
) -> None:
    request = draft(kent)
    before = {name: typed(request).get(name, "") for name in ("contact", "trust", "trust_other")}
    pages = [desk.get("request_section", request.reference, "school") for desk in (editor, head)]
    assert head.press(pages[1], **before | theirs).status_code in {302, 400}
    assert editor.press(pages[0], **before | mine).status_code in {302, 400}
    assert {name: typed(request)[name] for name in kept} == kept


def test_a_conflict_in_every_kind_of_field_is_told_in_words(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent)
    later = timezone.now() - timedelta(hours=1)
    DraftAnswer.objects.filter(rfr=request).update(saved_at=later, revision=4)
    born = {"pupil.1.born-day": "9", "pupil.1.born-month": "9", "pupil.1.born-year": "2017"}
    fields = {
        "support": ["advice"], "key_stage": "", "parents_informed": "no", "pupil.1.support": "ehcp",
        "pupil.1.looked_after": "on", "line.1.item": "", "trust": "other", "contact": "Me", "pupil.1.year_group": "Year 1",
    }  # fmt: skip
    told = autosave(editor, request, fields=[*fields, "pupil.1.born"], **fields, **born).json()
    shown = {each["name"]: each for each in told["conflicts"]}
    assert shown["pupil.1.born"]["theirs"] == "2018-3-27"
    assert [Seen.read(part).revision for part in shown["pupil.1.born"]["revision"].split(".")] == [4, 4, 4]
    assert shown["support"]["theirs"] == "funding\nadvice"
    assert shown["support"]["theirs_shown"] == "Advice and guidance, Financial contribution"
    assert shown["pupil.1.support"]["theirs_shown"] == "SEN Support"


@pytest.mark.parametrize("state", ["ready_to_sign", "submitted", "accepted", "approved", "withdrawn"])
def test_a_closed_draft_is_not_saved_by_itself_and_says_why(editor: Desk, kent: Side, state: str) -> None:
    request = request_in(kent, state)
    before = typed(request)
    answer = autosave(editor, request, solution="Too late", **{"revision-solution": "1"})
    assert answer.status_code == 400
    assert "You cannot change the answers now" in answer.json()["error"]
    assert typed(request) == before


def test_others_can_not_save(kent: Side, elsewhere: Side) -> None:
    request = request_in(kent, "returned")
    before = typed(request)
    for person, status in (
        (kent.people["representative"], 403), (kent.people["chair"], 403), (kent.people["clerk"], 403),
        (elsewhere.people["school_editor"], 404), (kent.people["other_signatory"], 404),
    ):  # fmt: skip
        answer = autosave(Desk(person), request, solution="Mine", **{"revision-solution": "1"})
        assert answer.status_code == status, person
    assert typed(request) == before


# Colleagues, without scripts --------------------------------------------------------------------------------------


@pytest.fixture
def clash(editor: Desk, head: Desk, kent: Side) -> tuple[ResourceRequest, Any]:
    """The head saved an answer while the editor had the page open; the page that the editor then gets."""
    request = draft(kent)
    DraftAnswer.objects.filter(rfr=request).update(saved_at=timezone.now() - timedelta(hours=1))
    page = editor.get("request_section", request.reference, "solution")
    head.send("request_section", request.reference, "solution", solution="The head’s text")
    return request, editor.press(page, solution="The editor’s text", then="continue")


def test_both_texts_are_shown_side_by_side(clash: tuple[ResourceRequest, Any], kent: Side) -> None:
    request, page = clash
    assert page.status_code == 409
    said = text_of(page)
    assert "The head’s text" in said
    assert "The editor’s text" in said
    assert kent.people["signatory"].name in said
    assert typed(request)["solution"] == "The head’s text"


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", "The editor’s text"), ("theirs", "The head’s text"), ("both", "The head’s text, and mine")],
)
def test_the_person_chooses_which_text_is_kept(
    clash: tuple[ResourceRequest, Any], editor: Desk, choice: str, kept: str
) -> None:
    request, page = clash
    done = editor.press(
        page, conflict="solution", **{"mine-solution": "The editor’s text", "keep-solution": choice,
        "both-solution": "The head’s text, and mine", "then": "continue"},
    )  # fmt: skip
    assert done.status_code == 302, text_of(done)
    assert typed(request)["solution"] == kept


def test_where_nothing_is_chosen_both_texts_are_shown_again(clash: tuple[ResourceRequest, Any], editor: Desk) -> None:
    request, page = clash
    again = editor.press(page, conflict="solution", **{"mine-solution": "The editor’s text", "then": "later"})
    assert again.status_code == 409
    assert "Select which text to keep" in text_of(again)
    assert "The editor’s text" in text_of(again)
    assert typed(request)["solution"] == "The head’s text"


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_a_chosen_text_that_did_not_arrive_empties_nothing(
    clash: tuple[ResourceRequest, Any], editor: Desk, choice: str
) -> None:
    request, page = clash
    again = editor.press(page, conflict="solution", **{"keep-solution": choice, "then": "later"})
    assert again.status_code == 409
    assert typed(request)["solution"] == "The head’s text"


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_a_text_saved_again_meanwhile_is_asked_anew_with_all_that_stands(
    clash: tuple[ResourceRequest, Any], editor: Desk, head: Desk, choice: str
) -> None:
    """What was put together on the first page lacks it: nothing is chosen on the second one, and it joins all three."""
    request, page = clash
    theirs = head.get("request_section", request.reference, "solution")
    assert head.press(theirs, solution="The head’s text\n\nAnd more").status_code == 302
    chosen = {"keep-solution": choice, "both-solution": "The head’s text\n\nThe editor’s text"}
    again = editor.press(page, conflict="solution", **{"mine-solution": "The editor’s text", **chosen})
    assert again.status_code == 409
    tree = html.document_fromstring(again.content.decode())
    assert tree.xpath("//input[@name='keep-solution' and @checked]") == []
    (form,) = (each for each in tree.forms if "both-solution" in each.fields)
    shown = {name: value.removeprefix("\n") for name, value in form.form_values()}
    done = editor.press(again, **shown, **{"keep-solution": "both"})
    assert done.status_code == 302, text_of(done)
    assert typed(request)["solution"] == "The head’s text\n\nAnd more\n\nThe editor’s text"


def test_a_form_without_revisions_overwrites_nothing(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent)
    DraftAnswer.objects.filter(rfr=request).update(saved_by=head.person)
    for revision in (None, "", "x", "-1", "99999999999999999999", "٣"):
        fields = {} if revision is None else {"revision-solution": revision}
        sent = editor.post("request_section", request.reference, "solution", solution="Blind", **fields)
        assert sent.status_code == 409
    assert typed(request)["solution"] != "Blind"


def test_two_colleagues_add_a_pupil_at_the_same_time(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent)
    pages = [(desk, desk.get("request_pupil_add", request.reference)) for desk in (editor, head)]
    for desk, page in pages:
        row = re.search(r"/pupils/(\d+)/", page.content.decode())
        assert row
        desk.press(page, **{f"pupil.{row[1]}.name": desk.person.name})
    names = [text for name, text in typed(request).items() if name.endswith(".name")]
    assert sorted(names)[1:] == sorted([editor.person.name, head.person.name]) or len(names) == 3


@pytest.mark.parametrize("state", ["ready_to_sign", "submitted"])
def test_what_was_typed_into_a_draft_that_was_closed_is_handed_back(editor: Desk, kent: Side, state: str) -> None:
    request = request_in(kent, state)
    sent = editor.post("request_section", request.reference, "outcomes", outcomes="My long text", then="continue")
    assert sent.status_code == 409
    assert "Your answers were not saved" in text_of(sent)
    assert "My long text" in text_of(sent)
    assert typed(request)["outcomes"] != "My long text"


def test_a_page_of_a_closed_draft_leads_to_where_it_can_be_read(editor: Desk, kent: Side) -> None:
    waiting, sent = request_in(kent, "ready_to_sign"), request_in(kent, "submitted")
    assert editor.get("request_section", waiting.reference, "solution")["Location"].endswith("/check/")
    assert editor.get("request_write", waiting.reference)["Location"].endswith("/check/")
    refused = editor.get("request_section", sent.reference, "solution")
    assert refused.status_code == 403
    assert "You cannot change the answers now" in text_of(refused)


def test_a_partner_school_reads_but_never_sees_or_changes_the_draft(kent: Side) -> None:
    request = request_in(kent, "returned", partners=str(kent.other_school.pk))
    partner = Desk(kent.people["other_signatory"])
    assert partner.get("request", request.reference).status_code == 200
    for name, *args in (
        ("request_write",), ("request_check",), ("request_section", "solution"), ("request_pupil", 1),
        ("request_pupil_add",), ("request_line", 1), ("request_withdraw",), ("request_discard",),
    ):  # fmt: skip
        assert partner.get(name, request.reference, *args).status_code == 403
    before = typed(request)
    assert partner.post("request_section", request.reference, "solution", solution="Theirs").status_code == 403
    assert typed(request) == before


# Bad input --------------------------------------------------------------------------------------------------------

FIELDS = {
    ("request_section", "solution"): ["solution"],
    ("request_section", "outcomes"): ["outcomes"],
    ("request_section", "support"): ["support"],
    ("request_section", "pupils"): ["key_stage", "needs", "parents_informed"],
    ("request_section", "funding"): ["use"],
    ("request_section", "support-given"): ["support_given"],
    ("request_section", "school"): ["contact", "trust", "trust_other", "partners"],
    ("request_pupil", 1): [
        f"pupil.1.{part}" for part in ("name", "born-day", "born-month", "born-year", "year_group", "support", "looked_after",
                                       "specific_allocation", "school")
    ],
    ("request_line", 1): [f"line.1.{part}" for part in ("item", "description", "unit", "quantity", "weeks", "rate")],
}  # fmt: skip
HOSTILE = [
    "x" * 30_000, "word " * 25_000, "\x00\x01", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "<script>alert(1)</script>", "=1+1", "-5", "NaN", "1e400", "٣٤", "²", "0x10", "9" * 40, "{{ 7*7 }}", "../../etc",
]  # fmt: skip


def seen_now(request: ResourceRequest) -> dict[str, str]:
    """What a window has seen that was opened now, as its form carries it."""
    answers = {answer.name: Seen(answer.revision) for answer in DraftAnswer.objects.filter(rfr=request)}
    fields = {field_of(name) for name in answers}
    return {f"revision-{field}": seen_of_field(field, answers) for field in fields}


@pytest.mark.parametrize("page", list(FIELDS))
def test_no_field_fails_on_hostile_text(editor: Desk, kent: Side, page: tuple[Any, ...], shared_data: Path) -> None:
    request = draft(kent)
    strings = json.loads((shared_data / "blns.json").read_text(encoding="utf-8"))
    name, *args = page
    for place, text in enumerate([*HOSTILE, *strings[::30]]):
        sent = editor.post(name, request.reference, *args, **dict.fromkeys(FIELDS[page], text), **seen_now(request))
        assert sent.status_code in {302, 400}, (text[:40], sent.status_code)
        if place % 6 == 0:
            for shown in (page, ("request_check",), ("request_write",)):
                assert editor.get(shown[0], request.reference, *shown[1:]).status_code in {200, 302, 404}


def test_every_naughty_string_is_saved_and_shown_as_typed(editor: Desk, kent: Side, shared_data: Path) -> None:
    request = draft(kent)
    strings = json.loads((shared_data / "blns.json").read_text(encoding="utf-8"))
    for text in filter(None, strings[::4]):
        assert autosave(editor, request, solution=text, **seen_now(request)).status_code == 200
        assert typed(request)["solution"] == clean(text)
    everything = "\n".join(strings)
    autosave(editor, request, solution=everything, **seen_now(request))
    page = editor.get("request_section", request.reference, "solution").content.decode()
    shown = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert shown
    assert unescape(shown[1]).removeprefix("\n") == BROKEN.sub("\ufffd", clean(everything))


def test_a_text_a_hundred_times_too_long_is_kept_whole(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    text = "word " * 25_000
    sent = editor.send("request_section", request.reference, "solution", solution=text)
    assert sent.status_code == 400
    assert "It is 24,750 words too long" in text_of(sent)
    assert typed(request)["solution"] == text


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"fields": ""}, {"fields": "nothing"}, {"fields": "state", "state": "approved"}, {"fields": "school_id"},
        {"fields": "pupil.0.name", "pupil.0.name": "x"}, {"fields": "pupil.-1.name", "pupil.-1.name": "x"},
        {"fields": "pupil.1.name.extra"}, {"fields": "pupil.9999999.name", "pupil.9999999.name": "x"},
        {"fields": "line.1.total", "line.1.total": "5"}, {"fields": "pupil.1.born_day", "pupil.1.born_day": "1"},
        {"fields": ["solution"] * 50, "solution": ["a", "b"]}, {"fields": "solution\x00", "solution\x00": "x"},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_left_out(editor: Desk, kent: Side, fields: dict[str, Any]) -> None:
    request = draft(kent)
    before = set(typed(request))
    answer = editor.post("request_autosave", request.reference, **fields)
    assert answer.status_code == 200
    assert set(typed(request)) == before
    request.refresh_from_db()
    assert request.state == "draft"


def test_too_much_at_once_and_too_many_rows_are_refused(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    rows = {f"pupil.{row}.{part}": "x" for row in range(10, 120) for part in ("name", "year_group")}
    assert autosave(editor, request, **rows).status_code == 413
    for first in range(1000, 1100, 20):
        rows = {
            f"pupil.{row}.{part}": "x" for row in range(first, first + 20) for part in ("name", "year_group", "school")
        }
        autosave(editor, request, **rows)
    check = text_of(editor.get("request_check", request.reference))
    assert "You can add up to 60 pupils" in check
    assert editor.get("request_section", request.reference, "pupils").status_code == 200
    huge = editor.post("request_autosave", request.reference, fields="solution", solution="x" * 3_000_000)
    assert huge.status_code in {400, 413}


@pytest.mark.parametrize("row", ["0", "-1", "9999999", "x", "1.5"])
def test_an_address_that_is_no_row_is_not_found(editor: Desk, kent: Side, row: str) -> None:
    request = draft(kent)
    for kind in ("pupils", "costs"):
        assert editor.client.get(f"/requests/{request.reference}/{kind}/{row}/").status_code == 404


def test_a_row_far_out_is_kept_and_the_next_one_still_has_a_number(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    assert editor.post("request_pupil", request.reference, 999999, **{"pupil.999999.name": "Far"}).status_code == 400
    assert typed(request)["pupil.999999.name"] == "Far"
    assert editor.get("request_pupil_add", request.reference).status_code == 200


@pytest.mark.parametrize(
    "reference", ["%00", "RFR-2026-00001%00", "x" * 3000, "RFR-2026-99999", "rfr%202026", "%F0%9F%A6%89"]
)
def test_a_reference_that_is_none_is_not_found(editor: Desk, reference: str) -> None:
    for page in ("write/", "write/solution/", "pupils/1/", "costs/add/", "check/", "withdraw/", "submitted/"):
        assert editor.client.get(f"/requests/{reference}/{page}").status_code in {403, 404}


@pytest.mark.parametrize("slug", ["nothing", "solution-", "SOLUTION", "school_and_contact"])
def test_a_section_the_form_does_not_have_is_not_found(editor: Desk, kent: Side, slug: str) -> None:
    assert editor.get("request_section", draft(kent).reference, slug).status_code == 404


def test_requests_of_others_do_not_exist_for_a_writer(elsewhere: Side, kent: Side) -> None:
    request = draft(kent)
    stranger = Desk(elsewhere.people["signatory"])
    for name, *args in (
        ("request_write",), ("request_section", "solution"), ("request_pupil", 1), ("request_pupil_add",),
        ("request_pupil_remove", 1), ("request_line", 1), ("request_line_add",), ("request_line_remove", 1),
        ("request_check",), ("request_submitted",), ("request_withdraw",), ("request_discard",),
    ):  # fmt: skip
        assert stranger.get(name, request.reference, *args).status_code == 404
    before = typed(request)
    for name, *args in (
        ("request_section", "solution"), ("request_pupil", 1), ("request_pupil_remove", 1), ("request_line", 1),
        ("request_line_remove", 1), ("request_autosave",), ("request_check",), ("request_ask_to_sign",),
        ("request_reopen",), ("request_copy",), ("request_withdraw",), ("request_discard",),
    ):  # fmt: skip
        assert stranger.post(name, request.reference, *args, solution="Mine").status_code == 404
    assert typed(request) == before
