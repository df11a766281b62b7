"""Two windows do something with one item at the same moment: real processes, each with a connection of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.meetings.actions import agenda, papers
from locality.meetings.models import AgendaItem, PrivateNote
from locality.together.texts import Typed
from locality.values.refusals import NotPossible
from tests.integration.meetings.live import room
from tests.integration.meetings.test_agenda import later_than
from tests.integration.racing import together
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("race")]

GONE = "This item is no longer on the agenda. "


def tried(act: Callable[[], Any]) -> str:
    try:
        saved = act()
    except NotPossible as refusal:
        return refusal.sentence
    return "clash" if getattr(saved, "clashes", None) else "done"


def own_item(side: Side) -> AgendaItem:
    here = room(side, requests=0)
    return agenda.add_item(
        here.meeting, title="Visit", minutes=5, text="", by=acting(side.people["chair"]), at=timezone.now()
    )


def said_by_both(side: Side, item: AgendaItem, acts: dict[str, Callable[[AgendaItem, User], Any]]) -> list[str]:
    def prepare(name: str) -> Callable[[], str]:
        stale, by = AgendaItem.objects.get(pk=item.pk), User.objects.get(pk=side.people["chair"].pk)
        return lambda: tried(lambda: acts[name](stale, by))

    return together(prepare, list(acts))


@pytest.mark.clause("CHA-2")
def test_put_off_twice_at_once_it_goes_there_once(kent: Side) -> None:
    item = own_item(kent)
    later, now = later_than(item.meeting, 28), timezone.now()

    def put_off(stale: AgendaItem, by: User) -> None:
        agenda.put_off(stale, to=later, why="Full", by=acting(by), at=now)

    said = said_by_both(kent, item, {"one": put_off, "two": put_off})
    assert sorted(answer == "done" for answer in said) == [False, True]
    assert any(answer.startswith(GONE) for answer in said)
    assert AgendaItem.objects.filter(meeting=later, came_from=item).count() == 1


def test_put_off_and_taken_off_at_once_one_of_them_is_done(kent: Side) -> None:
    item = own_item(kent)
    later, now = later_than(item.meeting, 28), timezone.now()
    said = said_by_both(
        kent, item,
        {
            "put off": lambda stale, by: agenda.put_off(stale, to=later, why="Full", by=acting(by), at=now),
            "take off": lambda stale, by: agenda.remove_item(stale, by=acting(by), at=now),
        },
    )  # fmt: skip
    assert sorted(answer == "done" for answer in said) == [False, True]
    carried = AgendaItem.objects.filter(meeting=later, title="Visit").count()
    assert carried == (1 if said[0] == "done" else 0)


@pytest.mark.clause("MBR-2")
def test_a_note_and_taking_the_item_off_at_once_is_no_failure(kent: Side) -> None:
    item, now = own_item(kent), timezone.now()
    said = said_by_both(
        kent, item,
        {
            "note": lambda stale, by: papers.keep_note(stale, {"text": Typed("Ask", 0)}, by=acting(by), at=now),
            "take off": lambda stale, by: agenda.remove_item(stale, by=acting(by), at=now),
        },
    )  # fmt: skip
    assert said[1] == "done"
    assert said[0] == "done" or said[0].startswith(GONE)
    assert not PrivateNote.objects.exists()
    assert not AgendaItem.objects.filter(pk=item.pk).exists()


@pytest.mark.clause("CHA-2", "MBR-2")
def test_of_two_texts_at_once_one_stands_and_the_other_window_is_shown_it(kent: Side) -> None:
    item, now = own_item(kent), timezone.now()

    def change(text: str) -> Callable[[AgendaItem, User], Any]:
        return lambda stale, by: agenda.change_item(stale, {"text": Typed(text, 0)}, by=acting(by), at=now)

    def noting(text: str) -> Callable[[AgendaItem, User], Any]:
        return lambda stale, by: papers.keep_note(stale, {"text": Typed(text, 0)}, by=acting(by), at=now)

    said = said_by_both(kent, item, {"Laptop.": change("Laptop."), "Tablet.": change("Tablet.")})
    assert sorted(said) == ["clash", "done"]
    item.refresh_from_db()
    assert (item.text, item.revision) == ("Laptop." if said[0] == "done" else "Tablet.", 1)
    said = said_by_both(kent, item, {"Laptop.": noting("Laptop."), "Tablet.": noting("Tablet.")})
    assert sorted(said) == ["clash", "done"]
    note = PrivateNote.objects.get()
    assert (note.text, note.revision) == ("Laptop." if said[0] == "done" else "Tablet.", 1)
