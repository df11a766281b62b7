"""What belongs to another meeting is not touched by who has the right only in this one: the action asks, not only its page."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone

from locality.communities.scope import Viewer
from locality.live.actions import action_points, disputing, interests, running, taking_positions
from locality.meetings.models import ActionPoint, Dispute, Interest, Position
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.meetings.live import Room, room
from tests.world import Side, acting

pytestmark = pytest.mark.django_db


@dataclass
class Two:
    """A meeting of this council, whose chair acts; and another council's, which that chair has no right to."""

    here: Room
    there: Room
    interest: Interest
    dispute: Dispute

    @property
    def meeting(self) -> Meeting:
        return self.here.meeting

    @property
    def chair(self) -> Viewer:
        return acting(self.here.side.people["chair"])


@pytest.fixture
def two(kent: Side, elsewhere: Side) -> Two:
    here, there = (room(side, requests=0, schools=0).all_here() for side in (kent, elsewhere))
    clerk, at, item = acting(elsewhere.people["clerk"]), timezone.now(), there.running.item
    assert item
    declared = interests.declare(
        there.meeting, item, there.row("representative"), interest="A cousin.", by=clerk, at=at
    )
    noted = disputing.note_dispute(
        there.meeting, item, parties="Two schools", text="Who pays.", chairs_decision="", by=clerk, at=at
    )
    return Two(here, there, declared, noted)


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(NotPossible) as raised:
        do()
    return raised.value.sentence


def test_nobody_is_called_back_into_the_room_of_another_meeting(two: Two) -> None:
    why = refused(lambda: interests.come_back(two.meeting, two.interest, by=two.chair, at=timezone.now()))
    assert why == "This interest was declared at another meeting."
    assert Interest.objects.get().back_at is None


def test_no_dispute_of_another_meeting_is_settled(two: Two) -> None:
    why = refused(
        lambda: disputing.settle_dispute(
            two.meeting, two.dispute, chairs_decision="Both.", by=two.chair, at=timezone.now()
        )
    )
    assert why == "This dispute is from another meeting."
    assert Dispute.objects.get().chairs_decision == ""


def test_no_interest_is_declared_by_somebody_in_the_register_of_another_meeting(two: Two) -> None:
    item, row = two.here.running.item, two.there.row("chair")
    assert item
    why = refused(
        lambda: interests.declare(two.meeting, item, row, interest="A cousin.", by=two.chair, at=timezone.now())
    )
    assert why == "This person is in another meeting’s register."
    assert list(Interest.objects.values_list("pk", flat=True)) == [two.interest.pk]


def test_nothing_is_taken_on_by_somebody_in_the_register_of_another_meeting(two: Two) -> None:
    now, row = timezone.now(), two.there.row("chair")
    why = refused(
        lambda: action_points.add_action_point(
            two.meeting, item=None, text="Buy a tent", owner=row, due_on=day_of(now), by=two.chair, at=now
        )
    )
    assert why == "This person is in another meeting’s register."
    assert not ActionPoint.objects.exists()


def test_a_discussion_goes_in_no_step_of_another_council(kent: Side, elsewhere: Side) -> None:
    here, there = room(kent, schools=0).discussing(), room(elsewhere, requests=0, schools=0).begin()
    step, before = there.step("Solutions"), here.running.step_id
    chair = acting(kent.people["chair"])
    why = refused(lambda: running.go_to_step(here.meeting, step, anyway=True, by=chair, at=timezone.now()))
    assert why == "This is not one of this council’s steps."
    assert here.running.step_id == before


def test_no_position_is_taken_by_somebody_in_the_register_of_another_meeting(two: Two) -> None:
    row = two.there.row("chair")
    why = refused(
        lambda: taking_positions.take_position(
            two.meeting, row, stance=Position.Stance.AGREE, by=two.chair, at=timezone.now()
        )
    )
    assert why == "This person is in another meeting’s register."
