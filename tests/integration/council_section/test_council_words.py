"""The labels that name a council name the one whose request it is: on pages, in documents, in the minutes."""

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument

from locality.audit.models import Event
from locality.communities.actions.authorities import set_short_name
from locality.resource_requests.models import ResourceRequest
from locality.values.refusals import NotPossible
from tests.integration.resource_requests.desk import Desk, pdf_text, text_of
from tests.world import Side, acting, request_in

pytestmark = pytest.mark.clause("FORM-12", "FORM-13")
OTHERS = "KCC"


def called(side: Side, name: str) -> None:
    set_short_name(
        authority=side.authority, short_name=name, by=acting(side.people["locality_team"]), at=timezone.now()
    )
    side.authority.refresh_from_db()


def word_text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    document = WordDocument(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in document.paragraphs), *cells])


def test_what_a_community_is_asked(kent: Side) -> None:
    reference = request_in(kent, "to_decide").reference
    chair = Desk(kent.people["chair"])
    assert "Referral for Wealdshire Review" in text_of(chair.get("request_decide", reference))
    called(kent, "WCC")
    page = text_of(chair.get("request_decide", reference))
    assert "Referral for WCC Review" in page
    assert OTHERS not in page


def test_what_the_council_fills_in(kent: Side) -> None:
    called(kent, "WCC")
    reference = request_in(kent, "acknowledged").reference
    moderator = Desk(kent.people["moderator"])
    page = text_of(moderator.get("request_moderate", reference))
    assert "WCC Moderated" in page
    assert OTHERS not in page
    assert "Select yes or no for “WCC Moderated”" in text_of(moderator.post("request_moderate", reference))


def test_what_is_read_on_page_and_in_documents(kent: Side) -> None:
    called(kent, "WCC")
    request = request_in(kent, "processed")
    chair = Desk(kent.people["chair"])
    page = text_of(chair.get("request", request.reference)) + text_of(chair.get("request_print", request.reference))
    pdf, word = (chair.get(name, request.reference) for name in ("request_pdf", "request_word"))
    for text in (page, pdf_text(pdf), word_text(word)):
        assert "WCC Moderated" in text
        assert "Wealdshire Moderated" not in text
        assert OTHERS not in text
    for text in (page, word_text(chair.get("request_word", request.reference))):
        assert "WCC Section" in text


def test_a_referral_is_said_in_the_councils_words(kent: Side) -> None:
    called(kent, "WCC")
    decision = ResourceRequest.objects.get(pk=request_in(kent, "approved").pk).decision
    assert decision is not None
    decision.council_referral = True
    assert decision.kinds[-1] == "Referral for WCC Review"


def test_the_team_sets_it_on_its_page(kent: Side) -> None:
    team = Desk(kent.people["locality_team"])
    assert 'value="Wealdshire"' in team.get("short_name").content.decode()
    assert reverse("short_name") in team.get("council").content.decode()
    assert "Enter the short name" in text_of(team.post("short_name", short_name=" "))
    assert team.post("short_name", short_name=" W C C ").status_code == 302
    kent.authority.refresh_from_db()
    assert kent.authority.short == "W C C"
    event = Event.objects.get(action="authority.short_name")
    assert (event.before, event.after) == ({"short_name": "Wealdshire"}, {"short_name": "W C C"})
    with pytest.raises(NotPossible, match="20 letters or fewer"):
        called(kent, "The council of the Weald")
