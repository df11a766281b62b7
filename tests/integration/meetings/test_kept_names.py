"""Kept forms say what they belong to: three notes of one meeting can be told apart, and no pupil is named by it."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html

from locality.meetings.models import AgendaItem, RegisterRow
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side

pytestmark = pytest.mark.django_db


def headings(desk: Desk) -> list[str]:
    tree = html.document_fromstring(desk.get("kept_form").content.decode())
    found = tree.xpath("//main//h2[starts-with(@id, 'kept-')]")
    return [re.sub(r" *Kept on.*", "", " ".join(each.text_content().split())) for each in found]


def send_signed_out(desk: Desk, *forms: tuple[str, tuple[object, ...], dict[str, str]]) -> None:
    page = html.document_fromstring(desk.get("account").content.decode())
    mark = str(page.xpath("//input[@name='typed_by']/@value")[0])
    del desk.client.cookies["sessionid"]
    for name, args, fields in forms:
        assert desk.post(name, *args, typed_by=mark, **fields)["Location"].startswith("/sign-in/")
    desk.client.force_login(desk.person, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_three_kept_notes_are_told_apart(kent: Side) -> None:
    today = room(kent, requests=3).all_here()
    items = [today.item(number) for number in range(3)]
    AgendaItem.objects.filter(pk=items[1].pk).update(title=f"A place for {PUPIL}")
    clerk = today.desk("clerk")
    send_signed_out(
        clerk,
        *(("meeting_texts", (today.meeting.pk, each.pk), {"notes": "Words of the same kind"}) for each in items),
        ("meeting_word", (today.meeting.pk,), {"words": "Nothing of an item"}),
    )
    found = headings(clerk)
    assert len(set(found)) == 4
    assert found[0].startswith(f"{today.meeting.community.name} meeting, ")
    for item, heading in zip(reversed(items), found[1:], strict=True):
        assert re.fullmatch(rf"Item [0-9.]+, .+: {today.meeting.community.name} meeting, .+", heading)
        assert (item.title in heading) is (item != items[1])
    assert not any(word in " ".join(found) for word in PUPIL.split())


def test_a_kept_action_point_says_who_is_to_do_it(kent: Side, elsewhere: Side) -> None:
    """To who guides the meeting, from its own register; a number of another meeting's register says nothing."""
    today, other = room(kent).all_here(), room(elsewhere).all_here()
    clerk, pk = today.desk("clerk"), today.meeting.pk
    mine, theirs = today.row(today.members[0]), other.row(other.members[0])
    typed = {"text": "Lend the tent", "due_on-day": "1"}
    send_signed_out(clerk, ("meeting_action_point", (pk,), typed | {"owner": str(mine.pk)}))
    assert f"Who will do it? {mine.name}" in text_of(clerk.get("kept_form"))
    send_signed_out(clerk, ("meeting_action_point", (pk,), typed | {"owner": str(theirs.pk)}))
    assert theirs.name not in text_of(clerk.get("kept_form"))
    send_signed_out(clerk, ("meeting_action_point", (other.meeting.pk,), typed | {"owner": str(theirs.pk)}))
    assert theirs.name not in text_of(clerk.get("kept_form"))


def test_figures_that_were_typed_into_a_table_are_shown_again(kent: Side) -> None:
    today = room(kent)
    clerk = today.desk("clerk")
    item = today.item()
    send_signed_out(
        clerk, ("meeting_agenda_order", (today.meeting.pk,), {f"minutes-{item.pk}": "33", "seen-RFR-2026-1": "ab12"})
    )
    page = html.document_fromstring(clerk.get("kept_form").content.decode())
    texts = [each.text_content() for each in page.xpath("//*[contains(@class, 'app-conflict__text')]")]
    assert texts == ["33"]
    assert "Minutes, item 5.1, Wealdshire School 1 33" in text_of(clerk.get("kept_form"))
    assert "Send it now" in page.text_content()


def test_people_ticked_in_the_register_are_named_and_marked_after_all(kent: Side) -> None:
    today = room(kent).all_here()
    clerk, pk = today.desk("clerk"), today.meeting.pk
    rows = [today.row(each) for each in today.members[:2]]
    browser = clerk.client
    page = html.document_fromstring(clerk.get("account").content.decode())
    mark = str(page.xpath("//input[@name='typed_by']/@value")[0])
    del browser.cookies["sessionid"]
    sent = {"who": [str(each.pk) for each in rows], "mark": "left", "typed_by": mark, "form_key": str(uuid4())}
    browser.post(reverse("meeting_register", args=[pk]), sent)
    browser.force_login(clerk.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = text_of(clerk.get("kept_form"))
    assert f"Who {rows[0].name}, {rows[1].name}" in shown
    assert "Mark left" in shown
    assert "Who has an interest" not in shown
    assert "Go on writing" not in shown
    kept = html.document_fromstring(clerk.get("kept_form").content.decode())
    (form,) = kept.xpath("//form[.//button[normalize-space()='Send it now']]")
    fields = [(each.get("name"), each.get("value")) for each in form.xpath(".//input[@name]")]
    browser.post(form.get("action"), {name: [value for key, value in fields if key == name] for name, _ in fields})
    assert {row.state for row in RegisterRow.objects.filter(pk__in=[each.pk for each in rows])} == {"left"}
