"""A request has a title that its school may write; no list, page or message needs its reference to be understood."""

import re

import pytest
from django.utils import timezone

from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.together.texts import Typed
from locality.writing.actions import drafting
from tests.integration.resource_requests.desk import Desk, pdf_text, text_of
from tests.world import PUPIL, Side, acting, draft, request_in

pytestmark = pytest.mark.django_db
TITLE = "Calmer lunchtimes for 3 pupils in Year 4"


def _heading(page: str) -> str:
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_each_reader_sees_the_title_and_its_reference_in_small_print(kent: Side) -> None:
    rfr = request_in(kent, "submitted", title=TITLE)
    for who in ("chair", "clerk", "representative", "school_editor"):
        desk = Desk(kent.people[who])
        listed = desk.get("requests").content.decode()
        assert f"{TITLE}</a>" in listed
        assert re.search(rf'app-quiet[^>]*">{rfr.reference}<', listed)
        page = desk.get("request", rfr.reference).content.decode()
        assert _heading(page) == TITLE
        assert rfr.reference in text_of(desk.get("request", rfr.reference))
    assert f"{TITLE}</a>" in Desk(kent.people["chair"]).get("home").content.decode()
    assert any(TITLE in line for line in Message.objects.filter(kind="resource_request.submit").latest("pk").lines)


def test_agenda_and_papers_say_it_beside_the_school(kent: Side) -> None:
    assert kent.meeting is not None
    request_in(kent, "accepted", title=f"{TITLE}, {PUPIL}")
    Desk(kent.people["clerk"]).post("meeting_papers_send", kent.meeting.pk)
    assert f"{TITLE}, Pupil A" in text_of(Desk(kent.people["chair"]).get("meeting_agenda", kent.meeting.pk))
    member = Desk(kent.people["representative"])
    papers, pack = (member.get(name, kent.meeting.pk) for name in ("meeting_papers", "meeting_pack"))
    for page in (text_of(papers), pdf_text(pack)):
        assert f"{TITLE}, Pupil A" in page
        assert PUPIL not in page


def test_where_none_was_written_the_question_begins_it(kent: Side) -> None:
    rfr = request_in(kent, "submitted", solution="How can they stay for lunch?", title="  ")
    assert _heading(Desk(kent.people["chair"]).get("request", rfr.reference).content.decode()) == (
        "How can they stay for lunch?"
    )


def test_a_pupil_in_a_title_is_hidden_wherever_it_is_shown(kent: Side) -> None:
    rfr = request_in(kent, "submitted", title=f"Lunch for {PUPIL}")
    assert rfr.topic == "Lunch for Pupil A"
    for who in ("chair", "clerk", "representative", "school_editor"):
        desk = Desk(kent.people[who])
        assert PUPIL not in text_of(desk.get("requests"))
        assert PUPIL not in _heading(desk.get("request", rfr.reference).content.decode())
    assert not [each for each in Message.objects.all() if PUPIL in each.subject or PUPIL in " ".join(each.lines)]
    assert PUPIL.lower() not in rfr.search_text


def test_a_pupil_who_becomes_known_later_leaves_titles(kent: Side) -> None:
    rfr = request_in(kent, "submitted", title="Lunch with Tamsin Quorbury")
    assert rfr.topic == "Lunch with Tamsin Quorbury"
    by = acting(kent.people["school_editor"])
    drafting.save_answers(draft(kent), {"pupil.2.name": Typed("Tamsin Quorbury", 0)}, by=by, at=timezone.now())
    assert ResourceRequest.objects.get(pk=rfr.pk).topic == "Lunch with a pupil"


@pytest.mark.both_databases("search")
def test_a_title_is_signed_with_the_form_and_found_by_search(kent: Side) -> None:
    rfr = request_in(kent, "submitted", title=TITLE)
    assert rfr.version is not None
    assert rfr.version.content["title"] == TITLE
    chair = Desk(kent.people["chair"])
    assert f"Title {TITLE}" in text_of(chair.get("request", rfr.reference))
    assert rfr.reference in text_of(chair.get("requests", q="lunchtimes"))


def test_one_that_is_too_long_says_so_at_its_field(kent: Side) -> None:
    rfr = draft(kent, title="x" * 81)
    page = text_of(Desk(kent.people["school_editor"]).get("request_section", rfr.reference, "solution"))
    assert "“Title” must be 80 characters or fewer" in page
    fits = draft(kent, title="x" * 80)
    page = text_of(Desk(kent.people["school_editor"]).get("request_section", fits.reference, "solution"))
    assert "80 characters or fewer" not in page


def test_whoever_checks_a_draft_reads_what_an_empty_one_becomes(kent: Side) -> None:
    rfr = draft(kent)
    assert "Title None. We’ll use the first words of your question" in text_of(
        Desk(kent.people["school_editor"]).get("request_check", rfr.reference)
    )
