"""Beginning a meeting, going along its agenda, ending it, and opening it again to correct (CHA-3, CHA-5)."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.audit.actions import record
from locality.communities.queries import rules_on
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live import subjects
from locality.live.actions.turns import finish_turn
from locality.meetings.actions.agenda import draw_up
from locality.meetings.actions.board_reports import ask_for_board_report
from locality.meetings.actions.items import lock_item
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import AgendaItem, DiscussionStep, Interest, ItemRecord, LiveMeeting, RegisterRow
from locality.meetings.queries.access import takes_part
from locality.meetings.queries.agenda import accepted_for, items_of, steps_of
from locality.meetings.queries.follow_up import held_without_report
from locality.meetings.queries.live import (
    keepers_of,
    left_out_of,
    place_of,
    schools_in,
    serving_at,
)
from locality.meetings.queries.minutes import by_when
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.timers import used
from locality.outbox.actions import put
from locality.resource_requests.actions import following_meetings
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.actions.arranging_meetings import locked
from locality.schedule.actions.steps import check_meeting, take_meeting
from locality.schedule.models import Invitee, Meeting
from locality.schedule.queries import message_reference, upcoming
from locality.schedule.workflow import E, S
from locality.values.dates import show_day, show_moment
from locality.values.refusals import NotAllowed, NotPossible
from locality.values.sentences import in_a_row
from locality.values.whole import whole
from locality.values.working_days import day_of

OUTSIDE = "You have declared an interest in this item. You take no part in it."
_KINDS = {slug: RegisterRow.Kind(role.seat) for slug, role in ROLES.items() if role.seat}


@transaction.atomic
def begin(meeting: Meeting, *, by: Viewer, at: datetime) -> LiveMeeting:
    """Begin a meeting: its agenda is drawn up, its register filled, and the first item runs. Raises NotPossible.

    Nobody has to be there: no number of members is asked for (QUO-1).
    """
    meeting = locked(meeting)
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    check_meeting(meeting, E.BEGIN, at=at)
    draw_up(meeting, by=by.user, at=at)
    steps = steps_of(meeting.community.authority)
    DiscussionStep.objects.bulk_create([step for step in steps if step.pk is None])
    take_meeting(meeting, E.BEGIN, by=by.user, at=at)
    running = LiveMeeting.objects.create(meeting=meeting, version=1, began_at=at)
    _fill_register(meeting, by=by.user, at=at)
    _enter(running, items_of(meeting).first(), at)
    record("meeting.begin", meeting, by=by.user, at=at, after={"state": meeting.state})
    return running


@transaction.atomic
def end(meeting: Meeting, *, by: Viewer, at: datetime) -> Meeting:
    """End a meeting. Who was not there is marked as absent; requests it did not decide go to the next one.

    One that was opened again to correct it keeps the moment at which it ended.
    """
    meeting = locked(meeting)
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    _refuse_ended(meeting, by.user)
    check_meeting(meeting, E.END, at=at)
    running = lock_running_meeting(meeting)
    _leave(running, at)
    Interest.objects.filter(item__meeting=meeting, back_at=None).update(back_at=at)
    running.ended_at = running.ended_at or at
    running.asks_positions = False
    running.save()
    expected = RegisterRow.objects.filter(meeting=meeting, state=RegisterRow.State.EXPECTED)
    expected.update(state=RegisterRow.State.ABSENT)
    take_meeting(meeting, E.END, by=by.user, at=at)
    following = following_of_ended(meeting, day_of(at))
    left = list(accepted_for(meeting))
    _keep_undecided(meeting, left, following, at)
    if following:
        for rfr in left:
            following_meetings.put_off(
                rfr, to=following, why="The meeting ended before it was decided.", by=by.user, at=at
            )
    if held_without_report(meeting.community.authority, meeting.day).filter(pk=meeting.pk).exists():
        ask_for_board_report(meeting, by=by.user, at=at)
    record("meeting.end", meeting, by=by.user, at=at, after={"state": meeting.state, "undecided": len(left)})
    return meeting


def following_of_ended(meeting: Meeting, today: date) -> Meeting | None:
    """Where the requests go that a meeting ends without deciding; None where no other is planned."""
    return upcoming(meeting.community, today).exclude(pk=meeting.pk).order_by("day", "starts").first()


@transaction.atomic
def reopen(meeting: Meeting, *, why: str, goes_on: bool = False, by: Viewer, at: datetime) -> LiveMeeting:
    """Open a meeting that was held again, to correct what was kept: it keeps its end, and no time runs meanwhile.

    With `goes_on` it was ended too early: its times go on where they stood, and it gets another end. Chair and clerk
    are told why. Raises NotPossible.
    """
    meeting = locked(meeting)
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    check_meeting(meeting, E.REOPEN, at=at)
    running = LiveMeeting.objects.select_for_update().get(meeting=meeting)
    if not why.strip():
        raise NotPossible("Enter why you are reopening the meeting.")
    why = whole(MeetingMasks(meeting).of(None)(why.strip()), 300)
    running.version += 1
    if goes_on:
        running.ended_at = None
    if running.item:
        running.item_began_at = at if goes_on else None
        ItemRecord.objects.filter(item=running.item).update(ended_at=None)
        _send_out(running.item, at if goes_on else None)
    running.save()
    take_meeting(meeting, E.REOPEN, by=by.user, at=at, note=why)
    _tell_reopened(meeting, why, by=by.user, at=at)
    log_meeting("meeting.reopen", meeting, by=by.user, at=at, after={"state": meeting.state}, typed={"why": why})
    return running


@transaction.atomic
def go_to_item(
    meeting: Meeting, item: AgendaItem, *, anyway: bool, by: Viewer, at: datetime, seen: str = ""
) -> LiveMeeting:
    """Leave the running item and begin another; whoever guides the meeting may do it from outside the room.

    `seen` is the place of the meeting that the button was pressed on. Raises NotPossible where the meeting has gone on
    since, or somebody in a round would be left out.
    """
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    refuse_gone_on(running, seen)
    item = lock_item(item, meeting)
    _refuse_to_leave_out(running, anyway=anyway, by=by.user, at=at)
    _leave(running, at)
    _enter(running, item, at)
    log_meeting("meeting.item", meeting, by=by.user, at=at, typed={"item": item.title})
    return running


@transaction.atomic
def go_to_step(
    meeting: Meeting, step: DiscussionStep, *, anyway: bool, by: Viewer, at: datetime, seen: str = ""
) -> LiveMeeting:
    """Go to another step of the discussion. Raises NotPossible as `go_to_item` does, and who is out of the room."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    refuse_gone_on(running, seen)
    refuse_outside(running.item, by.user)
    if not running.item or not running.item.resource_request_id:
        raise NotPossible("Only the discussion of a request has steps.")
    if step.authority_id != meeting.community.authority_id:
        raise NotPossible("This is not one of this council’s steps.")
    _refuse_to_leave_out(running, anyway=anyway, by=by.user, at=at)
    finish_turn(running, at)
    running.step, running.step_began_at, running.round, running.speaker = step, at, 1, None
    running.save()
    return running


