"""Positions: asked for by chair or clerk, taken by each member or entered for them (CHA-8, DEC-1)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.live.actions import taking_positions as actions
from locality.live.rules import why_no_position
from locality.live.views.live import back, do, live_page, number, run_by, taken_part_in
from locality.meetings.models import Position
from locality.meetings.queries.live import attendance_of


@requires(Permission.MEETING_RUN)
def meeting_positions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the members where they stand, or stop asking."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    if request.method != "POST":
        return back(pk)
    wanted = request.POST.get("ask") == "yes"
    seen = number(request.POST.get("seen", ""))
    return do(
        request,
        viewer,
        meeting,
        lambda: actions.ask_positions(meeting, wanted=wanted, by=viewer, at=timezone.now(), seen=seen),
    )


@requires(Permission.MEETING_TAKE_PART)
def meeting_position(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own position; chair and clerk enter those of others too, as they are said."""
    viewer = viewer_of_request(request)
    meeting = taken_part_in(viewer, pk)
    if request.method != "POST":
        return back(pk)
    stance, seen = request.POST.get("stance", ""), number(request.POST.get("seen", ""))
    if stance not in Position.Stance.values:
        return live_page(request, viewer, meeting, problem="Choose a position.")
    runs = viewer.can(Permission.MEETING_RUN, community=meeting.community)
    if runs and "who" in request.POST:
        attendance = get_object_or_404(meeting.attendances, pk=number(request.POST["who"]))
    else:
        own = attendance_of(meeting, viewer)
        if own is None:
            return live_page(request, viewer, meeting, problem="You are not in the register of this meeting.")
        if not own.votes:
            raise PermissionDenied(why_no_position(votes=False, present=True, out=False))
        attendance = own
    return do(
        request,
        viewer,
        meeting,
        lambda: actions.take_position(
            meeting, attendance, stance=Position.Stance(stance), by=viewer, at=timezone.now(), seen=seen
        ),
    )
