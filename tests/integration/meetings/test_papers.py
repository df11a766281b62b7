"""Papers: sent with one button, read by each as their rights allow (CLK-2, MBR-2, RES-9)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from locality.audit.models import Sight
from locality.meetings.models import Distribution, Opening, Paper, PrivateNote
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.schedule.models import Meeting
from locality.values.dates import show_day, show_short_day
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.pdf_ua import assert_pdf_ua
from tests.world import PUPIL, Side, request_in


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    assert kent.meeting is not None
    return kent.meeting


def pdf_text(answer: object) -> str:
    content = answer.content  # type: ignore[attr-defined]
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.mark.clause("CLK-2")
def test_one_button_sends_agenda_and_papers_and_marks_late_ones(kent: Side, meeting: Meeting) -> None:
    request_in(kent, "accepted")
    clerk = Desk(kent.people["clerk"])
    assert clerk.post("meeting_papers_send", meeting.pk).status_code == 302
    first = Distribution.objects.get(meeting=meeting)
    assert (first.number, first.is_late) == (1, False)
    assert Meeting.objects.get(pk=meeting.pk).state == "papers_out"
    told = {message.to_id for message in Message.objects.filter(kind="meeting.papers")}
    assert {kent.people[role].pk for role in ("chair", "representative", "hnf_officer")} <= told
    assert clerk.post("meeting_papers_send", meeting.pk).status_code == 400
    Meeting.objects.filter(pk=meeting.pk).update(day=day_of(timezone.now()) + timedelta(days=1))
    assert clerk.post("meeting_papers_send", meeting.pk, what="A letter").status_code == 302
    second = Distribution.objects.get(meeting=meeting, number=2)
    assert second.is_late
    page = text_of(Desk(kent.people["representative"]).get("meeting_papers", meeting.pk))
    assert "after the deadline of" in page
    assert ": A letter" in page


@pytest.mark.clause("CLK-2")
def test_the_clerk_knows_who_has_opened_them(kent: Side, meeting: Meeting) -> None:
    clerk, member = Desk(kent.people["clerk"]), Desk(kent.people["representative"])
    member.get("meeting_papers", meeting.pk)
    assert not Opening.objects.exists()
    clerk.post("meeting_papers_send", meeting.pk)
    member.get("meeting_papers", meeting.pk)
    member.get("meeting_papers", meeting.pk)
    assert Opening.objects.filter(person=kent.people["representative"], of="papers", number=1).count() == 1
    name = kent.people["representative"].name
    assert f"{name}: {day_of(timezone.now()):%A}" in text_of(clerk.get("meeting_papers", meeting.pk))
    assert "Who has opened the papers" not in text_of(member.get("meeting_papers", meeting.pk))


@pytest.mark.clause("MBR-2", "RES-9")
def test_the_pack_is_made_for_its_reader(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk)
    chair = Desk(kent.people["chair"]).get("meeting_pack", meeting.pk)
    member = Desk(kent.people["representative"]).get("meeting_pack", meeting.pk)
    assert PUPIL in pdf_text(chair)
    assert PUPIL not in pdf_text(member)
    assert "Pupil A" in pdf_text(member)
    assert request.reference in pdf_text(member)
    assert "Item No." in pdf_text(member)
    assert_pdf_ua(chair.content, member.content)
    seen = Sight.objects.filter(via="pack")
    assert {sight.actor_id for sight in seen} == {kent.people["chair"].pk}


@pytest.mark.clause("MBR-2", "RES-9")
def test_an_item_on_screen_shows_names_to_those_who_may_see_them(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk)
    item = items_of(meeting).get(resource_request=request)
    assert PUPIL in text_of(Desk(kent.people["clerk"]).get("meeting_item", meeting.pk, item.pk))
    assert PUPIL not in text_of(Desk(kent.people["representative"]).get("meeting_item", meeting.pk, item.pk))


@pytest.mark.clause("MBR-2")
def test_notes_are_private(kent: Side, meeting: Meeting) -> None:
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk)
    item = items_of(meeting)[0]
    member = Desk(kent.people["representative"])
    member.post("meeting_item", meeting.pk, item.pk, text="Ask about the hall", read="on")
    done = text_of(member.get("meeting_papers", meeting.pk))
    assert "You’ve saved your note and marked item" in done
    assert "as read. Only you can see this." in done
    note = PrivateNote.objects.get(item=item)
    assert (note.person, note.read) == (kent.people["representative"], True)
    assert "Ask about the hall" in member.get("meeting_item", meeting.pk, item.pk).content.decode()
    for role in ("chair", "clerk", "hnf_officer"):
        page = Desk(kent.people[role]).get("meeting_item", meeting.pk, item.pk).content.decode()
        assert "Ask about the hall" not in page


def test_files_are_checked_served_as_files_and_belong_to_their_meeting(
    kent: Side, elsewhere: Side, meeting: Meeting
) -> None:
    clerk = Desk(kent.people["clerk"])
    lie = SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>")
    assert clerk.post("meeting_paper_add", meeting.pk, title="Plan", item="", file=lie).status_code == 400
    good = SimpleUploadedFile("../../plan.pdf", b"%PDF-1.7 plan")
    assert clerk.post("meeting_paper_add", meeting.pk, title="Plan", item="", file=good).status_code == 302
    paper = Paper.objects.get()
    answer = Desk(kent.people["representative"]).get("meeting_paper", meeting.pk, paper.pk)
    assert answer.content == b"%PDF-1.7 plan"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert elsewhere.meeting is not None
    assert Desk(elsewhere.people["clerk"]).get("meeting_paper", elsewhere.meeting.pk, paper.pk).status_code == 404
    assert Desk(elsewhere.people["clerk"]).get("meeting_paper", meeting.pk, paper.pk).status_code == 404
    assert Desk(kent.people["school_editor"]).get("meeting_paper", meeting.pk, paper.pk).status_code == 403
    assert clerk.post("meeting_paper_remove", meeting.pk, paper.pk).status_code == 302
    assert Desk(kent.people["representative"]).get("meeting_paper", meeting.pk, paper.pk).status_code == 404


@pytest.mark.clause("CLK-2")
def test_a_late_addition_makes_nothing_else_late(kent: Side, meeting: Meeting, clock: Any) -> None:
    clerk = Desk(kent.people["clerk"])
    first = SimpleUploadedFile("first.pdf", b"%PDF-1.7 plan")
    assert clerk.post("meeting_paper_add", meeting.pk, title="First plan", item="", file=first).status_code == 302
    clerk.post("meeting_papers_send", meeting.pk)
    sent_on = day_of(timezone.now())
    clock(f"{meeting.day - timedelta(days=2)} 20:19")
    clerk, member = Desk(kent.people["clerk"]), Desk(kent.people["representative"])
    second = SimpleUploadedFile("second.pdf", b"%PDF-1.7 plan")
    assert clerk.post("meeting_paper_add", meeting.pk, title="Second plan", item="", file=second).status_code == 302
    assert "second.pdf, 1 KB, not sent yet)" in text_of(clerk.get("meeting_papers", meeting.pk))
    clerk.post("meeting_papers_send", meeting.pk, what="A second plan")
    page = text_of(member.get("meeting_papers", meeting.pk))
    start = page.index("Sent ")
    assert show_day(sent_on) in page[start : start + 60]
    assert "after the deadline" not in page[start : page.index("Added ")]
    added = page[page.index("Added ") :]
    assert show_day(meeting.day - timedelta(days=2)) in added[:60]
    assert "20:19, after the deadline of " in added[:120]
    assert "first.pdf, 1 KB)" in page
    assert f"second.pdf, 1 KB, sent {show_short_day(meeting.day - timedelta(days=2))}, late)" in page


@pytest.mark.clause("CLK-2")
@pytest.mark.parametrize(("state", "called"), [("running", "Running now"), ("cancelled", "Cancelled")])
def test_what_is_new_comes_back_where_it_can_not_be_sent_any_more(
    kent: Side, meeting: Meeting, state: str, called: str
) -> None:
    clerk = Desk(kent.people["clerk"])
    clerk.post("meeting_papers_send", meeting.pk)
    assert "What is new since the last papers?" in text_of(clerk.get("meeting_papers", meeting.pk))
    Meeting.objects.filter(pk=meeting.pk).update(state=state, cancelled_because="Too few can come.")
    late = clerk.post("meeting_papers_send", meeting.pk, what="The trust’s letter about transport")
    assert late.status_code == 400
    page = text_of(late)
    assert f"You cannot do this now because the meeting is now “{called}”." in page
    assert (
        "What you typed Copy what you need before you leave this page. What is new since the last papers? "
        "The trust’s letter about transport" in page
    )
    empty = text_of(clerk.post("meeting_papers_send", meeting.pk, what=""))
    assert "You cannot do this now" in empty
    assert "Enter what is new" not in empty
    assert "What you typed" not in empty


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("cancelled", "This meeting is cancelled. Too few can come. The papers were not sent."),
        ("held", "The papers were not sent before the meeting. They were due on"),
        ("planned", "Send the papers by "),
    ],
)
def test_the_papers_of_a_meeting_that_is_not_to_come_are_not_due(
    kent: Side, meeting: Meeting, state: str, said: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state, cancelled_because="Too few can come.")
    page = text_of(Desk(kent.people["clerk"]).get("meeting_papers", meeting.pk))
    assert said in page
    assert ("Send the papers by" in page) is (state == "planned")


def test_a_meeting_and_its_papers_take_few_queries(
    kent: Side, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    request_in(kent, "accepted")
    Desk(kent.people["clerk"]).post("meeting_papers_send", meeting.pk)
    member = Desk(kent.people["representative"])
    for page, most in (("meeting", 9), ("meeting_papers", 14)):
        member.get(page, meeting.pk)
        with django_assert_max_num_queries(most):
            assert member.get(page, meeting.pk).status_code == 200
