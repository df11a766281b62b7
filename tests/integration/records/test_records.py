"""The records: messages, sights and the log, each to those who keep them."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.actions.invitations import invite
from locality.live.actions import running
from locality.live.actions.action_points import add_action_point
from locality.meetings.actions import papers
from locality.meetings.models import ActionPoint
from locality.minutes.actions import minutes
from locality.minutes.actions.follow_up import remind
from locality.outbox.actions import put
from locality.outbox.lease import take_turn
from locality.outbox.models import Message, Turn
from locality.schedule.actions.inviting import invite as invite_to_meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.integration.meetings.live import room as room_of
from tests.world import PUPIL, Side, acting, failing_message, request_in


def page(side: Side, role: str, name: str, **asked: str) -> str:
    client = Client()
    client.force_login(side.people[role])
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200, (role, name)
    return answer.content.decode()


@pytest.mark.clause("RES-9")
def test_the_clerk_sees_how_the_messages_of_the_community_fared(kent: Side, elsewhere: Side) -> None:
    here, there = request_in(kent, "approved"), request_in(elsewhere, "approved")
    Message.objects.filter(reference=here.reference).update(
        state=Message.State.FAILED, attempts=9, last_error="No such mailbox"
    )
    text = page(kent, "clerk", "messages")
    assert "never a pupil’s name" not in text
    assert "We replace pupils’ names." in text
    assert here.reference in text
    assert "No such mailbox" in text
    assert there.reference not in text
    assert PUPIL not in text
    assert here.reference not in page(kent, "clerk", "messages", state="sent")
    assert here.reference in page(kent, "clerk", "messages", about=here.reference)


@pytest.mark.clause("RES-9")
def test_every_sight_of_identity_is_shown_to_the_data_protection_officer(kent: Side, elsewhere: Side) -> None:
    request = request_in(kent, "submitted")
    reader = Client()
    reader.force_login(kent.people["chair"])
    reader.get(reverse("request", args=[request.reference]))
    reader.get(reverse("request_pdf", args=[request.reference]))
    text = page(kent, "data_protection_officer", "sights", about=request.reference)
    assert text.count(kent.people["chair"].name) == 2
    assert "in a PDF" in text
    assert PUPIL not in text
    assert request.reference not in page(elsewhere, "data_protection_officer", "sights")


@pytest.mark.clause("RES-9")
def test_who_may_not_see_names_leaves_no_sight(kent: Side) -> None:
    request = request_in(kent, "submitted")
    reader = Client()
    reader.force_login(kent.people["representative"])
    assert reader.get(reverse("request", args=[request.reference])).status_code == 200
    assert "No one has seen the pupils’ names" in page(kent, "data_protection_officer", "sights")


@pytest.mark.clause("RES-9")
def test_what_is_no_request_and_what_nobody_saw_are_answered_by_the_form_of_the_reference(kent: Side) -> None:
    there, nowhere = request_in(kent, "submitted").reference, "RFR-2026-99999"
    for reference in (there, nowhere):
        said = f"No one has seen the pupils’ names in {reference}, or there is no such request."
        assert said in page(kent, "data_protection_officer", "sights", about=reference)
    said = "There is no request “foo”. Check the reference."
    assert said in page(kent, "data_protection_officer", "sights", about="foo")


def test_the_log_tells_what_was_done(kent: Side, elsewhere: Side) -> None:
    request = request_in(kent, "accepted")
    text = page(kent, "locality_team", "log", about=f"{request.reference.lower()}\u200b".replace("-", "‑"))
    assert re.search(rf"Accepted request <[^>]*>{request.reference}</span> for the agenda", text)
    assert re.search("state: [A-Z][a-z ]+ → Accepted for the meeting", text)
    assert request.reference not in page(elsewhere, "locality_team", "log")


@pytest.mark.parametrize(
    ("role", "name"), [("clerk", "messages"), ("data_protection_officer", "sights"), ("locality_team", "log")]
)
def test_a_reference_that_is_too_long_is_told_at_the_field_and_kept(kent: Side, role: str, name: str) -> None:
    text = page(kent, role, name, about="RFR " + "9" * 40)
    assert "There is a problem" in text
    assert text.count("The reference must be 40 characters or fewer. Shorten it by 4 characters.") == 2


@pytest.mark.parametrize("name", ["messages", "sights", "log"])
def test_others_are_refused(kent: Side, name: str) -> None:
    client = Client()
    client.force_login(kent.people["representative"])
    assert client.get(reverse(name)).status_code == 403


def send_again(side: Side, role: str, message: Message) -> int:
    client = Client()
    client.force_login(side.people[role])
    key = "c0ffee00-0000-4000-8000-000000000001"
    return client.post(reverse("message_again", args=[message.pk]), {"form_key": key}).status_code


def test_the_clerk_sends_a_message_again_that_could_not_be_delivered(kent: Side, elsewhere: Side) -> None:
    message = failing_message(kent)
    assert "Send again" in page(kent, "clerk", "messages", state="failing")
    assert send_again(elsewhere, "clerk", message) == 404
    assert send_again(kent, "clerk", message) == 302
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.WAITING, 0)
    event = Event.objects.get(action="message.send_again")
    assert (event.actor_id, event.authority_id) == (kent.people["clerk"].pk, kent.authority.pk)
    assert "Send again" not in page(kent, "clerk", "messages", about=message.reference)


@pytest.mark.clause("CLK-1")
@pytest.mark.clause("CLK-2")
def test_who_serves_a_meeting_sees_that_its_messages_can_not_be_delivered(kent: Side, elsewhere: Side) -> None:
    """Its papers, what is new and an invitation: counted at home and listed for the clerks, and for nobody else."""
    assert kent.meeting
    request_in(kent, "accepted")
    clerk, now = kent.people["clerk"], timezone.now()
    papers.distribute(kent.meeting, what="", by=acting(clerk), at=now)
    papers.distribute(kent.meeting, what=f"A letter about {PUPIL}", by=acting(clerk), at=now)
    with transaction.atomic():
        invite_to_meeting(kent.meeting, at=now)
    head = kent.people["representative"]
    failed = Message.objects.filter(kind__startswith="meeting.", to=head)
    assert failed.update(state=Message.State.FAILED, attempts=9, last_error="No such mailbox") == 3
    day = show_day(kent.meeting.day)
    subjects = [f": {what} for {day}" for what in ("agenda and papers", "new papers")] + [
        f"Invitation: {kent.community.name} meeting, {day}"
    ]
    for role in ("clerk", "deputy_clerk"):
        assert "3 emails could not be delivered" in page(kent, role, "home")
        listed = page(kent, role, "messages", state="failing")
        assert all(each in listed for each in subjects), role
        assert PUPIL not in listed
        assert PUPIL.split()[0] not in listed
    for side, role in ((kent, "locality_team"), (elsewhere, "clerk"), (elsewhere, "locality_team"), (kent, "chair")):
        assert "could not be delivered" not in page(side, role, "home"), (side, role)
    for side, role in ((kent, "locality_team"), (elsewhere, "clerk"), (elsewhere, "locality_team")):
        assert day not in page(side, role, "messages", state="failing"), (side, role)
        assert send_again(side, role, failed[0]) == 404
    assert send_again(kent, "clerk", failed[0]) == 302
    event = Event.objects.get(action="message.send_again")
    assert (event.actor_id, event.authority_id) == (clerk.pk, kent.authority.pk)
    assert "2 emails could not be delivered" in page(kent, "clerk", "home")


@pytest.mark.clause("CLK-6")
def test_every_message_about_a_meeting_names_it(kent: Side) -> None:
    room = room_of(kent).all_here()
    chair, clerk = kent.people["chair"], kent.people["clerk"]
    now = timezone.now()
    add_action_point(
        room.meeting,
        item=None,
        text="Ask the nurse",
        owner=room.row("chair"),
        due_on=day_of(now),
        by=acting(clerk),
        at=now,
    )
    running.end(room.meeting, by=acting(chair), at=now)
    running.reopen(room.meeting, why="The register is wrong.", by=acting(chair), at=now)
    running.end(room.meeting, by=acting(chair), at=now)
    remind(ActionPoint.objects.get(text="Ask the nurse"), at=now)
    minutes.ask_chair(room.meeting, by=acting(clerk), at=now)
    minutes.check(room.meeting, by=acting(chair), at=now)
    minutes.distribute(room.meeting, by=acting(clerk), at=now)
    told = Message.objects.filter(kind__startswith="meeting.") | Message.objects.filter(
        kind__startswith="action_point."
    )
    kinds = set(told.values_list("kind", flat=True))
    assert {"meeting.reopened", "meeting.minutes", "action_point.reminder"} <= kinds
    assert set(told.values_list("reference", flat=True)) == {f"meeting-{room.meeting.pk}"}


def test_a_message_that_fares_well_is_not_sent_twice(kent: Side) -> None:
    message = failing_message(kent)
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=timezone.now())
    assert send_again(kent, "clerk", message) == 302
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    assert not Event.objects.filter(action="message.send_again").exists()


def test_a_code_that_is_no_longer_kept_is_not_sent_again_empty(kent: Side) -> None:
    person = kent.people["clerk"]
    with transaction.atomic():
        message = put(to=person, kind="calendar", subject="Your calendar", lines=["A link"], link="/a", at=timezone.now(),
                      secret=True)  # fmt: skip
    Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED, lines=[], link="")
    assert "Send again" not in page(kent, "clerk", "messages", state="failing")
    assert send_again(kent, "clerk", message) == 302
    message.refresh_from_db()
    assert message.state == Message.State.FAILED


def test_the_team_sees_how_its_invitations_fared_and_not_those_of_another_council(kent: Side, elsewhere: Side) -> None:
    for side, role in ((kent, "moderator"), (elsewhere, "finance")):  # the same person, invited by both
        invite(email="new@example.org", name="New Person", role=role, place=side.authority,
               start=timezone.localdate(), by=acting(side.people["locality_team"]), at=timezone.now())  # fmt: skip
    text = page(kent, "locality_team", "messages")
    assert f"of {kent.authority.name}" in text
    assert f"of {elsewhere.authority.name}" not in text
    assert "invited" not in page(kent, "clerk", "messages")


def test_the_page_says_when_nobody_sends_messages(kent: Side) -> None:
    assert "We have not sent any emails" in page(kent, "clerk", "messages")
    take_turn("periodic work", holder="a worker", now=timezone.now())
    assert "We have not sent any emails" not in page(kent, "clerk", "messages")
    Turn.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    assert "We have not sent any emails since" in page(kent, "clerk", "messages")


def test_a_failing_message_shows_the_address_and_the_way_to_its_person(kent: Side) -> None:
    message = failing_message(kent)
    assert message.to is not None
    Message.objects.filter(pk=message.pk).update(last_error="No such mailbox", attempts=9)
    for role, may_open in (("clerk", False), ("locality_team", True)):
        listed = page(kent, role, "messages", state="failing")
        assert message.to.email in listed.replace("<wbr>", ""), role
        assert "9 attempts: No such mailbox" in listed, role
        assert (reverse("person", args=[message.to.pk]) in listed) is may_open, role
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=timezone.now())
    assert message.to.email not in page(kent, "clerk", "messages", about=message.reference).replace("<wbr>", "")


def test_after_sending_again_the_list_stays_as_it_was_narrowed_without_the_old_error(kent: Side) -> None:
    message = failing_message(kent)
    Message.objects.filter(pk=message.pk).update(last_error="No such mailbox", attempts=9)
    client = Client()
    client.force_login(kent.people["clerk"])
    shown = client.get(reverse("messages"), {"state": "failing", "about": message.reference}).content.decode()
    key = re.findall(r'name="form_key" value="([^"]+)"', shown)[-1]
    sent = {"form_key": key, "state": "failing", "about": message.reference}
    assert all(f'name="{name}" value="{sent[name]}"' in shown for name in ("state", "about"))
    answer = client.post(reverse("message_again", args=[message.pk]), sent)
    assert answer["Location"] == f"{reverse('messages')}?state=failing&about={message.reference}"
    said = client.get(answer["Location"]).content.decode()
    assert "again. Until then, it is under “Waiting to be sent”." in said
    assert "No such mailbox" not in page(kent, "clerk", "messages", state="waiting")


def test_there_is_one_filter_for_what_is_not_delivered(kent: Side) -> None:
    failing_message(kent)
    shown = page(kent, "clerk", "messages")
    assert "?state=failing" in shown
    assert "?state=failed" not in shown
