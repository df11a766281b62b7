"""Who declared an interest is out of the room for the item, and out of all it says, until they are called back (DUR-1)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from locality.live.actions.interests import declare
from locality.meetings.models import Interest, Paper, RegisterRow
from locality.meetings.queries.agenda import items_of
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from tests.house.permission_forms import day
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.integration.resource_requests.test_one_truth import approved
from tests.world import Side, acting, ruling

SAID = "Try the calm corner first"
SUMMARY = "All agreed."
OUT = "You have declared an interest in this item. Leave the discussion until it ends."


@pytest.fixture
def live(kent: Side) -> Room:
    """At the solutions of a request: something was said, summed up, taken on and disputed, and positions are taken."""
    here = room(kent, requests=2)
    item = here.item()
    Paper.objects.create(
        meeting=here.meeting, item=item, title="Plan", file_name="plan.pdf", content_type="application/pdf", content=b"x",
        size=1, added_by=kent.people["clerk"], added_at=timezone.now(),
    )  # fmt: skip
    here.summed_up()
    pk, clerk = here.meeting.pk, here.desk("clerk")
    clerk.post("meeting_said", pk, who=str(here.row(here.members[0]).pk), text=SAID)
    clerk.post("meeting_positions", pk, ask="yes")
    here.desk(here.members[0]).post("meeting_position", pk, stance="disagree")
    due = day("due_on", timezone.now().date().replace(year=2099))
    clerk.post("meeting_action_point", pk, text="Buy a tent", owner=str(here.row("clerk").pk), **due)
    given = {"item": str(item.pk), "parties": "Two schools", "text": "Who pays the tent", "chairs_decision": ""}
    assert clerk.post("meeting_dispute", pk, **given).status_code == 302
    return here


SECRETS = (SAID, SUMMARY, "1 disagree", "Buy a tent", "Who pays the tent", "calm corner")


def everything(here: Room, who: Any) -> dict[str, str]:
    """What each address of the live meeting gives a person to read, by GET; and its papers."""
    desk, pk, item = here.desk(who), here.meeting.pk, here.item()
    pack = desk.get("meeting_pack", pk).content
    return {
        **{name: text_of(desk.get(name, pk)) for name in (
            "meeting_live", "meeting_projector", "meeting_agenda", "meeting_papers")},
        "meeting_now": desk.get("meeting_now", pk).content.decode(),
        "projected": desk.get("meeting_now", pk, projector="").content.decode(),
        "meeting_item": text_of(desk.get("meeting_item", pk, item.pk)),
        "meeting_pack": " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pack)).pages).split()),
    }  # fmt: skip


@pytest.mark.clause("DUR-1")
def test_a_member_who_is_out_reads_nothing_of_it_on_any_address(live: Room, kent: Side) -> None:
    member, item, pk = live.members[1], live.item(), live.meeting.pk
    reference = live.requests[0].reference
    before = everything(live, member)
    assert all(secret in before["meeting_live"] for secret in SECRETS)
    assert all(reference in before[way] for way in ("meeting_pack", "meeting_papers", "meeting_live"))
    assert "come to feel safe in class" in before["meeting_projector"]
    assert live.desk(member).post("meeting_interest", pk, item=str(item.pk), interest="My niece").status_code == 302
    after = everything(live, member)
    for way, said in after.items():
        for secret in (*SECRETS, reference):
            assert secret not in said, (way, secret)
    for way in ("meeting_live", "meeting_projector"):
        assert OUT in after[way]
        assert "come to feel safe in class" not in after[way]
        assert f"Now: 5.1 {kent.school.name}." in after[way]
    assert "You have declared an interest in 5.1" in after["meeting_papers"]
    desk = live.desk(member)
    assert desk.get("meeting_item", pk, item.pk).status_code == 403
    assert desk.get("meeting_paper", pk, Paper.objects.get().pk).status_code == 403
    other = live.item(1)
    assert desk.get("meeting_item", pk, other.pk).status_code == 200
    for name, fields in (
        ("meeting_said", {"text": "But"}), ("meeting_position", {"stance": "agree"}),
        ("meeting_interest", {"item": str(item.pk), "interest": "Again"}),
    ):  # fmt: skip
        refused = desk.post(name, pk, **fields)
        assert refused.status_code == 400
        assert not any(secret in text_of(refused) for secret in SECRETS)
    assert SAID in everything(live, live.members[0])["meeting_live"]


@pytest.mark.clause("DUR-1")
def test_they_are_called_back_by_chair_or_clerk_or_when_the_item_is_over(live: Room) -> None:
    member, item, pk = live.members[1], live.item(), live.meeting.pk
    conflict = declare(live.meeting, item, live.row(member), interest="Niece", by=acting(member), at=timezone.now())
    assert live.desk(member).post("meeting_back", pk, conflict.pk).status_code == 404
    assert "Call back" not in text_of(live.desk(member).get("meeting_live", pk))
    assert live.desk("clerk").post("meeting_back", pk, conflict.pk).status_code == 302
    assert SAID in text_of(live.desk(member).get("meeting_live", pk))
    first = items_of(live.meeting)[0]
    chair = live.desk("chair")
    chair.post("meeting_go", pk, item=str(first.pk), anyway="yes")
    chair.post("meeting_go", pk, item=str(item.pk), anyway="yes")
    assert OUT in text_of(live.desk(member).get("meeting_live", pk))  # the discussion goes on: out again
    chair.post("meeting_go", pk, item=str(first.pk), anyway="yes")
    assert live.desk(member).get("meeting_item", pk, item.pk).status_code == 200
    assert Interest.objects.get().back_at is not None
    late = declare(
        live.meeting, item, live.row(live.members[0]), interest="Uncle", by=acting(live.members[0]), at=timezone.now()
    )
    assert late.back_at is not None  # the item is over: nobody is out


@pytest.mark.clause("DUR-1")
def test_when_the_meeting_ends_nobody_is_out_any_more(live: Room) -> None:
    item, pk = live.item(1), live.meeting.pk
    member = live.members[1]
    declare(live.meeting, item, live.row(member), interest="Niece", by=acting(member), at=timezone.now())
    assert live.desk(member).get("meeting_item", pk, item.pk).status_code == 403
    live.desk("chair").post("meeting_end", pk)
    assert live.desk(member).get("meeting_item", pk, item.pk).status_code == 200


@pytest.mark.clause("DUR-1")
def test_a_chair_who_is_out_can_take_the_meeting_on_and_nothing_else(live: Room, kent: Side) -> None:
    item, pk = live.item(), live.meeting.pk
    declare(live.meeting, item, live.row("chair"), interest="Uncle", by=acting(kent.people["chair"]), at=timezone.now())
    chair = live.desk("chair")
    page = text_of(chair.get("meeting_live", pk))
    assert not any(secret in page for secret in SECRETS)
    for gone in ("Next speaker", "Ask for positions", "Record the decision", "Save notes", "Agrees"):
        assert gone not in page
    assert "Next item" in page
    conflict = Interest.objects.get()
    attempts: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "meeting_word": ((), {"next": "turn"}),
        "meeting_said": ((), {"who": str(live.row(live.members[0]).pk), "text": "x"}),
        "meeting_positions": ((), {"ask": "no"}),
        "meeting_position": ((), {"stance": "agree", "who": str(live.row(live.members[0]).pk)}),
        "meeting_texts": ((item.pk,), {"notes": "x", "summary": "x"}),
        "meeting_autosave": ((item.pk,), {"notes": "x", "fields": ["notes"]}),
        "meeting_decide": ((item.pk,), {"outcome": "declined"}),
        "meeting_action_point": (
            (), {"text": "x", "owner": str(live.row("clerk").pk), **day("due_on", timezone.now().date().replace(year=2099))},
        ),
        "meeting_dispute": ((), {"item": str(item.pk), "parties": "x", "text": "x", "chairs_decision": ""}),
        "meeting_back": ((conflict.pk,), {}),
        "meeting_go": ((), {"step": str(live.step("Question").pk), "anyway": "yes"}),
    }  # fmt: skip
    for name, (args, fields) in attempts.items():
        refused = chair.post(name, pk, *args, **fields)
        assert refused.status_code == 400, name
        assert not any(secret in refused.content.decode() for secret in SECRETS), name
    decide = chair.get("meeting_decide", pk, item.pk)
    assert not any(secret in text_of(decide) for secret in SECRETS)
    asked = chair.get("meeting_go", pk, item=str(live.item(1).pk))
    assert "anyway?" in text_of(asked)
    assert chair.post("meeting_go", pk, item=str(live.item(1).pk), anyway="yes").status_code == 302


def test_a_file_is_read_again_by_who_was_called_back(live: Room) -> None:
    member, pk = live.members[1], live.meeting.pk
    conflict = declare(
        live.meeting, live.item(), live.row(member), interest="Niece", by=acting(member), at=timezone.now()
    )
    live.desk("clerk").post("meeting_back", pk, conflict.pk)
    assert live.desk(member).get("meeting_paper", pk, Paper.objects.get().pk).status_code == 200


@pytest.mark.clause("DUR-1")
def test_a_request_s_own_pages_tell_nothing_of_the_discussion_before_it_is_decided(live: Room) -> None:
    """The form is theirs to read by permission; what is said of it in the room stands on the meeting's pages alone."""
    member, reference = live.members[1], live.requests[0].reference
    declare(live.meeting, live.item(), live.row(member), interest="Niece", by=acting(member), at=timezone.now())
    for who in (member, "chair"):
        page = live.desk(who).get("request", reference)
        assert page.status_code == 200
        said = text_of(page)
        assert reference in said
        for secret in SECRETS:
            assert secret not in said, secret


