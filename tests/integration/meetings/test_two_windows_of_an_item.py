"""Two windows write an item of the agenda, or one's own note to it: nothing is lost, nothing untouched is overwritten."""

import re
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from locality.meetings.actions.agenda import add_item, draw_up
from locality.meetings.models import AgendaItem, PrivateNote
from locality.meetings.queries.agenda import items_of
from locality.schedule.models import Meeting
from tests.integration.live.test_two_windows import Window
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

pytestmark = pytest.mark.django_db


class Page(Window):
    """The same for a page whose fields are single lines and boxes too."""

    def __init__(self, desk: Desk, page: Any) -> None:
        super().__init__(desk, page)
        html = page.content.decode()
        if conflicts := re.findall(r'name="conflict" value="([^"]+)"', html):
            self.fields["conflict"] = conflicts  # type: ignore[assignment]
        for tag in re.findall(r"<input[^>]*>", html):
            name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
            if name and ('type="text"' in tag or "inputmode" in tag):
                self.fields[name[1]] = unescape(value[1]) if value else ""
            if name and 'type="checkbox"' in tag and " checked" in tag:
                self.fields[name[1]] = "on"


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    assert kent.meeting is not None
    request_in(kent, "accepted")
    draw_up(kent.meeting, by=kent.people["chair"], at=timezone.now())
    return kent.meeting


@pytest.fixture
def item(kent: Side, meeting: Meeting) -> AgendaItem:
    return add_item(
        meeting, title="Visit", minutes=10, text="We go in May.", by=acting(kent.people["chair"]), at=timezone.now()
    )


def stands(item: AgendaItem) -> tuple[str, int, str]:
    item.refresh_from_db()
    return item.title, item.minutes, item.text


def change(item: AgendaItem) -> tuple[str, int, int]:
    return "meeting_item_change", item.meeting_id, item.pk


def window(who: Desk, item: AgendaItem) -> Page:
    return Page(who, who.get(*change(item)))


@pytest.mark.clause("CHA-2")
def test_two_windows_change_two_parts_of_one_item(kent: Side, item: AgendaItem) -> None:
    chair = Desk(kent.people["chair"])
    laptop, tablet = window(chair, item), window(chair, item)
    assert tablet.press(*change(item), text="We go in June.").status_code == 302
    assert laptop.press(*change(item), title="Visit of the museum").status_code == 302
    assert stands(item) == ("Visit of the museum", 10, "We go in June.")
    third = window(chair, item)
    assert third.press(*change(item), minutes="15").status_code == 302
    assert laptop.press(*change(item)).status_code == 302  # it shows other minutes, and touched none
    assert stands(item) == ("Visit of the museum", 15, "We go in June.")


@pytest.mark.clause("CHA-2")
def test_a_clash_shows_both_and_puts_the_texts_together(kent: Side, item: AgendaItem) -> None:
    chair, other = Desk(kent.people["chair"]), Desk(kent.people["conflicted_chair"])
    mine, theirs = window(chair, item), window(other, item)
    assert theirs.press(*change(item), title="Museum", text="We go in May. Bring shoes.").status_code == 302
    page = mine.press(*change(item), title="Trip", minutes="20", text="We go in May. Bring lunch.")
    assert page.status_code == 409
    said = text_of(page)
    assert "Someone else changed this too" in said
    for shown in ("Trip", "Museum", "Bring shoes.", "Bring lunch.", kent.people["conflicted_chair"].name):
        assert shown in said
    assert stands(item) == ("Museum", 20, "We go in May. Bring shoes.")  # what nobody else touched is kept
    both = Page(chair, page)
    assert "both-title" not in both.fields
    refused = both.press(*change(item), **{"keep-text": "both"})
    assert refused.status_code == 409  # nothing was chosen for the title, so it is asked again
    assert "Select which text to keep" in text_of(refused)
    both = Page(chair, refused)
    assert both.press(*change(item), **{"keep-title": "mine"}).status_code == 302
    assert stands(item) == ("Trip", 20, "We go in May. Bring shoes.\n\nBring lunch.")


def test_what_is_put_together_may_not_be_longer_than_the_form_takes(kent: Side, item: AgendaItem) -> None:
    chair = Desk(kent.people["chair"])
    mine, theirs = window(chair, item), window(chair, item)
    theirs.press(*change(item), text="there " * 300)
    both = Page(chair, mine.press(*change(item), text="here " * 300))
    page = both.press(*change(item), **{"keep-text": "both"})
    assert page.status_code == 400
    assert "400 words" in text_of(page)
    again = Page(chair, page)
    assert again.fields["text"].count("here") == 600  # "there" holds it too: nothing typed is lost
    assert again.press(*change(item), text="Both.").status_code == 302
    assert stands(item)[2] == "Both."


@pytest.mark.clause("CHA-2")
def test_times_that_nobody_touched_are_left_alone(kent: Side, meeting: Meeting, item: AgendaItem) -> None:
    chair = Desk(kent.people["chair"])
    order = ("meeting_agenda_order", meeting.pk)
    first = items_of(meeting).first()
    assert first is not None
    laptop, tablet = (Page(chair, chair.get("meeting_agenda", meeting.pk)) for _ in range(2))
    name, other = f"minutes-{first.pk}", f"minutes-{item.pk}"
    assert tablet.press(*order, **{name: "12"}).status_code == 302
    assert laptop.press(*order, **{other: "25"}, up=str(item.pk)).status_code == 302
    assert (AgendaItem.objects.get(pk=first.pk).minutes, stands(item)[1]) == (12, 25)
    page = laptop.press(*order, **{name: "30"}, up="")
    assert page.status_code == 400
    assert "Someone has changed this to 12 minutes. Save again to use your time" in text_of(page)
    assert AgendaItem.objects.get(pk=first.pk).minutes == 12
    again = Page(chair, page)
    assert again.fields[name] == "30"
    assert again.press(*order).status_code == 302
    assert AgendaItem.objects.get(pk=first.pk).minutes == 30
    changed = window(chair, item)
    assert tablet.press(*order, **{other: "5"}).status_code == 400
    assert changed.press(*change(item), title="Walk").status_code == 302
    assert stands(item)[:2] == ("Walk", 25)


@pytest.mark.clause("MBR-2")
def test_two_windows_of_one_private_note(kent: Side, item: AgendaItem) -> None:
    member = Desk(kent.people["representative"])
    place = ("meeting_item", item.meeting_id, item.pk)
    laptop, tablet, phone = (Page(member, member.get(*place)) for _ in range(3))
    assert tablet.press(*place, text="Ask about shoes.").status_code == 302
    assert phone.press(*place, read="on").status_code == 302
    note = PrivateNote.objects.get()
    assert (note.text, note.read) == ("Ask about shoes.", True)  # the phone touched the box alone
    page = laptop.press(*place, text="Ask about lunch.")
    assert page.status_code == 409
    said = text_of(page)
    assert "You changed this in another window too" in said
    assert "Ask about shoes." in said
    assert "Ask about lunch." in said
    note.refresh_from_db()
    assert (note.text, note.read) == ("Ask about shoes.", True)
    both = Page(member, page)
    assert both.press(*place, **{"keep-text": "both"}).status_code == 302
    note.refresh_from_db()
    assert (note.text, note.read) == ("Ask about shoes.\n\nAsk about lunch.", True)
    assert Page(member, member.get(*place)).press(*place, text="").status_code == 302
    assert PrivateNote.objects.get().text == ""
    assert "Only you can see this" in text_of(Desk(kent.people["chair"]).get(*place))
    assert "lunch" not in text_of(Desk(kent.people["chair"]).get(*place))
