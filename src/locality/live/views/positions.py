"""Positions: asked for by chair or clerk, taken by each member or entered for them (CHA-8, DEC-1)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.live.actions import taking_positions as actions
from locality.live.rules import why_no_position
from locality.live.views.live import Pressed, number, pressed, run_by, taken_part_in
from locality.meetings.models import Position
from locality.meetings.queries.live import attendance_of
from locality.schedule.models import Meeting


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_positions(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Ask the members where they stand, or stop asking."""
    wanted = here.request.POST.get("ask") == "yes"
    seen = number(here.request.POST.get("seen", ""))
    return here.do(lambda: actions.ask_positions(meeting, wanted=wanted, by=viewer, at=timezone.now(), seen=seen))


@requires(Permission.MEETING_TAKE_PART)
@pressed(taken_part_in)
def meeting_position(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Take one's own position; chair and clerk enter those of others too, as they are said."""
    stance, seen = here.request.POST.get("stance", ""), number(here.request.POST.get("seen", ""))
    if stance not in Position.Stance.values:
        return here.page(problem="Select a position.")
    runs = viewer.can(Permission.MEETING_RUN, community=meeting.community)
    if runs and "who" in here.request.POST:
        attendance = get_object_or_404(meeting.attendances, pk=number(here.request.POST["who"]))
    else:
        own = attendance_of(meeting, viewer)
        if own is None:
            return here.page(problem="You are not in the register of this meeting.")
        if not own.votes:
            raise PermissionDenied(why_no_position(votes=False, present=True, out=False))
        attendance = own
    return here.do(
        lambda: actions.take_position(
            meeting, attendance, stance=Position.Stance(stance), by=viewer, at=timezone.now(), seen=seen
        )
    )
