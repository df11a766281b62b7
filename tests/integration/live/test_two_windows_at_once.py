"""Two windows of one person save at the same moment: real processes, each with a connection of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.live.actions.note_taking import keep_texts
from locality.meetings.models import AgendaItem, ItemRecord
from locality.minutes.actions.minutes import save_texts
from locality.resource_requests.models import DraftAnswer
from locality.schedule.models import Meeting
from locality.together.texts import Saved, Typed
from locality.writing.actions.drafting import save_answers
from tests.held import hold
from tests.integration.meetings.live import room
from tests.integration.racing import together
from tests.integration.resource_requests.desk import Desk
from tests.integration.schedule.test_two_windows_of_a_form import window
from tests.world import Side, acting, draft

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("CLK-4", "CHA-7"),
    pytest.mark.both_databases("race"),
]

TEXTS = ["Laptop.", "Tablet."]


def at_once(save: Callable[[str], Saved]) -> list[list[str]]:
    """The texts that each of two windows was shown beside its own."""

    def prepare(text: str) -> Callable[[], Any]:
        return lambda: [each.theirs for each in save(text).clashes]

    return sorted(together(prepare, TEXTS))


def test_of_the_minutes_one_text_stands_and_the_other_window_is_shown_it(kent: Side) -> None:
    hold(kent)
    item = AgendaItem.objects.get(meeting=kent.meeting, kind="welcome")
    ItemRecord.objects.filter(item=item).delete()
    clerk, name = kent.people["clerk"], f"notes-{item.pk}"
    shown = at_once(
        lambda text: save_texts(item.meeting, {name: Typed(text, 0)}, by=acting(again(clerk)), at=timezone.now())
    )
    kept = ItemRecord.objects.get(item=item)
    assert kept.notes in TEXTS
    assert (shown, kept.notes_revision) == ([[], [kept.notes]], 1)


def test_of_live_notes_one_text_stands_and_the_other_window_is_shown_it(kent: Side) -> None:
    here = room(kent).discussing()
    item, clerk = here.item(), kent.people["clerk"]
    shown = at_once(
        lambda text: keep_texts(
            here.meeting, item, {"notes": Typed(text, 0)}, by=acting(again(clerk)), at=timezone.now()
        )
    )
    kept = ItemRecord.objects.get(item=item)
    assert kept.notes in TEXTS
    assert (shown, kept.notes_revision) == ([[], [kept.notes]], 1)


@pytest.mark.clause("RFR-2")
@pytest.mark.parametrize("begun", [True, False])
def test_of_a_draft_one_answer_stands_and_the_other_window_is_shown_it(kent: Side, begun: bool) -> None:
    request, editor = draft(kent), kent.people["school_editor"]
    if not begun:
        DraftAnswer.objects.filter(rfr=request, name="solution").delete()

    def save(text: str) -> Saved:
        return save_answers(request, {"solution": Typed(text, int(begun))}, by=acting(again(editor)), at=timezone.now())

    shown = at_once(save)
    kept = DraftAnswer.objects.get(rfr=request, name="solution")
    assert kept.text in TEXTS
    assert (shown, kept.revision) == ([[], [kept.text]], 1 + begun)


def test_of_a_meeting_what_each_of_two_windows_changed_at_once_stands(kent: Side) -> None:
    """The second is read after the first, not beside it."""
    meeting = kent.meeting
    assert meeting
    Meeting.objects.filter(pk=meeting.pk).update(state="proposed")  # a day of which nothing is warned
    changes = [{"venue": "New Hall, Wheatham"}, {"starts": "14:05"}]

    def prepare(changed: dict[str, str]) -> Callable[[], Any]:
        desk = Desk(again(kent.people["clerk"]))
        page = window(desk, "meeting_move", meeting.pk)
        return lambda: desk.post("meeting_move", meeting.pk, **page | changed).status_code

    assert together(prepare, changes) == [302, 302]
    meeting.refresh_from_db()
    assert (meeting.venue, f"{meeting.starts:%H:%M}") == ("New Hall, Wheatham", "14:05")


def again(person: User) -> User:
    return User.objects.get(pk=person.pk)
