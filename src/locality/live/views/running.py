"""Beginning and ending a meeting, and going along its agenda (CHA-3, CHA-5)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.refusals import Link
from locality.design.typed import typed_in
from locality.design.views import error_page
from locality.live.actions import running as actions
from locality.live.forms.live import ReopenForm
from locality.live.presenters.item import label_of
from locality.live.views.live import Pressed, back, number, pressed, run_by
from locality.meetings.pages.gone import item_of
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.agenda import accepted_for, gone_on_from, items_of, steps_of
from locality.meetings.queries.as_read import disputes_as_read, register_as_read
from locality.meetings.queries.live import disputes_of, left_out_of, place_of, running_of
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.queries.requests import waiting_for_meeting
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.actions.steps import why_not
from locality.schedule.models import Meeting
from locality.schedule.workflow import E, S
from locality.values.dates import show_day


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_begin(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Begin the meeting."""
    return here.go(lambda: actions.begin(meeting, by=viewer, at=timezone.now()))


@requires(Permission.MEETING_RUN)
def meeting_end(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """End the meeting, after a look at what it leaves undone."""
    meeting = run_by(viewer, pk)
    if request.method != "POST" and meeting.state != S.RUNNING:
        return back(pk)
    if request.method == "POST":
        return Pressed(request, viewer, meeting).do(lambda: actions.end(meeting, by=viewer, at=timezone.now()))
    disputes = disputes_as_read(disputes_of(meeting), MeetingMasks(meeting))
    return render(
        request,
        "live/meeting_end.html",
        {
            "title": "End the meeting?",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "undecided": list(accepted_for(meeting)),
            "following": actions.following_of_ended(meeting, viewer.today),
            "unreviewed": list(waiting_for_meeting(meeting).filter(state=RequestState.SUBMITTED)),
            "disputes": [each for each in disputes if not each.chairs_decision],
            "gone_on": [each.resource_request for each in gone_on_from(meeting)],
        },
    )


@requires(Permission.MEETING_RUN)
def meeting_reopen(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Open a meeting that was held again to correct it, with a reason that chair and clerk are told."""
    meeting = run_by(viewer, pk)
    if sentence := why_not(meeting, E.REOPEN, at=timezone.now()):
        return _stays_closed(request, meeting, sentence)
    form = ReopenForm(request.POST or None)
    form.others = others_of(viewer, meeting)
    if request.method == "POST" and form.is_valid():
        with form.refusals("why"):
            actions.reopen(meeting, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "You’ve reopened the meeting. End it again when you have made your corrections.")
            return redirect("meeting_live", meeting.pk)
    return render(
        request,
        "live/meeting_reopen.html",
        {
            "title": "Reopen the meeting",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "form": form,
        },
        status=400 if form.errors else 200,
    )


def _stays_closed(request: HttpRequest, meeting: Meeting, sentence: str) -> HttpResponse:
    """Said as soon as the page is opened; what was sent from an older page is given back."""
    address = "meeting_minutes" if meeting.state in {S.HELD, S.MINUTED} else "meeting_live"
    return error_page(
        request,
        400,
        title="You cannot reopen this meeting",
        sentences=[sentence, *(["We did not save your change."] if request.method == "POST" else [])],
        typed=typed_in(request),
        links=(
            Link("Go to the minutes" if address == "meeting_minutes" else "Go to the live meeting",
                 reverse(address, args=[meeting.pk])),
        ),
    )  # fmt: skip


@requires(Permission.MEETING_RUN)
def meeting_go(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Go to an item, to a step of its discussion, or into one more round; asked first where somebody is left out."""
    meeting = run_by(viewer, pk)
    sent = request.POST if request.method == "POST" else request.GET
    target = _target(meeting, sent)
    if request.method != "POST":
        return _ask(request, meeting, target) if target else back(pk)
    if target is None:
        return Pressed(request, viewer, meeting).page(problem="Select where to go next.")
    act = partial(
        target.act,
        anyway=request.POST.get("anyway") == "yes",
        by=viewer,
        at=timezone.now(),
        seen=request.POST.get("seen", ""),
    )
    return Pressed(request, viewer, meeting).go(act)


@dataclass(frozen=True)
class _Target:
    """Where the meeting is to go: the field that says so, in words, and the action."""

    name: str
    value: str
    words: str
    act: Callable[..., object]


def _target(meeting: Meeting, sent: QueryDict) -> _Target | None:
    if "item" in sent:
        item = item_of(items_of(meeting), meeting, number(sent.get("item", "")))
        called = MeetingMasks(meeting).title(item)
        return _Target("item", str(item.pk), f"Go to “{called}”", partial(actions.go_to_item, meeting, item))
    if "step" in sent:
        wanted = number(sent.get("step", ""))
        step = next((each for each in steps_of(meeting.community.authority) if each.pk == wanted), None)
        if step is None:
            raise Http404
        return _Target("step", str(step.pk), f"Go to “{step.title}”", partial(actions.go_to_step, meeting, step))
    if "round" in sent:
        return _Target("round", "yes", "Start another round", partial(actions.begin_round, meeting))
    return None


def _ask(request: HttpRequest, meeting: Meeting, target: _Target) -> HttpResponse:
    """Ask before somebody is left out of a round (CHA-6): it names them."""
    running = running_of(meeting)
    if running is None or meeting.state != S.RUNNING:
        return back(meeting.pk)
    left_out = left_out_of(running)
    return render(
        request,
        "live/go_on.html",
        {
            "title": f"{target.words} anyway?" if left_out else f"{target.words}?",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "target": target,
            "running": running,
            "place": place_of(running),
            "left_out": [label_of(each) for each in register_as_read(left_out, MeetingMasks(meeting))],
        },
    )
