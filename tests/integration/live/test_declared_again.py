"""Called back by mistake: the interest is declared again, and the minutes tell who was out of the room when (DUR-1)."""

from typing import Any

import pytest

from locality.meetings.models import Interest
from locality.meetings.queries.agenda import items_of
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.world import Side

OUT = "You have declared an interest in this item. Leave the discussion until it ends."


@pytest.fixture
def out(kent: Side, clock: Any) -> Room:
    """A member declared an interest at 15:35, and the clerk called them back at 15:40 while the item ran."""
    clock("2026-11-24 15:30")
    here = room(kent, requests=2).discussing()
    member, pk = here.members[1], here.meeting.pk
    clock("2026-11-24 15:35")
    mine = {"item": str(here.item().pk), "interest": "My niece"}
    assert here.desk(member).post("meeting_interest", pk, **mine).status_code == 302
    clock("2026-11-24 15:40")
    assert here.desk("clerk").post("meeting_back", pk, Interest.objects.get().pk).status_code == 302
    assert OUT not in text_of(here.desk(member).get("meeting_live", pk))
    return here


def minutes(here: Room, clock: Any) -> str:
    clock("2026-11-24 17:00")
    assert here.desk("chair").post("meeting_end", here.meeting.pk).status_code == 302
    return text_of(here.desk("clerk").get("meeting_minutes_send", here.meeting.pk))


@pytest.mark.clause("DUR-1")
@pytest.mark.parametrize("by", ["themself", "chair"])
def test_whoever_was_called_back_by_mistake_goes_out_again(out: Room, clock: Any, by: str) -> None:
    member, pk = out.members[1], out.meeting.pk
    clock("2026-11-24 15:45")
    again = {"item": str(out.item().pk), "interest": "my niece"}
    if by == "themself":
        answer = out.desk(member).post("meeting_interest", pk, **again)
    else:
        answer = out.desk("chair").post("meeting_interest", pk, who=str(out.row(member).pk), **again)
    assert answer.status_code == 302
    assert OUT in text_of(out.desk(member).get("meeting_live", pk))
    twice = out.desk(member).post("meeting_interest", pk, **again)
    assert twice.status_code == 400
    assert "has already declared an interest in this item." in text_of(twice)
    assert "My niece. Out of the room, back at 15:40, out again at 15:45. They gave no position." in minutes(out, clock)


@pytest.mark.clause("DUR-1")
def test_who_was_back_for_the_rest_was_not_out_for_the_item(out: Room, clock: Any) -> None:
    page = minutes(out, clock)
    assert "My niece. Out of the room, back at 15:40. They gave no position." in page
    assert "Out of the room for this item" not in page


@pytest.mark.clause("DUR-1")
def test_what_is_said_the_second_time_stands_beside_the_first(out: Room, clock: Any) -> None:
    clock("2026-11-24 15:45")
    again = {"item": str(out.item().pk), "interest": "x" * 300}
    assert out.desk(out.members[1]).post("meeting_interest", out.meeting.pk, **again).status_code == 302
    assert Interest.objects.get().interest == "My niece; " + "x" * 300


@pytest.mark.clause("DUR-1")
def test_who_was_called_back_is_out_again_when_the_item_is_gone_back_to(out: Room, clock: Any) -> None:
    chair, pk = out.desk("chair"), out.meeting.pk
    chair.post("meeting_go", pk, item=str(items_of(out.meeting)[0].pk), anyway="yes")
    again = {"item": str(out.item().pk), "interest": "My niece"}
    assert out.desk(out.members[1]).post("meeting_interest", pk, **again).status_code == 400  # the item is over
    clock("2026-11-24 16:05")
    out.desk("chair").post("meeting_go", pk, item=str(out.item().pk), anyway="yes")
    assert OUT in text_of(out.desk(out.members[1]).get("meeting_live", pk))
    assert "Out of the room, back at 15:40, out again at 16:05. They gave no position." in minutes(out, clock)


@pytest.mark.clause("DUR-1")
def test_a_correction_on_another_day_is_no_moment_of_the_meeting(out: Room, clock: Any) -> None:
    before = minutes(out, clock)
    clock("2026-11-25 10:00")
    clerk, pk = out.desk("clerk"), out.meeting.pk
    assert clerk.post("meeting_reopen", pk, why="A wrong name").status_code == 302
    assert clerk.post("meeting_back", pk, Interest.objects.get().pk).status_code == 302
    assert clerk.post("meeting_end", pk).status_code == 302
    said = "Out of the room, back at 15:40. They gave no position."
    assert said in before
    assert said in text_of(out.desk("clerk").get("meeting_minutes_send", pk))
