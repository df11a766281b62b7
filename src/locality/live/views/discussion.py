"""The rounds of a discussion, guided by chair or clerk; what is said, also typed by each member (CHA-6, SFA-1, SFA-4)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.live.actions import discussing as actions
from locality.live.forms.live import MySaidForm, SaidForm
from locality.live.presenters.item import label_of
from locality.live.views.live import Pressed, Shown, number, pressed, run_by, taken_part_in
from locality.meetings.models import RegisterRow
from locality.meetings.queries.as_read import register_as_read
from locality.meetings.queries.live import asked_in, attendance_of, register_of, round_at, running_of
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_word(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Give the word to the next, let the speaker pass, or give it to one person."""
    now, seen = timezone.now(), here.request.POST.get("seen", "")
    if "to" in here.request.POST:
        attendance = _row(meeting, here.request.POST["to"])
        return here.do(lambda: actions.give_word(meeting, attendance, by=viewer, at=now, seen=seen))
    passed = here.request.POST.get("next") == "pass"
    return here.do(lambda: actions.next_speaker(meeting, passed=passed, by=viewer, at=now, seen=seen))


@requires(Permission.MEETING_TAKE_PART)
@pressed(taken_part_in)
def meeting_said(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Note what somebody says in the round: one's own words, or for chair and clerk anybody's."""
    now, seen = timezone.now(), here.request.POST.get("seen", "")
    running = running_of(meeting)
    where = round_at(running, seen) if running else None
    shown = Shown(where.item if where else None, seen)
    if not viewer.can(Permission.MEETING_RUN, community=meeting.community):
        own = attendance_of(meeting, viewer)
        if own is None:
            return here.page(problem="You are not in the register of this meeting.")
        return here.fill_in(
            MySaidForm(here.request.POST),
            lambda given: actions.keep_said(
                meeting, own, text=given["text"], was_heard=False, by=viewer, at=now, seen=seen
            ),
            shown,
        )
    asked = asked_in(where, register_as_read(register_of(meeting), MeetingMasks(meeting))) if where else []
    return here.fill_in(
        SaidForm(here.request.POST, people=[(str(row.pk), label_of(row)) for row in asked]),
        lambda given: actions.keep_said(
            meeting, _row(meeting, given["who"]), text=given["text"], was_heard=True, by=viewer, at=now, seen=seen
        ),
        shown,
    )


def _row(meeting: Meeting, sent: str) -> RegisterRow:
    return get_object_or_404(meeting.attendances.select_related("school"), pk=number(sent))
