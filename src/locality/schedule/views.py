"""Meetings: the list, and adding one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.communities.deadlines import deadlines_by_authority
from locality.communities.models import Community
from locality.communities.queries import communities_for
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.schedule.actions import add_meeting
from locality.schedule.forms import MeetingForm
from locality.schedule.presenters import meeting_rows
from locality.schedule.queries import meetings_for
from locality.values.dates import show_day
from locality.values.transitions import NotPossible


@requires(Permission.MEETINGS_SEE)
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to come, soonest first, or those that are past."""
    viewer = viewer_of_request(request)
    past = request.GET.get("when") == "past"
    found = meetings_for(viewer)
    found = (
        found.filter(day__lt=viewer.today).order_by("-day", "starts", "pk")
        if past
        else found.filter(day__gte=viewer.today).order_by("day", "starts", "pk")
    )
    page = paginate(request, found)
    deadlines = deadlines_by_authority((each.community.authority for each in page), on=viewer.today)
    return render(
        request,
        "schedule/meetings.html",
        {
            "title": "Meetings",
            "page": page,
            "rows": meeting_rows(page, deadlines, viewer.today),
            "past": past,
            "may_add": viewer.can_somewhere(Permission.MEETINGS_MANAGE),
        },
    )


@requires(Permission.MEETINGS_MANAGE)
def meeting_add(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of one of the person's communities."""
    viewer = viewer_of_request(request)
    mine = _communities_managed(viewer)
    form = MeetingForm(
        request.POST or None,
        communities=mine,
        today=viewer.today,
        initial={"community": request.GET.get("community") or (str(mine[0].pk) if len(mine) == 1 else "")},
    )
    if request.method == "POST" and form.is_valid():
        done = _add(request, form, mine)
        if done:
            return done
    return render(
        request,
        "schedule/meeting_add.html",
        {"title": "Add a meeting", "form": form},
        status=400 if form.errors else 200,
    )


def _communities_managed(viewer: Viewer) -> list[Community]:
    scope = viewer.scope(Permission.MEETINGS_MANAGE)
    return list(
        communities_for(viewer)
        .filter(scope.q(community="pk", area="area_id", authority="authority_id"))
        .order_by("name")
    )


def _add(request: HttpRequest, form: MeetingForm, mine: list[Community]) -> HttpResponseRedirect | None:
    given = form.cleaned_data
    community = next(each for each in mine if str(each.pk) == given.pop("community"))
    try:
        meeting = add_meeting(community=community, by=viewer_of_request(request).user, at=timezone.now(), **given)
    except NotPossible as refusal:
        form.add_error("day", refusal.sentence)
        return None
    messages.success(request, f"{community.name} meets on {show_day(meeting.day)}.")
    return redirect("meetings")
