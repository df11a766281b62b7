"""Nobody's turn is lost or skipped: who types ahead keeps it, and a button pressed twice has one effect (CHA-6)."""

import pytest
from django.urls import reverse

from locality.audit.models import Event
from locality.meetings.models import Contribution
from locality.meetings.queries.agenda import items_of
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import text_of
from tests.world import Side


@pytest.mark.clause("CHA-6")
def test_who_types_ahead_keeps_their_turn(kent: Side) -> None:
    here = room(kent).discussing("Clarification")
    pk, chair = here.meeting.pk, here.desk("chair")
    chair.post("meeting_word", pk, next="turn")
    assert here.running.speaker == here.row(here.members[0])
    assert here.desk(here.members[1]).post("meeting_said", pk, text="When does it begin?").status_code == 302
    page = text_of(chair.get("meeting_live", pk))
    assert "Member School 2 next" in page
    assert f"Not yet called: Member School 2, {kent.other_school.name}" in page
    chair.post("meeting_word", pk, next="turn")
    assert here.running.speaker == here.row(here.members[1])
    chair.post("meeting_word", pk, next="turn")
    kept = Contribution.objects.get(attendance=here.row(here.members[1]))
    assert kept.text == "When does it begin?"
    assert kept.turn_at is not None


@pytest.mark.clause("CHA-6", "SFA-4")
def test_what_the_clerk_notes_for_a_school_was_its_turn(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, clerk = here.meeting.pk, here.desk("clerk")
    for member in here.members:
        assert clerk.post("meeting_said", pk, who=str(here.row(member).pk), text="A calm corner").status_code == 302
    page = text_of(clerk.get("meeting_live", pk))
    assert f"Not yet called: {kent.other_school.name}" in page
    assert "Member School 1 has spoken" in page
    clerk.post("meeting_word", pk, next="turn")
    assert here.running.speaker == here.row("representative")


@pytest.mark.clause("CHA-3", "CHA-6")
def test_next_item_pressed_twice_or_by_two_people_goes_on_once(kent: Side) -> None:
    here = room(kent).begin()
    pk, first, second, third = here.meeting.pk, *items_of(here.meeting)[:3]
    seen = f"{first.pk}-0-1"
    page = here.desk("chair").get("meeting_live", pk).content.decode()
    assert f'name="seen" value="{seen}"' in page
    gone = here.desk("chair").post("meeting_go", pk, item=str(second.pk), seen=seen)
    assert gone["Location"] == reverse("meeting_live", args=[pk]) + "#live-heading"
    again = here.desk("clerk").post("meeting_go", pk, item=str(third.pk), seen=seen)
    assert again.status_code == 400
    assert "The meeting has moved on. Check where it is now, then try again." in text_of(again)
    assert here.running.item == second
    after = here.desk("clerk").get("meeting_live", pk).content.decode()
    assert f'id="live-heading" tabindex="-1" data-place="{second.pk}-0-1"' in after


@pytest.mark.clause("CHA-6")
def test_a_step_and_a_speaker_are_not_skipped_by_a_second_press(kent: Side) -> None:
    here = room(kent).discussing("Clarification")
    pk, chair, step = here.meeting.pk, here.desk("chair"), here.step("Solutions")
    seen = f"{here.item().pk}-{here.step('Clarification').pk}-1-0"
    assert chair.post("meeting_word", pk, next="turn", seen=seen).status_code == 302
    assert here.desk("clerk").post("meeting_word", pk, next="turn", seen=seen).status_code == 400
    assert here.running.speaker == here.row(here.members[0])
    old = f"{here.item().pk}-{here.step('Description').pk}-1"
    assert chair.post("meeting_go", pk, step=str(step.pk), anyway="yes", seen=old).status_code == 400
    assert here.running.step == here.step("Clarification")


@pytest.mark.clause("CHA-6")
def test_going_on_all_the_same_asks_first_and_names_who_had_no_turn(kent: Side) -> None:
    here = room(kent).discussing("Clarification")
    pk, chair, step = here.meeting.pk, here.desk("chair"), here.step("Solutions")
    page = chair.get("meeting_live", pk).content.decode()
    assert 'name="anyway"' not in page
    assert f'href="{reverse("meeting_go", args=[pk])}?step={step.pk}"' in page
    asked = chair.get("meeting_go", pk, step=str(step.pk))
    said = text_of(asked)
    assert "Go to “Solutions” anyway?" in said
    assert "Not yet called in “Clarification”, round 1: Member School 1 Member School 2" in said
    assert "Cancel" in said
    assert here.running.step == here.step("Clarification")
    assert not Event.objects.filter(action="meeting.left_out").exists()
    seen = f"{here.item().pk}-{here.step('Clarification').pk}-1"
    assert chair.post("meeting_go", pk, step=str(step.pk), anyway="yes", seen=seen).status_code == 302
    assert here.running.step == step
    assert Event.objects.filter(action="meeting.left_out").count() == 1


@pytest.mark.clause("CHA-8")
def test_a_position_that_waited_for_a_connection_is_not_counted_for_another_item(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Solutions", 0)
    pk, chair, member = here.meeting.pk, here.desk("chair"), here.desk(here.members[0])
    first, second = here.item(0), here.item(1)
    chair.post("meeting_positions", pk, ask="yes")
    assert f'name="seen" value="{first.pk}"' in member.get("meeting_live", pk).content.decode()
    chair.post("meeting_go", pk, item=str(second.pk), anyway="yes")
    chair.post("meeting_positions", pk, ask="yes")
    refused = member.post("meeting_position", pk, stance="agree", seen=str(first.pk))
    assert refused.status_code == 400
    assert "The meeting has moved on. Your position was not counted." in text_of(refused)
    assert member.post("meeting_position", pk, stance="agree", seen=str(second.pk)).status_code == 302
