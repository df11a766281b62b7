"""Action points: progress is reported, they are settled, and their owners are reminded (MBR-4, POST-2)."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.scope import Viewer
from locality.meetings.models import ActionPoint, Progress
from locality.meetings.queries.follow_up import may_report
from locality.meetings.queries.names import MeetingMasks
from locality.minutes import subjects
from locality.minutes.workflow import ACTION_POINTS, Report
from locality.outbox.actions import put
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference
from locality.together.texts import clean
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, NotPossible
from locality.values.whole import whole
from locality.values.working_days import day_of

State = ActionPoint.State
LONGEST = 500
NOT_YOURS = "Only its owner, the chair and the clerk can update this action point."


@transaction.atomic
def report(action_point: ActionPoint, *, text: str, state: str, by: Viewer, at: datetime) -> ActionPoint:
    """Say how an action point goes, and whether it is done or no longer needed. Raises NotPossible.

    What is said is added to what was said before; pupils' names are replaced in it.
    """
    action_point = _locked(action_point)
    if not may_report(by, action_point):
        raise NotAllowed(NOT_YOURS)
    if not ACTION_POINTS.is_possible(action_point.state, state):
        raise NotPossible(f"This action point is already “{action_point.get_state_display()}”.")
    text = clean(text).strip()
    if not text:
        raise NotPossible("Enter what progress you have made.")
    mask = MeetingMasks(action_point.meeting).of_item(action_point.item)
    _take(action_point, Report(state), text=whole(mask(text), LONGEST), by=by.user, at=at)
    record("action_point.report", action_point, by=by.user, at=at, after={"state": action_point.state})
    return action_point


@transaction.atomic
def remind(action_point: ActionPoint, *, at: datetime) -> None:
    """Tell the owner once that the day is near."""
    action_point = _locked(action_point)
    owner = action_point.owner
    if action_point.state != State.OPEN or action_point.reminded_at or not owner:
        return
    about = subjects.board_report_due if action_point.report_on else subjects.action_point_due
    action_point.reminded_at = at
    action_point.save(update_fields=["reminded_at"])
    _put(
        action_point,
        owner,
        about(action_point.community.name, action_point.due_on, day_of(at)),
        at=at,
    )


@transaction.atomic
def remind_before(action_point: ActionPoint, *, meeting: Meeting, at: datetime) -> None:
    """Ask the owner, once for each meeting, to report before it (MBR-4)."""
    action_point = _locked(action_point)
    owner = action_point.owner
    if action_point.state != State.OPEN or action_point.reminded_for_id == meeting.pk or not owner:
        return
    action_point.reminded_for = meeting
    action_point.save(update_fields=["reminded_for"])
    before = f" before the meeting on {show_day(meeting.day)}"
    about = subjects.board_report_before if action_point.report_on else subjects.action_point_before
    _put(action_point, owner, about(meeting), before, at=at)


def _take(action_point: ActionPoint, event: Report, *, text: str, by: User, at: datetime) -> None:
    """Move a locked action point along its life. Its history is what was reported, row by row (`Progress`)."""
    before = action_point.state
    action_point.state = State(ACTION_POINTS.next(before, event))
    if action_point.state != before:
        action_point.settled_at = at
        action_point.save(update_fields=["state", "settled_at"])
    Progress.objects.create(action_point=action_point, text=text, by=by, at=at)


def _put(action_point: ActionPoint, owner: User, subject: str, before: str = "", *, at: datetime) -> None:
    put(
        to=owner,
        kind="action_point.reminder",
        subject=subject,
        lines=[_what_it_is(action_point, day_of(at)), f"Please report your progress in Locality{before}."],
        link=reverse("action_point", args=[action_point.pk]),
        reference=message_reference(action_point.meeting_id),
        at=at,
    )


def _what_it_is(action_point: ActionPoint, today: date) -> str:
    """Nobody took the report to the area board on: each quarter asks for it."""
    community, due = action_point.community.name, action_point.due_on
    if not action_point.report_on:
        return (
            f"You took on an action point at the {community} meeting on {show_day(action_point.meeting.day)}. "
            f"It {subjects.due_words(due, today)}."
        )
    if due < today:
        return f"The {community} area board report was due on {show_day(due)}. Please prepare it with the chair now."
    return f"Please prepare the {community} area board report with the chair by {show_day(due)}."


def _locked(action_point: ActionPoint) -> ActionPoint:
    return (
        ActionPoint.objects.select_for_update(of=("self",))
        .select_related("owner", "community", "meeting__community", "item")
        .get(pk=action_point.pk)
    )