@transaction.atomic
def begin_round(meeting: Meeting, *, anyway: bool, by: Viewer, at: datetime, seen: str = "") -> LiveMeeting:
    """One more round of the same step. Raises NotPossible where the authority's step has no more, and as above."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    refuse_gone_on(running, seen)
    refuse_outside(running.item, by.user)
    step = running.step
    if step is None or step.manner != DiscussionStep.Manner.ROUND:
        raise NotPossible("This step has no rounds.")
    if running.round >= step.rounds:
        raise NotPossible(f"“{step.title}” can have {step.rounds} round{'' if step.rounds == 1 else 's'} at most.")
    _refuse_to_leave_out(running, anyway=anyway, by=by.user, at=at)
    finish_turn(running, at)
    running.round += 1
    running.speaker = None
    running.save()
    return running


def refuse_to_enter_for(attendance: RegisterRow, meeting: Meeting, viewer: Viewer) -> None:
    """Whoever guides the meeting enters for anybody what they say; everybody else only for themself.

    Raises NotAllowed, and NotPossible for a row of another meeting's register.
    """
    if not viewer.can(Permission.MEETING_RUN, community=meeting.community) and (
        attendance.person_id != viewer.user.pk or not takes_part(viewer, meeting)
    ):
        raise NotAllowed("Only the chair and clerk can enter this for someone else.")
    refuse_other_register(attendance, meeting)


def refuse_other_register(attendance: RegisterRow, meeting: Meeting) -> None:
    """A right in one meeting says nothing about the people of another one. Raises NotPossible."""
    if attendance.meeting_id != meeting.pk:
        raise NotPossible("This person is in another meeting’s register.")


def lock_running_meeting(meeting: Meeting, *, is_seen: bool = True) -> LiveMeeting:
    """The running meeting, held until the transaction ends. Raises NotPossible.

    What `is_seen` by others raises its version: every screen will fetch it anew.
    """
    running = LiveMeeting.objects.select_for_update().filter(meeting=meeting).first()
    if running is None or not Meeting.objects.filter(pk=meeting.pk, state=S.RUNNING).exists():
        raise NotPossible("The meeting is not running at the moment.")
    if is_seen:
        running.version += 1
        running.save(update_fields=["version"])
    return running


def refuse_gone_on(running: LiveMeeting, seen: str, *, speaker: bool = False) -> None:
    """A button pressed twice, or by two people, has one effect. Raises NotPossible; without `seen` nothing is asked."""
    if seen and seen != place_of(running, speaker=speaker):
        raise NotPossible("The meeting has moved on. Check where it is now, then try again.")


def refuse_outside(item: AgendaItem | None, by: User) -> None:
    """Who is out of the room for an item has no part in it, also where they guide the meeting (DUR-1)."""
    if item and Interest.objects.filter(item=item, attendance__person=by, back_at=None).exists():
        raise NotPossible(OUTSIDE)


def _enter(running: LiveMeeting, item: AgendaItem | None, at: datetime) -> None:
    running.item, running.item_began_at = item, at if item and not running.ended_at else None
    running.step, running.step_began_at, running.round, running.speaker = None, None, 1, None
    running.asks_positions = False
    if item:
        _send_out(item, at if not running.ended_at else None)
        record, _ = ItemRecord.objects.get_or_create(item=item)
        record.began_at, record.ended_at = record.began_at or at, None
        record.save(update_fields=["began_at", "ended_at"])
    if item and item.resource_request_id:
        running.step = steps_of(running.meeting.community.authority)[0]
        running.step_began_at = at
    running.save()


def _refuse_ended(meeting: Meeting, by: User) -> None:
    """Who ended it already, and when, for whoever presses on an older page. Raises NotPossible."""
    step = meeting.steps.filter(event=E.END).select_related("by").last() if meeting.state != S.RUNNING else None
    if step:
        who = "You" if step.by_id == by.pk else step.by.name
        raise NotPossible(f"{who} ended the meeting on {show_moment(step.at)}. Nothing was changed.")


def _send_out(item: AgendaItem, at: datetime | None) -> None:
    """Whoever has an interest in an item leaves the room again; `at` is None while what was kept is only corrected."""
    for interest in Interest.objects.select_for_update().filter(item=item):
        go_out(interest, at)


def go_out(interest: Interest, at: datetime | None) -> None:
    """Send somebody out of the room for an item; since when is kept where they were called back in it before."""
    interest.back_at = None
    if at and is_called_back(interest):
        interest.moments = [*interest.moments, at.isoformat()]
    interest.save(update_fields=["back_at", "moments"])


def is_called_back(interest: Interest) -> bool:
    """Whether the last thing kept is that they were called back while the item ran."""
    return len(interest.moments) % 2 == 1


def _leave(running: LiveMeeting, at: datetime) -> None:
    """Keep the time the item took; who was out of the room for it comes back."""
    if running.item is None:
        return
    finish_turn(running, at)
    record = ItemRecord.objects.select_for_update().get(item=running.item)
    record.seconds = used(record.seconds, running.item_began_at, at)
    record.ended_at = at
    record.save(update_fields=["seconds", "ended_at"])
    Interest.objects.filter(item=running.item, back_at=None).update(back_at=at)
    running.item_began_at = None
    running.speaker = None


def _refuse_to_leave_out(running: LiveMeeting, *, anyway: bool, by: User, at: datetime) -> None:
    """CHA-6: going on while somebody has had no turn is a choice, and is recorded. A decision ends the discussion."""
    left_out = left_out_of(running)
    if not left_out:
        return
    masks = MeetingMasks(running.meeting)
    names = in_a_row(row.school.name if row.school else masks.name(row) for row in left_out)
    rfr = running.item.resource_request if running.item else None
    if not anyway and (rfr is None or rfr.state == RequestState.ACCEPTED):
        raise NotPossible(f"Not yet called in this round: {names}. Call them, or move on anyway.")
    record(
        "meeting.left_out",
        running.meeting,
        by=by,
        at=at,
        after={"step": running.step.title if running.step else "", "round": running.round, "who": names},
    )


def _keep_undecided(meeting: Meeting, left: list[ResourceRequest], following: Meeting | None, at: datetime) -> None:
    """What becomes of the requests it did not decide: the minutes say it under each, also once they were moved on again."""
    for item in items_of(meeting).filter(resource_request__in=[each.pk for each in left]):
        ItemRecord.objects.update_or_create(item=item, defaults={"undecided_at": at, "carried_to": following})


def _tell_reopened(meeting: Meeting, why: str, *, by: User, at: datetime) -> None:
    for person in keepers_of(meeting.community, on=day_of(at)):
        if person.pk != by.pk:
            put(
                to=person,
                kind="meeting.reopened",
                subject=subjects.reopened(meeting),
                lines=[
                    f"{by.name} reopened the meeting on {show_day(meeting.day)} to correct it: {why}",
                    "Next, the chair or clerk corrects the meeting and ends it again. Then the clerk distributes the minutes."
                    f"{by_when(meeting, 1, at)}",
                ],
                link=reverse("meeting_live", args=[meeting.pk]),
                reference=message_reference(meeting.pk),
                at=at,
            )


def _fill_register(meeting: Meeting, *, by: User, at: datetime) -> None:
    """A row for each person of the meeting and for each school without one; who can’t come has sent apologies."""
    on = day_of(at)
    rules = rules_on(meeting.community.authority, on)
    answers = {each.person_id: each for each in Invitee.objects.filter(meeting=meeting).select_related("person")}
    rows: dict[int, RegisterRow] = {}
    voting: set[int] = set()
    for office in serving_at(meeting.community, on=on):
        kind = _KINDS[office.role]
        row = rows.setdefault(
            office.person_id, RegisterRow(meeting=meeting, person=office.person, name=office.person.name, kind=kind)
        )
        if kind == RegisterRow.Kind.CHAIR:
            row.kind, row.votes = kind, row.votes or rules.chair_votes
        elif kind == RegisterRow.Kind.CLERK:
            row.votes = row.votes or rules.clerk_votes
        if office.school_id and office.school_id not in voting:
            row.school = row.school or office.school
            if row.kind not in {RegisterRow.Kind.CHAIR, RegisterRow.Kind.MEMBER}:
                row.kind = kind
            if office.delegated_authority_on or not rules.delegated_authority_needed:
                row.votes = True
                voting.add(office.school_id)
        elif office.school_id:
            row.school = row.school or office.school
    for invitee in answers.values():
        if not (invitee.as_adviser and invitee.person.is_active):
            continue  # somebody who has left the community since, or whose account is closed
        rows.setdefault(
            invitee.person_id,
            RegisterRow(
                meeting=meeting,
                person=invitee.person,
                name=invitee.person.name,
                kind=RegisterRow.Kind.ADVISER,
                votes=rules.advisers_vote,
            ),
        )
    for row in rows.values():
        answer = answers.get(row.person_id or 0)
        if answer and answer.answer == Invitee.Answer.NO:
            row.state = RegisterRow.State.APOLOGIES
        if row.person_id == by.pk:
            row.state, row.arrived_at = RegisterRow.State.PRESENT, at
    represented = {row.school_id for row in rows.values()}
    empty = [
        RegisterRow(meeting=meeting, school=school, name=school.name, kind=RegisterRow.Kind.MEMBER)
        for school in schools_in(meeting.community)
        if school.pk not in represented
    ]
    RegisterRow.objects.bulk_create([*rows.values(), *empty])
