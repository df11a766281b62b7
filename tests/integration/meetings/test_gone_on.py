"""What was written on an item belongs to it: the meeting may have gone on before it arrives (SFA-1, MBR-4, CHA-8)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from locality.live.actions import running as actions
from locality.live.actions.interests import declare
from locality.meetings.models import ActionPoint, Contribution, Position
from locality.meetings.queries.agenda import items_of
from tests.house.permission_forms import day
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.world import Side, acting


def place(here: Room, step: str, number: int = 0, turn: int = 1) -> str:
    """Where the page was when somebody wrote on it."""
    return f"{here.item(number).pk}-{here.step(step).pk}-{turn}"


def go_to(here: Room, number: int, step: str = "") -> None:
    by, at = here.side.people["chair"], timezone.now()
    actions.go_to_item(here.meeting, here.item(number), anyway=True, by=acting(by), at=at)
    if step:
        actions.go_to_step(here.meeting, here.step(step), anyway=True, by=acting(by), at=at)


def point(here: Room, **changes: Any) -> dict[str, str]:
    due = day("due_on", timezone.localdate() + timedelta(days=30))
    return {"text": "Lend the tent", "owner": str(here.row("clerk").pk), **due, **changes}


@pytest.mark.clause("SFA-1", "CHA-6")
def test_what_a_member_says_stays_with_the_item_it_was_written_on(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Clarification")
    pk, member, seen = here.meeting.pk, here.desk(here.members[0]), place(here, "Clarification")
    assert f'name="seen" value="{seen}"' in member.get("meeting_live", pk).content.decode()
    go_to(here, 1, "Clarification")
    sent = member.post("meeting_said", pk, text="When does it begin?", seen=seen)
    assert sent.status_code == 302
    kept = Contribution.objects.get(text="When does it begin?")
    assert (kept.item, kept.step, kept.round) == (here.item(0), here.step("Clarification"), 1)
    told = "The meeting has moved on. We saved what you wrote under “"
    assert told in text_of(member.get("meeting_live", pk))


@pytest.mark.clause("SFA-1", "SFA-4")
def test_what_the_clerk_notes_stays_with_its_step_and_round(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Clarification")
    pk, clerk, seen = here.meeting.pk, here.desk("clerk"), place(here, "Clarification")
    who = str(here.row(here.members[0]).pk)
    go_to(here, 0, "Solutions")
    assert clerk.post("meeting_said", pk, text="Who was asked?", who=who, seen=seen).status_code == 302
    kept = Contribution.objects.get(text="Who was asked?")
    assert kept.step == here.step("Clarification")
    go_to(here, 1)  # in its first step nobody is asked in a round
    assert clerk.post("meeting_said", pk, text="And since when?", who=who, seen=seen).status_code == 302
    kept.refresh_from_db()
    assert kept.text == "Who was asked?\nAnd since when?"
    assert Contribution.objects.filter(item=here.item(1)).count() == 0
    first = items_of(here.meeting)[0]  # no request: no round at all
    actions.go_to_item(here.meeting, first, anyway=True, by=acting(kent.people["chair"]), at=timezone.now())
    assert clerk.post("meeting_said", pk, text="Once more", who=who, seen=seen).status_code == 302
    kept.refresh_from_db()
    assert kept.text.endswith("\nOnce more")


@pytest.mark.clause("SFA-1", "DUR-1")
def test_what_can_not_be_noted_there_any_more_is_given_back(kent: Side) -> None:
    here = room(kent, requests=3).discussing("Clarification")
    pk, member, seen = here.meeting.pk, here.desk(here.members[0]), place(here, "Clarification")
    never = place(here, "Solutions", 2)  # not begun
    gone = f"{here.item(0).pk}-999999-1"
    go_to(here, 1, "Clarification")
    for where in (never, gone, "999999-1-1", f"{here.item(0).pk}-{here.step('Clarification').pk}-9", "x-y", "1-2"):
        answer = member.post("meeting_said", pk, text="A calm corner", seen=where)
        assert answer.status_code == 400
        page = text_of(answer)
        assert "What you wrote was not saved" in page
        assert "That round has ended. We did not save what you wrote." in page
        assert "A calm corner" in page
    declare(
        here.meeting, here.item(0), here.row(here.members[1]), interest="My child", by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )  # fmt: skip
    go_to(here, 0, "Clarification")
    out = here.desk(here.members[1]).post("meeting_said", pk, text="A calm corner", seen=seen)
    assert out.status_code == 400
    page = text_of(out)
    assert "You have declared an interest in this item. You take no part in it." in page
    assert "the meeting has moved on" not in page
    assert "A calm corner" in page
    assert not Contribution.objects.filter(text__contains="calm").exists()


@pytest.mark.clause("MBR-4")
def test_an_action_point_stays_with_the_item_it_was_written_on(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Clarification")
    pk, clerk, item = here.meeting.pk, here.desk("clerk"), here.item(0)
    assert f'name="seen" value="{item.pk}"' in clerk.get("meeting_live", pk).content.decode()
    go_to(here, 1)
    assert clerk.post("meeting_action_point", pk, **point(here, seen=str(item.pk))).status_code == 302
    assert ActionPoint.objects.get().item == item
    assert "We saved what you wrote under “" in text_of(clerk.get("meeting_live", pk))
    declare(
        here.meeting, item, here.row("clerk"), interest="My sister", by=acting(kent.people["chair"]), at=timezone.now()
    )
    go_to(here, 0)
    go_to(here, 1)
    wrong = clerk.post("meeting_action_point", pk, **point(here, seen=str(item.pk), owner=""))
    assert wrong.status_code == 400
    assert "What you wrote was not saved" in text_of(wrong)
    assert "Lend the tent" in text_of(wrong)
    late = point(here, seen=str(item.pk), text="", owner=str(here.row(here.members[0]).pk))
    assert f"Who will do it? {here.members[0].name}" in text_of(clerk.post("meeting_action_point", pk, **late))
    assert clerk.post("meeting_action_point", pk, **point(here, seen="999999")).status_code == 404
    assert ActionPoint.objects.count() == 1


@pytest.mark.clause("MBR-4", "DUR-1")
def test_who_is_out_of_the_room_for_it_adds_no_action_point_to_it_from_another_item(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Clarification")
    pk, clerk, item = here.meeting.pk, here.desk("clerk"), here.item(0)
    go_to(here, 1)
    declare(
        here.meeting, item, here.row("clerk"), interest="My sister", by=acting(kent.people["chair"]), at=timezone.now()
    )
    go_to(here, 0)
    answer = clerk.post("meeting_action_point", pk, **point(here, seen=str(item.pk)))
    assert answer.status_code == 400
    assert "You have declared an interest in this item. You take no part in it." in text_of(answer)
    assert not ActionPoint.objects.exists()


@pytest.mark.clause("CHA-8")
def test_positions_are_asked_for_on_the_item_that_was_shown(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Solutions")
    pk, clerk, item = here.meeting.pk, here.desk("clerk"), here.item(0)
    assert f'name="seen" value="{item.pk}"' in clerk.get("meeting_live", pk).content.decode()
    go_to(here, 1)
    for wanted in ("yes", "no"):
        answer = clerk.post("meeting_positions", pk, ask=wanted, seen=str(item.pk))
        assert answer.status_code == 400
        assert "The meeting has moved on to another item. Nothing was changed." in text_of(answer)
    assert not here.running.asks_positions
    assert not Position.objects.exists()
    assert clerk.post("meeting_positions", pk, ask="yes", seen=str(here.item(1).pk)).status_code == 302
    assert here.running.asks_positions
