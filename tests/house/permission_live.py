"""What addresses of the live meeting can name, and its forms filled in rightly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from locality.communities.models import Office
from locality.live.actions import running
from locality.live.actions.discussing import next_speaker
from locality.live.actions.disputing import note_dispute
from locality.live.actions.interests import declare
from locality.live.actions.note_taking import keep_texts
from locality.live.actions.registering import add_guest, mark
from locality.live.actions.taking_positions import ask_positions
from locality.meetings.actions.advisers import invite as invite_adviser
from locality.meetings.actions.agenda import draw_up
from locality.meetings.actions.texts import Typed
from locality.meetings.models import AgendaItem, LiveMeeting, RegisterRow
from locality.meetings.queries.agenda import items_of, steps_of
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.world import Side, acting, request_in

Fields = dict[str, Any]
GUIDES = ("chair", "conflicted_chair", "clerk", "deputy_clerk")


@dataclass(frozen=True)
class Sending:
    """Who sends a form, and about which request, where it is about one."""

    side: Side
    who: str
    request: ResourceRequest | None = None


def make_live(side: Side) -> dict[str, dict[str, Any]]:
    """A meeting of today in the round of solutions, one of yesterday to begin, one held before."""
    now, chair = timezone.now(), side.people["chair"]
    request = request_in(side, "accepted")
    today, ready, held = (
        Meeting.objects.update_or_create(
            community=side.community, day=day_of(now) - timedelta(days=ago),
            defaults={"starts": time(0, 1), "ends": time(23, 59), "venue": "The hall"},
        )[0]
        for ago in range(3)
    )  # fmt: skip
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=today)
    Office.objects.filter(person=side.people["representative"]).update(
        delegated_authority_by="The governors", delegated_authority_on=day_of(now)
    )
    running.begin(held, by=acting(chair), at=now)
    running.end(held, by=acting(chair), at=now)
    chosen = draw_up(today, by=chair, at=now)
    of_request = [item for item in chosen if item.resource_request_id]
    invite_adviser(
        today, email=side.people["invited_adviser"].email, name="Ada Viser", expertise="health", items=of_request,
        whole_meeting=False, by=acting(chair), at=now - timedelta(days=1),
    )  # fmt: skip
    running.begin(today, by=acting(chair), at=now)
    rows = [row.pk for row in RegisterRow.objects.filter(meeting=today, person__isnull=False)]
    mark(today, rows, RegisterRow.State.PRESENT, by=acting(chair), at=now)
    items = list(items_of(today))
    item = next(each for each in items if each.resource_request_id)
    keep_texts(today, item, {"summary": Typed("All agreed.", 0)}, by=acting(chair), at=now)
    guest = add_guest(today, name="Dr Vale", kind=RegisterRow.Kind.ADVISER, by=acting(chair), at=now)
    conflict = declare(today, item, guest, interest="A cousin", by=acting(chair), at=now)
    dispute = note_dispute(
        today,
        item,
        parties="The clerk and a school",
        text="Whether it is eligible",
        chairs_decision="",
        by=acting(chair),
        at=now,
    )
    running.go_to_item(today, item, anyway=True, by=acting(chair), at=now)
    step = steps_of(side.authority)[-1]
    running.go_to_step(today, step, anyway=True, by=acting(chair), at=now)
    for _ in range(3):  # everyone in the round has spoken
        next_speaker(today, passed=False, by=acting(chair), at=now)
    ask_positions(today, wanted=True, by=acting(chair), at=now)
    this = {"pk": today.pk}
    return {
        **dict.fromkeys(
            (
                "meeting_live", "meeting_projector", "meeting_now", "meeting_end", "meeting_go", "meeting_register",
                "meeting_guest_add", "meeting_interest", "meeting_word", "meeting_said", "meeting_positions",
                "meeting_position", "meeting_action_point", "meeting_dispute",
            ),
            this,
        ),
        **dict.fromkeys(("meeting_texts", "meeting_autosave", "meeting_decide"), this | {"item": item.pk}),
        "meeting_begin": {"pk": ready.pk},
        "meeting_reopen": {"pk": held.pk},
        "meeting_back": this | {"conflict": conflict.pk},
        "meeting_dispute_settle": this | {"dispute": dispute.pk},
    }  # fmt: skip


def _now(side: Side) -> Meeting:
    return LiveMeeting.objects.get(meeting__community=side.community, ended_at=None).meeting


def _row(side: Side, who: str) -> RegisterRow:
    found = RegisterRow.objects.filter(person=side.people[who], meeting__day=day_of(timezone.now()))
    return found.get(meeting__community=side.community)


def _item(sending: Sending) -> AgendaItem:
    return items_of(_now(sending.side)).get(resource_request__isnull=False)


def _for(sending: Sending, **fields: Any) -> Fields:
    """With the representative as whom it is entered for, where the sender enters for others."""
    others = {"who": _row(sending.side, "representative").pk} if sending.who in GUIDES else {}
    return {**fields, **others}


def _day(name: str, value: date) -> Fields:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def _later() -> date:
    return day_of(timezone.now()) + timedelta(days=30)


LIVE_FORMS: dict[str, Callable[[Sending], Fields]] = {
    "live_go": lambda sending: {"item": _item(sending).pk, "anyway": "yes"},
    "live_register": lambda sending: {"who": [_row(sending.side, "representative").pk], "mark": "left"},
    "live_guest": lambda _: {"called": "Dr Vale", "kind": "guest"},
    "live_interest": lambda sending: _for(sending, item=_item(sending).pk, interest="A cousin"),
    "live_word": lambda _: {"next": "turn"},
    "live_said": lambda sending: _for(sending, text="A calm corner"),
    "live_positions": lambda _: {"ask": "no"},
    "live_position": lambda sending: _for(sending, stance="agree"),
    "live_texts": lambda _: {"notes": "They spoke.", "summary": "All agreed.", "revision-notes": "0", "revision-summary": "1"},
    "live_autosave": lambda _: {"fields": "notes", "notes": "They spoke.", "revision-notes": "0"},
    "live_decision": lambda _: {
        "outcome": "approved", "responses": ["advice"], "method": "consensus", **_day("review_on", _later()),
    },
    "live_action_point": lambda sending: {
        "text": "Send the plan", "owner": _row(sending.side, "representative").pk, **_day("due_on", _later()),
    },
    "live_dispute": lambda sending: {
        "item": _item(sending).pk, "parties": "A school and the chair", "text": "Whether it is eligible",
        "chairs_decision": "It is.",
    },
    "live_settling": lambda _: {"chairs_decision": "It is."},
}  # fmt: skip
