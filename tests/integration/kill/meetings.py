"""A meeting as a story of its actions: each is whole wherever the process dies (see requests.py)."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from locality.communities.models import Office
from locality.live.actions import running
from locality.live.actions.action_points import add_action_point
from locality.live.actions.deciding import decide
from locality.live.actions.discussing import give_word, keep_said, next_speaker
from locality.live.actions.disputing import note_dispute, settle_dispute
from locality.live.actions.interests import come_back, declare
from locality.live.actions.note_taking import keep_texts
from locality.live.actions.registering import add_guest, mark, mark_others_here
from locality.live.actions.taking_positions import ask_positions, take_position
from locality.meetings.actions.texts import Typed
from locality.meetings.models import AgendaItem, DiscussionStep, Dispute, Interest, Position, RegisterRow
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.integration.kill.harness import Act
from tests.integration.kill.requests import NEEDED, PREPARED, person, request_of
from tests.world import acting, ruling


def _today() -> None:
    """A meeting of today for the accepted request; the representative has delegated authority."""
    found, today = request_of("accepted"), day_of(timezone.now())
    meeting = Meeting.objects.create(
        community=found.community, day=today, starts=time(0, 1), ends=time(23, 59), venue="The hall"
    )
    ResourceRequest.objects.filter(pk=found.pk).update(meeting=meeting)
    Office.objects.filter(role="representative").update(delegated_authority_by="All", delegated_authority_on=today)


def _row(role: str) -> RegisterRow:
    return RegisterRow.objects.get(person=person(role))


def _item() -> AgendaItem:
    return AgendaItem.objects.get(resource_request=request_of("accepted"))


def _step(title: str) -> DiscussionStep:
    return DiscussionStep.objects.get(title=title)


def leading(at: datetime) -> dict[str, Act]:
    """Begun, the register kept, a round held, ended and reopened."""
    chair, clerk = person("chair"), person("clerk")
    meeting = Meeting.objects.get(day=day_of(timezone.now()))
    here = RegisterRow.State.PRESENT
    return {
        "begin": lambda: running.begin(meeting, by=acting(chair), at=at),
        "mark": lambda: mark(
            meeting, [_row(who).pk for who in ("representative", "hnf_officer", "clerk")], here, by=acting(clerk), at=at
        ),
        "add_guest": lambda: add_guest(meeting, name="Dr Vale", kind=RegisterRow.Kind.GUEST, by=acting(clerk), at=at),
        "mark_others_here": lambda: mark_others_here(meeting, [_row("representative").pk], by=acting(clerk), at=at),
        "go_to_item": lambda: running.go_to_item(meeting, _item(), anyway=False, by=acting(chair), at=at),
        "go_to_step": lambda: running.go_to_step(
            meeting, _step("Clarification"), anyway=False, by=acting(chair), at=at
        ),
        "next_speaker": lambda: next_speaker(meeting, passed=False, by=acting(chair), at=at),
        "pass": lambda: next_speaker(meeting, passed=True, by=acting(chair), at=at),
        "begin_round": lambda: running.begin_round(meeting, anyway=True, by=acting(chair), at=at),
        "give_word": lambda: give_word(meeting, _row("representative"), by=acting(chair), at=at),
        "end": lambda: running.end(meeting, by=acting(chair), at=at),
        "reopen": lambda: running.reopen(meeting, why="A wrong vote", by=acting(chair), at=at),
    }


def deciding_at_a_meeting(at: datetime) -> dict[str, Act]:
    """What is said, declared, counted, decided and taken on."""
    chair, clerk = person("chair"), person("clerk")
    meeting = Meeting.objects.get(day=day_of(timezone.now()))
    item, soon = _item(), day_of(at) + timedelta(days=7)
    return {
        "keep_said": lambda: keep_said(
            meeting, _row("representative"), text="A visit", was_heard=True, by=acting(clerk), at=at
        ),
        "keep_texts": lambda: keep_texts(meeting, item, {"summary": Typed("All agreed.", 0)}, by=acting(chair), at=at),
        "ask": lambda: ask_positions(meeting, wanted=True, by=acting(clerk), at=at),
        "take": lambda: take_position(
            meeting, _row("representative"), stance=Position.Stance.AGREE, by=acting(clerk), at=at
        ),
        "declare": lambda: declare(meeting, item, _row("representative"), interest="A cousin", by=acting(clerk), at=at),
        "come_back": lambda: come_back(meeting, Interest.objects.get(), by=acting(clerk), at=at),
        "decide": lambda: decide(meeting, item, ruling(), by=acting(clerk), at=at),
        "add_action_point": lambda: add_action_point(
            meeting, item=item, text="Send it", owner=_row("clerk"), due_on=soon, by=acting(clerk), at=at
        ),
        "note_dispute": lambda: note_dispute(
            meeting, item, parties="The clerk and a school", text="Whether", chairs_decision="", by=acting(chair), at=at
        ),
        "settle": lambda: settle_dispute(
            meeting, Dispute.objects.get(), chairs_decision="It is.", by=acting(chair), at=at
        ),
    }


def _at_the_solutions() -> None:
    """The meeting has come to the solutions, and everybody is here."""
    _today()
    chair, at = person("chair"), timezone.now()
    meeting = Meeting.objects.get(day=day_of(at))
    running.begin(meeting, by=acting(chair), at=at)
    everyone = [row.pk for row in RegisterRow.objects.filter(person__isnull=False)]
    mark(meeting, everyone, RegisterRow.State.PRESENT, by=acting(chair), at=at)
    running.go_to_item(meeting, _item(), anyway=True, by=acting(chair), at=at)
    running.go_to_step(meeting, _step("Solutions"), anyway=True, by=acting(chair), at=at)


NEEDED |= {leading: {"accepted"}, deciding_at_a_meeting: {"accepted"}}
PREPARED |= {leading: _today, deciding_at_a_meeting: _at_the_solutions}