def ways_to(here: Room, who: Any, reference: str) -> dict[str, Any]:
    """What each address of a request answers somebody."""
    desk = here.desk(who)
    names = ("request", "request_print", "request_pdf", "request_word", "request_timeline")
    return {name: desk.get(name, reference) for name in names}


@pytest.mark.clause("DUR-1")
def test_what_was_decided_in_the_room_is_read_on_the_request_when_one_is_back(live: Room) -> None:
    """Its page, print, PDF, Word and timeline: closed while the item runs, open from when they are called back."""
    member, pk, request = live.members[1], live.meeting.pk, live.requests[0]
    conflict = declare(
        live.meeting, live.item(), live.row(member), interest="Niece", by=acting(member), at=timezone.now()
    )
    deciding.decide(live.requests[0], ruling(), by=acting(live.side.people["clerk"]), at=timezone.now())
    request.refresh_from_db()
    assert request.state == "approved"
    for name, answer in ways_to(live, member, request.reference).items():
        assert answer.status_code == 403, name
        said = text_of(answer)
        assert "You declared an interest in this request and are out of the room while it is discussed." in said
        assert not any(secret in said for secret in SECRETS), name
    assert {answer.status_code for answer in ways_to(live, live.members[0], request.reference).values()} == {200}
    live.desk("clerk").post("meeting_back", pk, conflict.pk)
    assert {answer.status_code for answer in ways_to(live, member, request.reference).values()} == {200}


