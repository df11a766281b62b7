"""What happens to whoever does something with an item that was taken off, put off or changed meanwhile (R3).

Each action is tried on an item read before it was taken off, and twice; each page says it in a sentence and gives back
what was typed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from locality.live.actions import deciding, disputing, interests, note_taking, running, taking_positions
from locality.live.actions.action_points import add_action_point
from locality.meetings.actions import agenda, papers, templates
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    Dispute,
    Interest,
    ItemRecord,
    Paper,
    Position,
    PrivateNote,
    RegisterRow,
    TemplateItem,
)
from locality.meetings.queries.agenda import items_of
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.held import hold
from tests.integration.meetings.live import Room, room
from tests.integration.meetings.test_agenda import later_than
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, ruling

pytestmark = pytest.mark.django_db

OFF = "This item is no longer on the agenda. Someone removed it after you opened the page."
PDF = b"%PDF-1.7 a letter"


@pytest.fixture
def here(kent: Side) -> Room:
    return room(kent)


def own_item(here: Room) -> AgendaItem:
    return agenda.add_item(
        here.meeting, title="Visit", minutes=5, text="", by=acting(here.side.people["chair"]), at=timezone.now()
    )


def before(here: Room, item: AgendaItem, later: Meeting) -> dict[str, Callable[[], Any]]:
    """What chair, clerk and members do with an item before the meeting."""
    by, clerk, at = here.side.people["chair"], here.side.people["clerk"], timezone.now()
    return {
        "change": lambda: agenda.change_item(item, {"title": Typed("Walk", 0)}, by=acting(by), at=at),
        "put off": lambda: agenda.put_off(item, to=later, why="Full", by=acting(by), at=at),
        "remove": lambda: agenda.remove_item(item, by=acting(by), at=at),
        "shift": lambda: agenda.shift(item, up=True, by=acting(by), at=at),
        "attach": lambda: papers.attach(
            here.meeting, item=item, title="A letter", name="a.pdf", content=PDF, by=acting(clerk), at=at
        ),
        "note": lambda: papers.keep_note(item, {"text": Typed("Ask", 0)}, by=acting(by), at=at),
    }


def while_running(here: Room, item: AgendaItem) -> dict[str, Callable[[], Any]]:
    """What is done with an item while the meeting runs."""
    by, clerk, at = here.side.people["chair"], here.side.people["clerk"], timezone.now()
    meeting, member = here.meeting, here.row("representative")
    return {
        "go": lambda: running.go_to_item(meeting, item, anyway=True, by=acting(by), at=at),
        "texts": lambda: note_taking.keep_texts(meeting, item, {"notes": Typed("Text", 0)}, by=acting(clerk), at=at),
        "interest": lambda: interests.declare(meeting, item, member, interest="A cousin", by=acting(by), at=at),
        "dispute": lambda: disputing.note_dispute(
            meeting, item, parties="Two", text="That", chairs_decision="", by=acting(clerk), at=at
        ),
        "action point": lambda: add_action_point(
            meeting, item=item, text="Do it", owner=member, due_on=day_of(at), by=acting(clerk), at=at
        ),
        "decide": lambda: deciding.decide(meeting, item, ruling(), by=acting(by), at=at),
    }  # fmt: skip


def counted() -> list[int]:
    kinds = (AgendaItem, Paper, PrivateNote, ItemRecord, Interest, Dispute, ActionPoint, Position)
    return [each.objects.count() for each in kinds]


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(NotPossible) as refusal:
        act()
    return refusal.value.sentence


def test_every_action_before_the_meeting_refuses_an_item_that_was_taken_off(here: Room) -> None:
    item, later = own_item(here), later_than(here.meeting, 28)
    stale = AgendaItem.objects.get(pk=item.pk)
    agenda.remove_item(item, by=acting(here.side.people["chair"]), at=timezone.now())
    stood = counted()
    for name, act in before(here, stale, later).items():
        said = refused(act)
        assert said == (OFF if name != "shift" else "This item is no longer on the agenda."), name
    assert counted() == stood
    assert not items_of(later).exists()


def test_every_action_before_the_meeting_refuses_an_item_that_was_put_off(here: Room) -> None:
    item, later = own_item(here), later_than(here.meeting, 28)
    stale = AgendaItem.objects.get(pk=item.pk)
    agenda.put_off(item, to=later, why="Full", by=acting(here.side.people["chair"]), at=timezone.now())
    stood = counted()
    for name, act in before(here, stale, later).items():
        assert refused(act).startswith("This item is no longer on the agenda"), name
    assert counted() == stood
    assert AgendaItem.objects.filter(meeting=later, came_from=item).count() == 1


def test_every_action_of_a_running_meeting_refuses_an_item_that_was_taken_off(here: Room) -> None:
    item = own_item(here)
    stale = AgendaItem.objects.get(pk=item.pk)
    agenda.remove_item(item, by=acting(here.side.people["chair"]), at=timezone.now())
    here.all_here()
    stood = counted()
    for name, act in while_running(here, stale).items():
        assert refused(act) == OFF, name
    assert counted() == stood


TWICE = {
    "put off": "This item is no longer on the agenda. It was moved to",
    "remove": OFF,
    "interest": "has already declared an interest in this item",
    "remove paper": "This paper was removed already.",
}


def test_what_is_done_twice_from_two_windows_has_one_effect(here: Room) -> None:
    clerk, at, later = here.side.people["clerk"], timezone.now(), later_than(here.meeting, 28)
    for name in ("put off", "remove"):
        item = own_item(here)
        first, second = (before(here, AgendaItem.objects.get(pk=item.pk), later)[name] for _ in range(2))
        first()
        assert TWICE[name] in refused(second)
    assert AgendaItem.objects.filter(meeting=later, title="Visit").count() == 1
    paper = papers.attach(here.meeting, item=None, title="A", name="a.pdf", content=PDF, by=acting(clerk), at=at)
    stale = Paper.objects.get(pk=paper.pk)
    papers.remove(paper, by=acting(clerk), at=at)
    removed = Paper.objects.get(pk=paper.pk).removed_at
    assert TWICE["remove paper"] in refused(lambda: papers.remove(stale, by=acting(clerk), at=at + timedelta(hours=1)))
    assert Paper.objects.get(pk=paper.pk).removed_at == removed
    here.all_here()
    running_now = while_running(here, here.item())
    running_now["interest"]()
    assert TWICE["interest"] in refused(running_now["interest"])


def test_put_off_to_a_meeting_that_was_cancelled_meanwhile(here: Room) -> None:
    by, at, later = here.side.people["chair"], timezone.now(), later_than(here.meeting, 28)
    item = own_item(here)
    Meeting.objects.filter(pk=later.pk).update(state="cancelled", cancelled_because="Snow")
    for each in (item, here.item()):
        assert refused(lambda each=each: agenda.put_off(each, to=later, why="Full", by=acting(by), at=at)) == (
            "Select a later meeting of this community."
        )
    assert not AgendaItem.objects.filter(meeting=later).exists()


def test_who_left_meanwhile_takes_no_position(here: Room) -> None:
    here.discussing("Solutions")
    by, at = here.side.people["chair"], timezone.now()
    taking_positions.ask_positions(here.meeting, wanted=True, by=acting(by), at=at)
    stale = here.row("representative")
    RegisterRow.objects.filter(pk=stale.pk).update(state="left")
    with pytest.raises(
        NotPossible, match=r"You are not marked as present\. Ask the chair or clerk to mark you as present"
    ):
        taking_positions.take_position(here.meeting, stale, stance=Position.Stance.AGREE, by=acting(by), at=at)
    assert not Position.objects.exists()


def test_a_line_of_the_template_that_was_taken_out_is_not_brought_back(kent: Side) -> None:
    by, at = kent.people["locality_team"], timezone.now()
    templates.adopt(kent.authority, by=acting(by), at=at)
    line = TemplateItem.objects.get(authority=kent.authority, kind="update")
    stale = TemplateItem.objects.get(pk=line.pk)
    templates.leave_out(line, by=acting(by), at=at)
    said = "Someone has removed this line."
    assert refused(lambda: templates.leave_out(stale, by=acting(by), at=at)) == said
    assert refused(lambda: templates.shift(stale, up=True, by=acting(by), at=at)) == said
    changed = {"title": "News", "minutes": 5, "kind": "update"}
    assert refused(lambda: templates.keep_item(kent.authority, item=stale, by=acting(by), at=at, **changed)) == said
    assert not TemplateItem.objects.filter(pk=line.pk, in_use=True).exists()


# On the pages ------------------------------------------------------------------------------------------------------


def test_the_pages_say_it_in_a_sentence_and_give_back_what_was_typed(here: Room) -> None:
    chair, clerk, pk = Desk(here.side.people["chair"]), Desk(here.side.people["clerk"]), here.meeting.pk
    later, gone, away = later_than(here.meeting, 28), own_item(here), own_item(here)
    by, at = here.side.people["chair"], timezone.now()
    agenda.remove_item(gone, by=acting(by), at=at)
    gone_pk = AgendaItem.objects.latest("pk").pk + 7
    agenda.put_off(away, to=later, why="Full", by=acting(by), at=at)
    put_off = f"This item is no longer on the agenda. It was moved to the meeting on {later.day:%A} {later.day.day} "
    change = {"title": "Visit of the museum", "minutes": "15", "text": "We go by bus."}
    for item, sentence in ((gone_pk, OFF), (away.pk, put_off)):
        page = chair.post("meeting_item_change", pk, item, **change)
        assert page.status_code == 404
        said = text_of(page)
        for shown in (sentence, "Visit of the museum", "We go by bus.", "We did not save your change."):
            assert shown in said, shown
        page = chair.post("meeting_item_put_off", pk, item, to=str(later.pk), why="No time for the bus")
        assert page.status_code == 404
        assert sentence in text_of(page)
        assert "No time for the bus" in text_of(page)
        page = chair.post("meeting_item_remove", pk, item)
        assert sentence in text_of(page)
        page = Desk(here.side.people["representative"]).post("meeting_item", pk, item, text="Ask about the bus")
        assert page.status_code == 404
        assert sentence in text_of(page)
        assert "Ask about the bus" in text_of(page)
        page = chair.post("meeting_agenda_order", pk, up=str(item))
        assert page.status_code == 400
        assert "no longer on the agenda" in text_of(page)
    assert AgendaItem.objects.filter(meeting=later, came_from=away).count() == 1
    assert clerk.get("meeting_item", pk, gone_pk).status_code == 404


def test_after_the_decision_no_positions_are_asked_for_from_an_older_window(here: Room) -> None:
    """They would stand in the minutes as what the decision rests on."""
    here.summed_up()
    chair, pk = Desk(here.side.people["chair"]), here.meeting.pk
    assert chair.post("meeting_positions", pk, ask="yes").status_code == 302
    deciding.decide(here.meeting, here.item(), ruling(), by=acting(here.side.people["clerk"]), at=timezone.now())
    page = chair.post("meeting_positions", pk, ask="yes")
    assert page.status_code == 400
    assert "The decision on this request is recorded. You can no longer ask for positions." in text_of(page)
    assert not here.running.asks_positions
    assert Desk(here.members[0]).post("meeting_position", pk, stance="agree").status_code == 400
    assert not Position.objects.exists()


def test_what_a_second_window_typed_stays_on_each_page_of_the_minutes(kent: Side) -> None:
    hold(kent)
    assert kent.meeting is not None
    pk, clerk, chair = kent.meeting.pk, Desk(kent.people["clerk"]), Desk(kent.people["chair"])
    clerk.post("meeting_minutes_to_chair", pk)
    assert chair.post("meeting_minutes_check", pk, answer="checked").status_code == 302
    page = chair.post("meeting_minutes_check", pk, answer="changes", wanted="The time is wrong.")
    assert page.status_code == 400
    assert "The time is wrong.</textarea>" in page.content.decode()
    assert clerk.post("meeting_minutes_send", pk).status_code == 302
    assert clerk.post("meeting_minutes_correct", pk, why="One name.").status_code == 302
    page = clerk.post("meeting_minutes_correct", pk, why="Another name.")
    assert page.status_code == 400
    assert "Another name.</textarea>" in page.content.decode()
