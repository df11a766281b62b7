"""A contact who is called like a pupil: nobody learns the pupil’s surname from what is shown of the contact, or hidden (RES-9)."""

from typing import Any

import pytest

from locality.resource_requests.presenters.form_view import NOT_SHOWN
from tests.integration.resource_requests.desk import Desk
from tests.integration.resource_requests.ways_out import FORM_PAGES, text_of
from tests.world import PUPIL, Side, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-9")]
SURNAME = PUPIL.split()[-1]
NUMBER = "01632 960096"
LETS_IT_OUT = (f"Mr {SURNAME}, head teacher, {NUMBER}", f"{SURNAME}, Edward, {NUMBER}")


def plain(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(text_of(answer).split())


@pytest.mark.parametrize("contact", LETS_IT_OUT)
def test_what_would_be_masked_of_a_contact_is_shown_in_no_form(kent: Side, contact: str) -> None:
    request = request_in(kent, "accepted", contact=contact)
    member, chair = Desk(kent.people["representative"]), Desk(kent.people["chair"])
    for page in FORM_PAGES:
        said = plain(member.get(page, request.reference))
        assert NOT_SHOWN in said, page
        for words in (SURNAME, NUMBER, "(name)", "head teacher"):
            assert words not in said, (page, words)
        assert contact in plain(chair.get(page, request.reference)), page


def test_the_whole_name_of_a_member_of_staff_stays_and_gives_no_pupil_away(kent: Side) -> None:
    contact = f"Edward {SURNAME}, {NUMBER}"
    request = request_in(kent, "accepted", contact=contact)
    for page in FORM_PAGES:
        said = plain(Desk(kent.people["representative"]).get(page, request.reference))
        assert contact in said, page
        assert "Edward Pupil" not in said, page


@pytest.mark.parametrize("contact", LETS_IT_OUT)
@pytest.mark.both_databases("search")
def test_nor_in_the_pack_the_search_or_the_export(kent: Side, contact: str) -> None:
    assert kent.meeting
    request = request_in(kent, "accepted", contact=contact)
    Desk(kent.people["clerk"]).post("meeting_papers_send", kent.meeting.pk)
    member = Desk(kent.people["representative"])
    pack = plain(member.get("meeting_pack", kent.meeting.pk))
    assert request.reference in pack
    assert SURNAME not in pack
    assert NUMBER not in pack
    for kind in ("csv", "xlsx"):
        sheet = plain(member.get("requests_export", kind))
        assert request.reference in sheet
        assert SURNAME not in sheet
        assert NUMBER not in sheet
    for words in (SURNAME, NUMBER, "Edward"):
        member.post("requests_search", words=words)
        found = plain(member.get("requests", found="yes"))
        assert request.reference not in found, words
