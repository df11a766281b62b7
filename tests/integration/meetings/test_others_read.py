"""Who writes a text of a meeting sees what others will read in place of pupils' names; nobody can test names by it (RES-9)."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from locality.meetings.actions.agenda import draw_up
from locality.meetings.models import AgendaItem, ItemRecord
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from tests.held import add_action_point, held_before, hold
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, draft, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-9")]


def line(answer: Any, field: str) -> str:
    """What the line under a field says when the page opens."""
    found = re.search(
        rf'<div class="app-others-read" id="{field}-others"[^>]*>(.*?)</div>', answer.content.decode(), re.S
    )
    assert found, "There is no line."
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def says(told: Any) -> str:
    return "".join(text for sentence in told.json()["sentences"] for text, _ in sentence)


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    assert kent.meeting is not None
    request_in(kent, "accepted")
    draw_up(kent.meeting, by=kent.people["chair"], at=timezone.now())
    return kent.meeting


def item_with_request(meeting: Meeting) -> AgendaItem:
    return items_of(meeting).get(resource_request__isnull=False)


def test_a_pupil_has_a_letter_in_the_item_of_the_request_alone(kent: Side, meeting: Meeting) -> None:
    chair, item = Desk(kent.people["chair"]), item_with_request(meeting)
    assert says(chair.post("meeting_others_read", meeting.pk, text=f"{PUPIL} came")) == "A pupil came"
    assert says(chair.post("meeting_others_read", meeting.pk, text=f"{PUPIL} came", item=item.pk)) == "Pupil A came"
    asked = chair.post("meeting_others_read", meeting.pk, query=f"?item={item.pk}", text=f"{PUPIL} came")
    assert says(asked) == "Pupil A came"
    asked = chair.post("meeting_others_read", meeting.pk, text=f"{PUPIL} came", field=f"both-notes-{item.pk}")
    assert says(asked) == "Pupil A came"
    assert says(chair.post("meeting_others_read", meeting.pk, text="Nobody came", item=item.pk)) == ""


def test_an_item_s_title_is_shown_as_others_read_it(kent: Side, meeting: Meeting) -> None:
    chair = Desk(kent.people["chair"])
    assert line(chair.get("meeting_item_add", meeting.pk), "id_title") == ""
    added = chair.post("meeting_item_add", meeting.pk, title=f"{PUPIL}: transport", minutes="5")
    assert added.status_code == 302
    assert "You’ve added the item “A pupil: transport”. This is how others will read it." in text_of(
        chair.get("meeting_agenda", meeting.pk)
    )
    own = items_of(meeting).get(title__startswith=PUPIL)
    assert line(chair.get("meeting_item_change", meeting.pk, own.pk), "id_title") == (
        "Others will read: A pupil: transport"
    )
    chair.post("meeting_item_add", meeting.pk, title="Transport", minutes="5")
    assert "others read" not in text_of(chair.get("meeting_agenda", meeting.pk))


def test_a_paper_s_title_is_shown_as_others_read_it(kent: Side, meeting: Meeting) -> None:
    clerk, item = Desk(kent.people["clerk"]), item_with_request(meeting)
    page = clerk.get("meeting_paper_add", meeting.pk)
    assert (line(page, "id_title"), line(page, "id_file")) == ("", "")
    file = SimpleUploadedFile("report.txt", b"A report")
    wrong = clerk.post("meeting_paper_add", meeting.pk, title=f"Report on {PUPIL}", item=item.pk)
    assert line(wrong, "id_title") == "Others will read: Report on Pupil A"
    clerk.post("meeting_paper_add", meeting.pk, title=f"Report on {PUPIL}", item=item.pk, file=file)
    assert "You’ve attached the paper “Report on Pupil A”. This is how others will read it." in text_of(
        clerk.get("meeting_papers", meeting.pk)
    )


def test_the_texts_of_the_minutes_tell_it_when_they_save_themselves(kent: Side) -> None:
    held, clerk = hold(kent).meeting, Desk(kent.people["clerk"])
    assert held is not None
    item = item_with_request(held)
    notes = f"notes-{item.pk}"
    assert line(clerk.get("meeting_minutes_write", held.pk), f"id_{notes}") == ""
    fields = {notes: f"{PUPIL} came", f"revision-{notes}": "1"}
    told = clerk.post("meeting_minutes_autosave", held.pk, fields=[notes], **fields).json()
    assert told["others"] == {notes: {"sentences": [[["Pupil A", True], [" came", False]]], "more": 0}}


def test_progress_of_an_action_point_is_shown_to_the_chair_and_not_to_its_owner(kent: Side) -> None:
    held = held_before(kent, days=5, state="held")
    point = add_action_point(kent, held)
    chair, owner = Desk(kent.people["chair"]), Desk(kent.people["representative"])
    assert line(chair.get("action_point", point.pk), "id_text") == ""
    page = owner.get("action_point", point.pk)
    assert "What progress have you made?" in text_of(page)
    assert "data-others-read" not in page.content.decode()


@pytest.mark.parametrize(
    ("who", "answer"),
    [("representative", 403), ("school_editor", 404), ("other_chair", 404), ("invited_adviser", 403), ("finance", 404)],
)
def test_whoever_does_not_see_names_can_not_try_them(kent: Side, meeting: Meeting, who: str, answer: int) -> None:
    told = Desk(kent.people[who]).post("meeting_others_read", meeting.pk, text=f"{PUPIL} came")
    assert told.status_code == answer
    assert "a pupil" not in told.content.decode()


def test_it_is_not_kept_and_takes_no_text_without_end(kent: Side, meeting: Meeting) -> None:
    clerk = Desk(kent.people["clerk"])
    assert "no-store" in clerk.post("meeting_others_read", meeting.pk, text="Noah")["Cache-Control"]
    assert clerk.post("meeting_others_read", meeting.pk, text="x" * 100_001).status_code == 413
    assert clerk.get("meeting_others_read", meeting.pk).status_code == 405


def test_nobody_can_try_names_of_drafts_or_of_other_requests(kent: Side, meeting: Meeting) -> None:
    """The school typed one pupil in a draft, and signed another in a request that the meeting does not discuss."""
    draft(kent, **{"pupil.1.name": "Peregrine Vale"})
    other = request_in(kent, "submitted", **{"pupil.1.name": "Oswin Thrale"})
    ResourceRequest.objects.filter(pk=other.pk).update(meeting=None)
    chair, item = Desk(kent.people["chair"]), item_with_request(meeting)
    for name in ("Peregrine Vale", "Oswin Thrale"):
        assert MeetingMasks(meeting).of(None)(f"{name} came") == "A pupil came"
        assert says(chair.post("meeting_others_read", meeting.pk, text=f"{name} came")) == ""
        assert says(chair.post("meeting_others_read", meeting.pk, text=f"{name} came", item=item.pk)) == ""
        both = chair.post("meeting_others_read", meeting.pk, text=f"{name} and {PUPIL} came", item=item.pk)
        assert says(both) == f"{name} and Pupil A came"


# Without scripts, after a save -------------------------------------------------------------------------------------

REPLACED = "A pupil’s name was replaced: “Pupil A came.”"


def test_the_minutes_say_after_a_save_what_was_replaced(kent: Side) -> None:
    held, clerk = hold(kent).meeting, Desk(kent.people["clerk"])
    assert held is not None
    item = item_with_request(held)
    notes = f"notes-{item.pk}"
    sent = {notes: f"{PUPIL} came. Nobody left.", f"revision-{notes}": "1", "then": "later"}
    assert clerk.post("meeting_minutes_write", held.pk, **sent).status_code == 302
    assert REPLACED in text_of(clerk.get("meeting_minutes", held.pk))
    assert REPLACED not in text_of(clerk.get("meeting_minutes", held.pk))
    sent = {notes: f"{PUPIL} came. {PUPIL} left.", f"revision-{notes}": "2", "then": "continue"}
    assert clerk.post("meeting_minutes_write", held.pk, **sent).status_code == 302
    said = text_of(clerk.get("meeting_minutes_send", held.pk))
    assert "Pupils’ names were replaced: “Pupil A came. Pupil A left.”" in said


def test_the_live_page_says_after_a_save_what_was_replaced(kent: Side) -> None:
    here = room(kent).discussing("Clarification")
    clerk, pk = here.desk("clerk"), here.meeting.pk
    assert line(clerk.get("meeting_live", pk), "texts-notes") == ""
    clerk.post("meeting_texts", pk, here.item().pk, notes=f"{PUPIL} came.", summary="")
    assert REPLACED in text_of(clerk.get("meeting_live", pk))
    assert REPLACED not in text_of(clerk.get("meeting_live", pk))
    clerk.post("meeting_said", pk, who=str(here.row("representative").pk), text=f"{PUPIL} came.")
    assert REPLACED in text_of(clerk.get("meeting_live", pk))
    welcome = items_of(here.meeting).first()
    assert welcome is not None
    clerk.post("meeting_dispute", pk, item=str(welcome.pk), parties="Two", text=f"{PUPIL} came.", chairs_decision="")
    assert "A pupil’s name was replaced: “A pupil came.”" in text_of(clerk.get("meeting_live", pk))
    told = clerk.post("meeting_autosave", pk, here.item().pk, fields=["notes"], notes=f"{PUPIL} left.").json()
    assert told["others"] == {"notes": {"sentences": [[["Pupil A", True], [" left.", False]]], "more": 0}}
    assert "replaced" not in text_of(clerk.get("meeting_live", pk))
    member = here.desk("representative")
    member.post("meeting_said", pk, text=f"{PUPIL} came.")
    assert "replaced" not in text_of(member.get("meeting_live", pk))  # to a member it would tell who is listed


def test_an_item_s_text_is_said_as_others_read_it(kent: Side, meeting: Meeting) -> None:
    chair = Desk(kent.people["chair"])
    chair.post("meeting_item_add", meeting.pk, title="Transport", minutes="5", text=f"{PUPIL} came. Nobody left.")
    said = "Others will read: “A pupil came.”"
    assert said in text_of(chair.get("meeting_agenda", meeting.pk))
    item = items_of(meeting).get(title="Transport")
    page = chair.get("meeting_item_change", meeting.pk, item.pk)
    assert line(page, "id_text") == "Others will read: A pupil came."
    chair.post("meeting_item_change", meeting.pk, item.pk, title="Transport", minutes="5", text=f"{PUPIL} came. So.")
    assert said in text_of(chair.get("meeting_agenda", meeting.pk))


def test_a_private_note_is_kept_as_it_is_typed_since_nobody_else_reads_it(kent: Side, meeting: Meeting) -> None:
    chair, item = Desk(kent.people["chair"]), item_with_request(meeting)
    chair.post("meeting_item", meeting.pk, item.pk, text=f"{PUPIL} came.")
    page = chair.get("meeting_item", meeting.pk, item.pk)
    assert f"{PUPIL} came.</textarea>" in page.content.decode()
    assert "Only you can see this." in text_of(page)
    assert "replaced" not in text_of(page)


def test_over_hidden_words_are_not_lost_to_the_clerk(kent: Side) -> None:
    """A word that is hidden by mistake is shown to whoever typed it, so that it can be put otherwise."""
    here = room(kent).discussing("Clarification")
    clerk, pk = here.desk("clerk"), here.meeting.pk
    clerk.post("meeting_texts", pk, here.item().pk, notes="The school plants Marigold beds. It is May.", summary="")
    page = text_of(clerk.get("meeting_live", pk))
    assert ItemRecord.objects.get(item=here.item()).notes == "The school plants Pupil A beds. It is May."
    assert "A pupil’s name was replaced: “The school plants Pupil A beds.”" in page
