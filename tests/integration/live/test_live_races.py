"""Two people act on one meeting at the same moment: real processes, each with a connection of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.live.actions import running as actions
from locality.live.actions.discussing import keep_said, next_speaker
from locality.live.actions.note_taking import keep_texts
from locality.live.actions.taking_positions import ask_positions, take_position
from locality.meetings.actions.texts import Typed
from locality.meetings.models import Contribution, ItemRecord, LiveMeeting, Position, RegisterRow
from locality.values.refusals import NotPossible
from tests.integration.meetings.live import room
from tests.integration.racing import together
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("race")]


def _tried(act: Callable[[], Any]) -> str:
    try:
        act()
    except NotPossible as refusal:
        return refusal.sentence
    return "done"


@pytest.mark.clause("CHA-3")
def test_a_meeting_begun_twice_at_once_begins_once(kent: Side) -> None:
    here = room(kent)
    tasks = [kent.people["chair"].pk, kent.people["clerk"].pk]

    def prepare(pk: int) -> Callable[[], str]:
        by = User.objects.get(pk=pk)
        return lambda: _tried(lambda: actions.begin(here.meeting, by=acting(by), at=timezone.now()))

    said = together(prepare, tasks)
    assert sorted(answer == "done" for answer in said) == [False, True]
    assert LiveMeeting.objects.count() == 1
    people = RegisterRow.objects.filter(meeting=here.meeting, person__isnull=False).values_list("person_id", flat=True)
    assert len(people) == len(set(people))


@pytest.mark.clause("CHA-7", "SFA-4")
def test_nothing_is_lost_when_two_write_at_once(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    item, row, before = here.item(), here.row(here.members[0]), here.running.version

    def prepare(text: str) -> Callable[[], Any]:
        clerk = kent.people["clerk" if text == "one" else "deputy_clerk"]

        def act() -> list[str]:
            keep_said(here.meeting, row, text=text, was_heard=True, by=acting(clerk), at=timezone.now())
            kept = keep_texts(here.meeting, item, {"notes": Typed(text, 0)}, by=acting(clerk), at=timezone.now())
            return [kept.clashes[0].theirs if kept.clashes else ""]

        return act

    clashes = together(prepare, ["one", "two"])
    said = Contribution.objects.get(attendance=row).text.split("\n")
    assert sorted(said) == ["one", "two"]
    kept = ItemRecord.objects.get(item=item)
    assert kept.notes in {"one", "two"}
    assert sorted(clashes) == [[""], [kept.notes]]
    assert here.running.version == before + 2


@pytest.mark.clause("CHA-8")
def test_positions_and_turns_taken_at_once_are_each_kept_once(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    ask_positions(here.meeting, wanted=True, by=acting(kent.people["clerk"]), at=timezone.now())
    row = here.row(here.members[0])

    def prepare(stance: str) -> Callable[[], str]:
        def act() -> str:
            now, by = timezone.now(), here.members[0]
            taken = _tried(
                lambda: take_position(here.meeting, row, stance=Position.Stance(stance), by=acting(by), at=now)
            )
            next_speaker(here.meeting, passed=False, by=acting(kent.people["clerk"]), at=now)
            return taken

        return act

    assert together(prepare, ["agree", "disagree"]) == ["done", "done"]
    assert Position.objects.filter(item=here.item()).count() == 1
    assert Contribution.objects.filter(turn_at__isnull=False).count() == 1
    assert here.running.speaker == here.row(here.members[1])
