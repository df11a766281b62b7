"""Action points: those of a person and of their communities, and reporting how they go (MBR-4, POST-2)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.meetings.models import ActionPoint
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.as_read import points_as_read, progress_as_read
from locality.meetings.queries.follow_up import action_points_for, may_report, progress_of
from locality.minutes.actions import follow_up as actions
from locality.minutes.forms.follow_up import ReportForm
from locality.minutes.presenters.follow_up import CHOICES, point_rows, reports_told, which_of
from locality.values.dates import show_day


@requires(Permission.MEETING_TAKE_PART)
def action_points(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open action points, one's own or everybody's, and those that are settled."""
    which = which_of(request.GET.get("which", ""))
    page = paginate(request, which.narrow(action_points_for(viewer), viewer.user.pk))
    return render(
        request,
        "minutes/action_points.html",
        {
            "title": "Action points",
            "page": page,
            "rows": point_rows(points_as_read(page), viewer.today),
            "which": which,
            "choices": CHOICES,
        },
    )


@requires(Permission.MEETING_TAKE_PART)
def action_point(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One action point with what was reported; its owner, the chair and the clerk report on it."""
    found = get_object_or_404(action_points_for(viewer), pk=pk)
    reports = may_report(viewer, found)
    is_open = found.state == ActionPoint.State.OPEN
    form = ReportForm(request.POST or None) if reports and (is_open or request.method == "POST") else None
    if form:
        form.others = others_of(viewer, found.meeting, found.item)
    if request.method == "POST" and form is None:
        raise PermissionDenied(actions.NOT_YOURS)
    if request.method == "POST" and form and form.is_valid():
        with form.refusals("text"):
            actions.report(found, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "You’ve reported your progress. Members of the community can see it.")
            return redirect("action_point", found.pk)
    return render(
        request,
        "minutes/action_point.html",
        {
            "title": "Action point",
            "caption": f"{found.community.name}, meeting on {show_day(found.meeting.day)}",
            "point": point_rows(points_as_read([found]), viewer.today)[0],
            "progress": reports_told(progress_as_read(progress_of(found), found)),
            "form": form,
        },
        status=400 if form and form.errors else 200,
    )
