"""A meeting that is moved past the one its items were put off to: no page says what can't be (AGE-1, CHA-2, CLK-1)."""

from datetime import date, time
from typing import Any

import pytest
from django.utils import timezone

from locality.meetings.actions import agenda
from locality.meetings.queries.agenda import items_of, numbers_of
from locality.minutes.queries.what_minutes_hold import content_of
from locality.schedule.actions.arranging_meetings import move_meeting
from locality.schedule.models import Meeting
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

UPDATE = "Update from Professional Resource Group and/or Area Board"
pytestmark = pytest.mark.clause("AGE-1", "CHA-2")


@pytest.fixture
def two(kent: Side, clock: Any) -> tuple[Meeting, Meeting]:
    """An update, an item of the chair's own and a request, moved from 28 January to 25 February; the first moved to 4 March."""
    clock("2026-11-24 10:00")
    first, by, at = kent.meeting, kent.people["chair"], timezone.now()
    assert first is not None
    Meeting.objects.filter(pk=first.pk).update(day=date(2027, 1, 28))
    first.refresh_from_db()
    second = Meeting.objects.create(
        community=kent.community, day=date(2027, 2, 25), starts=time(15), ends=time(17), venue="Hall"
    )
    request_in(kent, "accepted")
    agenda.draw_up(first, by=by, at=at)
    agenda.add_item(first, title="Transport", minutes=5, text="Which bus?", by=acting(by), at=at)
    for item in items_of(first).filter(title__in=[UPDATE, "Transport"]):
        agenda.put_off(item, to=second, why="Ill", by=acting(by), at=at)
    agenda.put_off(items_of(first).get(resource_request__isnull=False), to=second, why="Ill", by=acting(by), at=at)
    agenda.draw_up(second, by=by, at=at)
    move_meeting(
        first, day=date(2027, 3, 4), starts=first.starts, ends=first.ends, venue="Hall", online_link="",
        by=acting(kent.people["clerk"]), at=at,
    )  # fmt: skip
    first.refresh_from_db()
    return first, second


def test_nothing_is_put_off_from_a_later_day_nor_until_an_earlier_one(kent: Side, two: tuple[Meeting, Meeting]) -> None:
    first, second = two
    chair = Desk(kent.people["chair"])
    said = text_of(chair.get("meeting_agenda", second.pk))
    assert f"{UPDATE}, moved from the meeting that is now on Thursday 4 March 2027" in said
    assert "moved from Thursday 4 March" not in said
    said = text_of(chair.get("meeting_agenda", first.pk))
    assert f"{UPDATE}, moved to the meeting on Thursday 25 February 2027: Ill" in said
    assert "until Thursday 25 February 2027" not in said


@pytest.mark.clause("CLK-1")
def test_what_comes_back_to_the_meeting_it_left_is_not_left_out_of_it_too(
    kent: Side, two: tuple[Meeting, Meeting]
) -> None:
    first, second = two
    there = items_of(second).get(title="Transport")
    type(there).objects.filter(pk=there.pk).update(text="The 14 or the 21?", minutes=7)
    clerk, chair = Desk(kent.people["clerk"]), Desk(kent.people["chair"])
    assert clerk.post("meeting_cancel", second.pk, why="Snow").status_code == 302
    agenda.draw_up(first, by=kent.people["chair"], at=timezone.now())
    said = text_of(chair.get("meeting_agenda", first.pk))
    assert "Left out" not in said
    assert "moved from" not in said
    assert content_of(first)["put_off"] == []
    items = list(items_of(first))
    names = dict(zip([each.title for each in items], numbers_of(items), strict=True))
    assert (names[UPDATE], names[kent.school.name], names["Transport"]) == ("4", "5.1", "7")
    assert len(items) == 8
    back = items_of(first).get(title="Transport")
    assert (back.text, back.minutes) == ("The 14 or the 21?", 7)
    left = text_of(chair.get("meeting_agenda", second.pk))
    assert f"{UPDATE}, moved from the meeting that is now on Thursday 4 March 2027, until Thursday 4 March 2027" in left


def test_put_off_back_by_hand_it_stands_at_its_own_place(kent: Side, two: tuple[Meeting, Meeting]) -> None:
    first, second = two
    chair = Desk(kent.people["chair"])
    item = items_of(second).get(title=UPDATE, came_from__isnull=False)
    assert chair.post("meeting_item_put_off", second.pk, item.pk, to=str(first.pk), why="Still ill").status_code == 302
    said = text_of(chair.get("meeting_agenda", first.pk))
    assert items_of(first).filter(title=UPDATE).count() == 1
    assert f"{UPDATE}, moved to" not in said
    assert "Transport, moved to the meeting on Thursday 25 February 2027" in said


def test_of_a_request_no_page_says_that_it_went_to_its_own_meeting(kent: Side, two: tuple[Meeting, Meeting]) -> None:
    first, second = two
    of_request = first.items.get(resource_request__isnull=False)
    Desk(kent.people["clerk"]).post("meeting_cancel", second.pk, why="Snow")
    gone = Desk(kent.people["chair"]).get("meeting_item", first.pk, of_request.pk)
    assert gone.status_code == 404
    assert "it was put off to the meeting of Thursday 4 March 2027" not in text_of(gone)
