"""Pages that are older than what they show: the refusal says what became of the thing, and gives back what was typed."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision, DraftAnswer, ResourceRequest
from locality.values.refusals import NotPossible
from locality.writing.actions import drafting, signing
from tests.integration.resource_requests.desk import Desk, text_of
from tests.integration.resource_requests.desk import typed as typed_now
from tests.world import PUPIL, Side, acting, draft, pay_in_advance, request_in, ruling, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(kent: Side) -> Desk:
    return Desk(kent.people["school_editor"])


def _title(page: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def test_a_pupil_removed_in_another_window_is_said_to_be_removed(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    window = editor.get("request_pupil", request.reference, 1)
    editor.post("request_pupil_remove", request.reference, 1)
    sent = editor.press(window, **{"pupil.1.name": f"{PUPIL} Smith", "pupil.1.year_group": "Year 3"})
    assert sent.status_code == 409
    page = text_of(sent)
    assert "This pupil was removed while your page was open" in page
    assert f"{PUPIL} Smith" in page
    assert "Year 3" in page
    assert not any(name.startswith("pupil.1.") for name in typed_now(request))


@pytest.mark.parametrize("kind", ["pupil", "line"])
def test_a_page_on_which_nothing_was_changed_brings_no_removed_row_back(editor: Desk, kent: Side, kind: str) -> None:
    request = draft(kent)
    window = editor.get(f"request_{kind}", request.reference, 1)
    before = {name: text for name, text in typed_now(request).items() if name.startswith(f"{kind}.1.")}
    assert before
    editor.post(f"request_{kind}_remove", request.reference, 1)
    sent = editor.press(window, **before)
    assert sent.status_code == 409
    assert ("This pupil was removed" if kind == "pupil" else "This cost was removed") in text_of(sent)
    assert not any(name.startswith(f"{kind}.1.") for name in typed_now(request))


def test_a_script_that_saves_a_removed_pupil_is_told(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    window = editor.get("request_pupil", request.reference, 1).content.decode()
    seen = re.search(r'name="revision-pupil\.1\.name" value="([^"]*)"', window)
    assert seen
    editor.post("request_pupil_remove", request.reference, 1)
    sent = editor.post(
        "request_autosave", request.reference,
        **{"fields": ["pupil.1.name"], "pupil.1.name": "Someone", "revision-pupil.1.name": seen[1]},
    )  # fmt: skip
    assert sent.status_code == 400
    assert "This pupil was removed" in sent.json()["error"]
    assert not DraftAnswer.objects.filter(rfr=request, name__startswith="pupil.1.").exists()


def test_a_new_pupil_is_kept_though_nobody_has_seen_them(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    editor.post("request_pupil_remove", request.reference, 1)
    add = editor.get("request_pupil_add", request.reference)
    row = re.search(r"/pupils/(\d+)/", add.content.decode())
    assert row
    editor.press(add, **{f"pupil.{row[1]}.name": "Someone New"})
    assert typed_now(request)[f"pupil.{row[1]}.name"] == "Someone New"


@pytest.mark.parametrize("how", ["get", "post"])
def test_a_decision_that_was_paid_is_said_to_be_paid(kent: Side, how: str) -> None:
    request = request_in(kent, "processed")
    pay_in_advance(kent, paid=True)
    chair = Desk(kent.people["chair"])
    words = {"reason": "The wrong sum was typed"} if how == "post" else {}
    refused = getattr(chair, how)("request_correct", request.reference, **words)
    assert refused.status_code == 409
    assert _title(refused) == "Already paid"
    page = text_of(refused)
    assert f"£1,000 was paid to {request.school.name}" in page
    assert "records that the support ended early" in page.replace("to record", "records")
    assert f'href="/requests/{request.reference}/"' in refused.content.decode()
    assert ("The wrong sum was typed" in page) is (how == "post")
    assert ("We did not save your change" in page) is (how == "post")
    assert "office" not in page


@pytest.mark.clause("POST-4")
def test_what_is_paid_on_a_later_day_is_said_to_be_marked_as_paid(kent: Side, clock: Callable[[str], Any]) -> None:
    request, to = request_in(kent, "processed"), "request_give_back"
    clock("2026-11-28 10:00:00")  # a Saturday: the advance pays on Monday
    pay_in_advance(kent)
    refused = Desk(kent.people["chair"]).get("request_correct", request.reference)
    assert (refused.status_code, _title(refused)) == (409, "Already marked as paid")
    page = text_of(refused)
    sentence = (
        "£1,000 will be paid to Wealdshire School 1 for this decision on Monday 30 November 2026 and is marked as paid "
        "already, so you cannot correct it. Ask the council’s moderator to record that the support ended early"
    )
    assert sentence in page
    why = {
        "ground": Decision.Ground.ERROR,
        "reason": "A slip.",
        "by": acting(kent.people["chair"]),
        "at": timezone.now(),
    }
    with pytest.raises(NotPossible, match=r"£1,000 will be paid to .* on Monday 30 November 2026"):
        deciding.correct(request, ruling(amount=Decimal(900)), **why)
    officer = Desk(kent.people["hnf_officer"])
    began = {
        "last_day-day": "23",
        "last_day-month": "11",
        "last_day-year": "2026",
    }  # the support was to start on the 24th
    assert officer.post(to, request.reference, what="ended", why="Moved.", **began).status_code == 302
    page = text_of(officer.get(to, request.reference))
    assert "Nothing is paid yet. £1,000 is to come." in page
    assert "At most £1,000. Marked as paid for support that never started: £1,000." in page
    clock("2026-11-30 10:00:00")
    page = text_of(Desk(kent.people["hnf_officer"]).get(to, request.reference))
    assert "At most £1,000. Paid for support that never started: £1,000." in page


def test_a_deleted_draft_is_called_so_everywhere(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    withdrawn = request_in(kent, "submitted")
    signing.withdraw(withdrawn, reason="", by=acting(kent.people["signatory"]), at=timezone.now())
    editor.post("request_discard", request.reference)
    page = text_of(editor.get("request", request.reference))
    assert "Deleted" in page
    assert "Withdrawn" not in page
    assert "You withdrew this request on" in text_of(editor.get("request", withdrawn.reference))
    listed = editor.get("requests", state="withdrawn")
    rows = re.findall(r"<tr.*?</tr>", listed.content.decode(), re.S)
    row = next(each for each in rows if request.reference in each)
    assert "Deleted" in row
    refused = editor.get("request_discard", request.reference)
    assert _title(refused) == f"{request.reference} is now “Deleted”"
    later = editor.post("request_pupil", request.reference, 1, **{"pupil.1.name": "Someone"})
    assert "the request is “Deleted”" in text_of(later)


def test_what_came_back_and_is_a_draft_again_is_withdrawn_and_not_deleted(kent: Side) -> None:
    request, by = request_in(kent, "returned"), acting(kent.people["signatory"])
    request = drafting.reopen(drafting.ask_to_sign(request, by=by, at=timezone.now()), by=by, at=timezone.now())
    assert request.state == "draft"
    signing.withdraw(request, reason="It is solved.", by=by, at=timezone.now())
    assert ResourceRequest.objects.get(pk=request.pk).school_label == "Withdrawn"


def test_a_signature_called_off_in_another_window_is_refused_when_sent_and_no_longer_offered(
    editor: Desk, kent: Side
) -> None:
    request = request_in(kent, "ready_to_sign")
    assert "Change the answers" in text_of(editor.get("request_check", request.reference))
    editor.post("request_reopen", request.reference)
    again = editor.post("request_reopen", request.reference)
    assert again.status_code == 403
    assert "is now “" in _title(again)
    assert "/reopen/" not in editor.get("request_check", request.reference).content.decode()


@pytest.mark.parametrize(
    ("name", "row", "fields"),
    [
        ("request_section", ("outcomes",), {"outcomes": "Typed too late."}),
        ("request_pupil", (1,), {"pupil.1.name": "Typed too late."}),
        ("request_autosave", (), {"fields": ["outcomes"], "outcomes": "Typed too late."}),
        ("request_discard", (), {}),
        ("request_ask_to_sign", (), {}),
        ("request_check", (), {"signed_name": "Sig Natory", "signed_role": "Head"}),
        ("request_withdraw", (), {"reason": "Typed too late."}),
    ],
)
def test_a_draft_that_was_deleted_meanwhile_is_never_called_withdrawn(
    editor: Desk, kent: Side, name: str, row: tuple[Any, ...], fields: dict[str, Any]
) -> None:
    request = draft(kent)
    drafting.discard(request, by=acting(kent.people["signatory"]), at=timezone.now())
    desk = Desk(kent.people["signatory"]) if name in {"request_check", "request_withdraw"} else editor
    answer = desk.post(name, request.reference, *row, **fields)
    assert answer.status_code in {400, 403, 409}
    said = answer.json()["error"] if name == "request_autosave" else text_of(answer)
    assert "“Withdrawn”" not in said
    assert "“Deleted”" in said


@pytest.mark.parametrize("event", ["ask_to_sign", "withdraw", "submit", "reopen"])
def test_nor_by_the_action_that_comes_too_late(kent: Side, event: str) -> None:
    request, now, by = draft(kent), timezone.now(), kent.people["signatory"]
    drafting.discard(request, by=acting(by), at=now)
    late = {
        "ask_to_sign": lambda: drafting.ask_to_sign(request, by=acting(by), at=now),
        "withdraw": lambda: signing.withdraw(request, reason="Not needed.", by=acting(by), at=now),
        "submit": lambda: submit(kent, request),
        "reopen": lambda: drafting.reopen(request, by=acting(by), at=now),
    }
    with pytest.raises(NotPossible) as refused:
        late[event]()
    assert refused.value.sentence.startswith("You cannot do this now because the request is now “Deleted”.")
