"""Beginning and ending a meeting, and going along its agenda (CHA-3, CHA-5)."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.meetings.actions import running as actions
from locality.meetings.queries.agenda import accepted_for, items_of, steps_of
from locality.meetings.views.live import back, do, live_page, number, run_by
from locality.values.dates import show_day
from locality.values.transitions import NotPossible


@requires(Permission.MEETING_RUN)
def meeting_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the meeting."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    if request.method != "POST":
        return back(pk)
    return do(request, viewer, meeting, lambda: actions.begin(meeting, by=viewer.user, at=timezone.now()))


@requires(Permission.MEETING_RUN)
def meeting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the meeting, after a look at what it leaves undone."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    problem = ""
    if request.method == "POST":
        try:
            actions.end(meeting, by=viewer.user, at=timezone.now())
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            return redirect("meeting_live", meeting.pk)
    return render(
        request,
        "meetings/meeting_end.html",
        {
            "title": "End the meeting?",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "undecided": list(accepted_for(meeting)),
            "problem": problem,
        },
        status=400 if problem else 200,
    )


@requires(Permission.MEETING_RUN)
def meeting_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a meeting that was held again, to correct it."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    if request.method != "POST":
        return back(pk)
    return do(request, viewer, meeting, lambda: actions.reopen(meeting, by=viewer.user, at=timezone.now()))


@requires(Permission.MEETING_RUN)
def meeting_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to an item, to a step of its discussion, or into one more round."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    if request.method != "POST":
        return back(pk)
    now, anyway = timezone.now(), request.POST.get("anyway") == "yes"
    act: Callable[[], object]
    if "item" in request.POST:
        item = get_object_or_404(items_of(meeting), pk=number(request.POST["item"]))
        act = partial(actions.go_to_item, meeting, item, anyway=anyway, by=viewer.user, at=now)
    elif "step" in request.POST:
        wanted = number(request.POST["step"])
        step = next((each for each in steps_of(meeting.community.authority) if each.pk == wanted), None)
        if step is None:
            raise Http404
        act = partial(actions.go_to_step, meeting, step, anyway=anyway, by=viewer.user, at=now)
    elif "round" in request.POST:
        act = partial(actions.begin_round, meeting, anyway=anyway, by=viewer.user, at=now)
    else:
        return live_page(request, viewer, meeting, problem="Choose where the meeting goes next.")
    return do(request, viewer, meeting, act)