@pytest.mark.clause("DUR-1")
def test_a_meeting_that_nobody_ended_keeps_no_school_from_its_request(live: Room) -> None:
    member, request = live.members[1], live.requests[0]
    declare(live.meeting, live.item(), live.row(member), interest="Niece", by=acting(member), at=timezone.now())
    deciding.decide(live.requests[0], ruling(), by=acting(live.side.people["clerk"]), at=timezone.now())
    Meeting.objects.filter(pk=live.meeting.pk).update(day=live.meeting.day - timedelta(days=1))
    assert live.desk(member).get("request", request.reference).status_code == 200


@pytest.mark.clause("DUR-1")
def test_a_chair_with_an_interest_decides_and_corrects_nothing_on_the_request_s_own_page(
    live: Room, kent: Side
) -> None:
    """Nor is it offered; called back, the interest is the same."""
    request, chair = live.requests[0], live.desk("chair")
    by, at = kent.people["chair"], timezone.now()
    conflict = declare(live.meeting, live.item(), live.row("chair"), interest="Uncle", by=acting(by), at=at)
    mine = "You have declared an interest in this item, so someone else must record its decision."
    assert "Record the decision" not in text_of(chair.get("request", request.reference))
    ask = f"Record the decision : {request.reference}"
    assert ask not in text_of(chair.get("home"))
    assert ask in text_of(live.desk("clerk").get("home"))
    form = approved(live.meeting.day)
    for answer in (
        chair.get("request_decide", request.reference),
        chair.post("request_decide", request.reference, **form),
    ):
        assert answer.status_code == 403
        assert mine in text_of(answer)
    with pytest.raises(NotPossible, match="You have declared an interest in this item"):
        deciding.decide(request, ruling(), by=acting(kent.people["chair"]), at=timezone.now())
    RegisterRow.objects.filter(pk=live.row("conflicted_chair").pk).update(state="absent")
    with pytest.raises(NotPossible, match="so it is decided by consensus"):
        deciding.decide(request, ruling(method="chair"), by=acting(kent.people["clerk"]), at=timezone.now())
    assert not Decision.objects.filter(rfr=request).exists()
    deciding.decide(request, ruling(), by=acting(kent.people["clerk"]), at=timezone.now())
    live.desk("clerk").post("meeting_back", live.meeting.pk, conflict.pk)
    refused = chair.get("request_correct", request.reference)
    assert (refused.status_code, mine in text_of(refused)) == (403, True)
    assert "Correct the decision" not in text_of(chair.get("request", request.reference))
