"""A round of the discussion: who speaks, who passes, what each one says (CHA-6, SFA-1, SFA-4)."""

from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import lock_running_meeting, refuse_gone_on, refuse_outside, refuse_to_enter_for
from locality.live.actions.turns import contribution_of, finish_turn
from locality.meetings.actions.items import lock_item
from locality.meetings.models import Contribution, LiveMeeting, RegisterRow
from locality.meetings.queries.live import asked_in, had_a_turn, place_of, register_of, round_at
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.rounds import next_in
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible

MOST_LETTERS = 4000  # of one person in one round
NO_ROUND = "There is no round at the moment."
NO_ROUND_ANY_MORE = "That round has ended. We did not save what you wrote."


@transaction.atomic
def next_speaker(meeting: Meeting, *, passed: bool, by: Viewer, at: datetime, seen: str = "") -> LiveMeeting:
    """End the turn of who speaks, or let them pass, and give the word to the next without a turn.

    `seen` is where the meeting was, and who spoke, when the button was pressed. Raises NotPossible.
    """
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    refuse_gone_on(running, seen, speaker=True)
    refuse_outside(running.item, by.user)
    rows = _round(running)
    if passed and running.speaker is None:
        raise NotPossible("No one is speaking. Call someone first.")
    finish_turn(running, at, passed=passed)
    following = next_in(list(rows), had_a_turn(running), running.speaker_id)
    running.speaker = rows[following] if following else None
    running.save()
    return running


@transaction.atomic
def give_word(meeting: Meeting, attendance: RegisterRow, *, by: Viewer, at: datetime, seen: str = "") -> LiveMeeting:
    """Give the word to one person of the round. Raises NotPossible for anyone who is not asked in it."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    refuse_gone_on(running, seen, speaker=True)
    refuse_outside(running.item, by.user)
    rows = _round(running)
    if attendance.pk not in rows:
        called = MeetingMasks(meeting).name(attendance)
        raise NotPossible(f"{called} is not part of this round.")
    finish_turn(running, at)
    running.speaker = rows[attendance.pk]
    running.save()
    return running


@transaction.atomic
def keep_said(
    meeting: Meeting, attendance: RegisterRow, *, text: str, was_heard: bool, by: Viewer, at: datetime, seen: str = ""
) -> Contribution:
    """Note what somebody of a round says, below what they said before; pupils stand as letters in it.

    `seen` is where the meeting was on the page it was written on: it is noted in that round, also where the meeting has
    gone on since. What chair or clerk note `was_heard` in the room, so it was that member's turn. Who types ahead keeps
    theirs (CHA-6). Raises NotPossible.
    """
    refuse_to_enter_for(attendance, meeting, by)
    running, masks = lock_running_meeting(meeting), MeetingMasks(meeting)
    where = round_at(running, seen)
    if where is None:
        raise NotPossible(NO_ROUND_ANY_MORE if seen and seen != place_of(running) else NO_ROUND)
    refuse_outside(lock_item(where.item, meeting), by.user)
    if attendance.pk not in {row.pk for row in asked_in(where, register_of(meeting))}:
        called = masks.name(attendance)
        raise NotPossible(f"{called} is not part of this round. You cannot add anything for them.")
    if not text.strip():
        raise NotPossible("Enter what was said.")
    text = masks.of_item(where.item)(text)
    contribution = contribution_of(where, attendance, at)
    together = "\n".join(filter(None, (contribution.text, text.strip())))
    if len(together) > MOST_LETTERS:
        raise NotPossible("This is too long for one round. Shorten it, or add it to the notes.")
    contribution.text = together
    if was_heard and contribution.attendance_id != running.speaker_id:
        contribution.turn_at = contribution.turn_at or at
    contribution.passed = False
    contribution.save()
    return contribution


def _round(running: LiveMeeting) -> dict[int, RegisterRow]:
    if (now := round_at(running, "")) is None:
        raise NotPossible(NO_ROUND)
    return {row.pk: row for row in asked_in(now, register_of(running.meeting))}
