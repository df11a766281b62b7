"""Which schools came to the last meetings, and telling the chair of those that did not (CLK-3)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Community
from locality.communities.scope import Viewer
from locality.meetings.actions.attendance import raise_non_attendance
from locality.meetings.presenters.attendance import record_rows
from locality.meetings.queries.attendance import attendance_readers, meetings_held, register_of, seats_of
from locality.meetings.rules.attendance import absence_runs, to_raise
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

SHOWN = 6  # meetings beside one another


def _community(viewer: Viewer, pk: int) -> Community:
    found = next((each for each in attendance_readers(viewer) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


@requires(Permission.MEETING_CLERK, Permission.MEETING_LEAD)
def attendance_record(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Each school at each of the last meetings, and what is to be raised."""
    community = _community(viewer, pk)
    meetings = meetings_held(community, most=SHOWN)
    runs = absence_runs(seats_of(community, on=viewer.today))
    after = deadlines_of(community.authority, on=viewer.today).rules.absences_raised_after
    return render(
        request,
        "meetings/attendance.html",
        {
            "title": "Record of attendance",
            "caption": community.name,
            "community": community,
            "meetings": meetings,
            "rows": record_rows(meetings, register_of(meetings), runs),
            "after": after,
            "clerks": viewer.can(Permission.MEETING_CLERK, community=community),
            "to_raise": {run.school for run in to_raise(runs, after)},
        },
    )


@requires(Permission.MEETING_CLERK)
def attendance_raise(request: HttpRequest, viewer: Viewer, pk: int, school: int) -> HttpResponse:
    """Raise to the chair that a school had no representative at several meetings in a row."""
    community = _community(viewer, pk)
    if not viewer.can(Permission.MEETING_CLERK, community=community):
        raise Http404
    run = next((each for each in absence_runs(seats_of(community, on=viewer.today)) if each.school == school), None)
    if run is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            raise_non_attendance(community, school=school, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            done = f"You’ve raised the non-attendance of {run.school_name}."
            messages.success(request, say_done(done, ["the chair"], "We have not emailed the school."))
            return redirect("attendance_record", community.pk)
    return render(
        request,
        "meetings/attendance_raise.html",
        {
            "title": f"Raise non-attendance of {run.school_name}",
            "caption": community.name,
            "community": community,
            "run": run,
            "problem": problem,
        },
        status=400 if problem else 200,
    )
