"""A meeting that is opened again to correct it keeps its end, and no time runs meanwhile (CHA-3, CHA-5, CLK-3)."""

import re
from typing import Any

import pytest

from locality.meetings.models import ItemRecord, RegisterRow
from locality.minutes.queries.what_minutes_hold import content_of
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.world import Side


@pytest.fixture
def held(kent: Side, clock: Any) -> Room:
    """Begun on Tuesday 24 November 2026 at 15:30, ended at 17:00."""
    clock("2026-11-24 15:30")
    here = room(kent).discussing()
    clock("2026-11-24 17:00")
    assert here.desk("chair").post("meeting_end", here.meeting.pk).status_code == 302
    return here


@pytest.mark.clause("CHA-3", "CHA-5")
def test_a_correction_on_another_day_keeps_the_end_and_says_what_it_was(held: Room, clock: Any) -> None:
    pk = held.meeting.pk
    assert "The meeting ended at 17:00. Next, write and distribute the minutes." in text_of(
        held.desk("clerk").get("meeting_live", pk)
    )
    seconds = ItemRecord.objects.get(item=held.item()).seconds
    assert 89 * 60 < seconds <= 90 * 60
    clock("2026-11-25 23:00")
    clerk = held.desk("clerk")
    assert clerk.post("meeting_reopen", pk, why="A wrong name").status_code == 302
    clock("2026-11-25 23:11")
    clerk = held.desk("clerk")
    page = text_of(clerk.get("meeting_live", pk))
    assert "The meeting ended at 17:00. It has been reopened for corrections. Timers are off." in page
    assert "Now: " not in page
    assert "left of" not in page
    assert " over 20:00" not in page
    assert re.search(r"open, 1:(29:5\d|30:00) used", page)
    assert "The meeting ended at 17:00. It has been reopened to correct the record." in text_of(
        clerk.get("meeting", pk)
    )
    assert clerk.post("meeting_go", pk, item=str(held.item().pk), anyway="yes").status_code == 302
    assert clerk.post("meeting_end", pk).status_code == 302
    page = text_of(clerk.get("meeting_live", pk))
    assert "The meeting ended at 17:00." in page
    assert "It was reopened for corrections until Wednesday 25 November 2026 at 23:11." in page
    ended = held.running.ended_at
    assert ended
    assert f"{ended:%Y-%m-%d %H:%M}" == "2026-11-24 17:00"
    assert ItemRecord.objects.get(item=held.item()).seconds == seconds
    assert clerk.post("meeting_register", pk, who=["1"], mark="present").status_code == 400


@pytest.mark.clause("CLK-3")
def test_nobody_came_or_left_at_the_hour_of_a_correction(held: Room, clock: Any) -> None:
    pk, absent, left = held.meeting.pk, held.row(held.members[0]), held.row(held.members[1])
    RegisterRow.objects.filter(pk=absent.pk).update(state="absent", arrived_at=None)
    clock("2026-11-25 11:00")
    clerk = held.desk("clerk")
    clerk.post("meeting_reopen", pk, why="Ann was here")
    for who, mark in ((absent, "present"), (left, "left")):
        assert clerk.post("meeting_register", pk, who=[str(who.pk)], mark=mark).status_code == 302
    assert clerk.post("meeting_guest_add", pk, called="Gwen Guest", kind="guest").status_code == 302
    notes = {each["name"]: each["note"] for each in content_of(held.meeting)["present"]}
    assert [notes[each] for each in (absent.name, left.name, "Gwen Guest")] == ["", "", ""]


@pytest.mark.clause("CHA-5")
def test_a_meeting_that_was_ended_too_early_goes_on_and_gets_another_end(held: Room, clock: Any) -> None:
    pk = held.meeting.pk
    clock("2026-11-24 17:05")
    chair = held.desk("chair")
    assert "The meeting is still taking place" in text_of(chair.get("meeting_reopen", pk))
    assert chair.post("meeting_reopen", pk, why="Pressed too early", goes_on="on").status_code == 302
    assert "Now: " in text_of(chair.get("meeting_live", pk))
    clock("2026-11-24 17:25")
    chair = held.desk("chair")
    assert chair.post("meeting_end", pk).status_code == 302
    page = text_of(chair.get("meeting_live", pk))
    assert "The meeting ended at 17:25. Next, the clerk will write and distribute the minutes." in page
    assert ItemRecord.objects.get(item=held.item()).seconds // 60 in {109, 110}  # 90 and 20


def test_an_end_after_midnight_says_its_day(kent: Side, clock: Any) -> None:
    """Somebody forgot to press “End”: the next morning is told as the next morning."""
    clock("2026-11-24 15:30")
    here = room(kent).begin()
    clock("2026-11-25 08:10")
    here.desk("chair").post("meeting_end", here.meeting.pk)
    page = text_of(here.desk("clerk").get("meeting_live", here.meeting.pk))
    assert "The meeting ended on Wednesday 25 November 2026 at 08:10." in page
