"""The page that chair, clerk, members and a projector share while a meeting runs (CHA-3, CHA-5, CHA-6).

Without scripts it is read anew by the browser; with them it asks for its version each second and takes in what changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.forms.bound import PageForm
from locality.design.forms.others import Others
from locality.design.refusals import Link
from locality.design.typed import typed_in
from locality.design.views import error_page
from locality.live.actions.running import OUTSIDE
from locality.live.forms.live import LiveForm
from locality.live.pages.page_forms import forms_of, tell_others
from locality.live.presenters.controls import controls_of
from locality.live.presenters.item import label_of
from locality.live.presenters.live import screen
from locality.live.presenters.screen import Screen
from locality.meetings.models import AgendaItem
from locality.meetings.pages.replaced import by_a_script, tell_replaced_in
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.access import meetings_minuted_for, meetings_run_by, meetings_taken_part_in
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.live import Revisions, mark_of, place_of, running_of, version_for
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.numbers import typed_number
from locality.values.refusals import NotPossible

PARTS = ("standing", "now", "room", "agenda", "kept", "writing")
PROJECTED = ("standing", "now")
HEADING = "live-heading"
"""The id of the heading of where the meeting is."""


@requires(Permission.MEETING_TAKE_PART)
@require_safe
def meeting_live(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The live meeting, with the controls of whoever looks."""
    return Pressed(request, viewer, taken_part_in(viewer, pk)).page()


@requires(Permission.MEETING_TAKE_PART)
@require_safe
def meeting_projector(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The middle of the page alone, larger, without controls: for the wall."""
    meeting = taken_part_in(viewer, pk)
    return render(request, "live/projector.html", _context(viewer, meeting, projected=True))


@requires(Permission.MEETING_TAKE_PART)
@require_safe
def meeting_now(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The parts of the page as they are now; 304 while this person is shown them so already."""
    version = version_for(viewer, pk)
    if version is not None and request.headers.get("If-None-Match") == f'"{mark_of(viewer, version)}"':
        return HttpResponse(status=304)
    meeting = taken_part_in(viewer, pk)
    projected = "projector" in request.GET
    context = _context(viewer, meeting, projected=projected)
    parts = {
        name: render_to_string(f"live/parts/{name}.html", context, request)
        for name in (PROJECTED if projected else PARTS)
    }
    return JsonResponse({"version": context["mark"], "running": context["screen"].is_running, "parts": parts})


@dataclass(frozen=True)
class Shown:
    """What a form was written on: the item that the page showed, and the place of the meeting where that matters."""

    item: AgendaItem | None = None
    place: str = ""

    def is_left_by(self, item: AgendaItem | None, place: str) -> bool:
        """Whether the meeting, which is at that item and place now, has gone on."""
        return bool((self.place and self.place != place) or (self.item and self.item != item))


@dataclass(frozen=True)
class Pressed:
    """Something that somebody pressed on the live page, or on a page beside it."""

    request: HttpRequest
    viewer: Viewer
    meeting: Meeting

    def page(self, *, problem: str = "", form: LiveForm | None = None, shown: Shown | None = None) -> HttpResponse:
        """The whole page; after a refusal with the sentence, or with the form that is to be mended.

        shown: what the form was written on. Where the page has gone on and has no such form now, what was typed is given
        back.
        """
        context = _context(self.viewer, self.meeting)
        if form is not None:
            found = context["screen"]
            if form.ids not in context["forms"] or (shown and shown.is_left_by(found.item, found.place)):
                return _given_back(self.request, found, form)
            form.others = context["others"]
            context["forms"] |= {form.ids: form}
        context |= {"problem": problem, "form": form, "ticked": self.request.POST.getlist("who")}
        return render(self.request, "live/live.html", context, status=400 if problem or form else 200)

    def do(self, act: Callable[[], object]) -> HttpResponse:
        """Do one thing and go back to the live page; a refusal is said there."""
        try:
            act()
        except NotPossible as refusal:
            return self.page(problem=refusal.sentence)
        return back(self.meeting.pk)

    def go(self, act: Callable[[], object]) -> HttpResponse:
        """Take the meeting on, and go to the heading of where it is then: a key pressed twice must meet no button there."""
        answer = self.do(act)
        return redirect(f"{answer['Location']}#{HEADING}") if answer.status_code == 302 else answer

    def fill_in(
        self, form: LiveForm, act: Callable[[dict[str, Any]], object], shown: Shown | None = None
    ) -> HttpResponse:
        """Do one thing with what a form holds, and go back to the live page; what is wrong is said at the form.

        shown: what it was written on. Where the meeting has gone on since, it is said under which item it is kept.
        """
        with form.refusals():
            if form.is_valid():
                act(form.cleaned_data)
        if form.errors:
            return self.page(form=form, shown=shown)
        if not by_a_script(self.request):
            self._tell_what_became_of(form, shown)
        return back(self.meeting.pk)

    def _tell_what_became_of(self, form: LiveForm, shown: Shown | None) -> None:
        running = running_of(self.meeting)
        now = running.item if running else None
        others = _others_of_form(self.viewer, self.meeting, form, (shown and shown.item) or now)
        tell_replaced_in(self.request, others, form)
        if running and shown and shown.item and shown.is_left_by(now, place_of(running)):
            called = MeetingMasks(self.meeting).title(shown.item)
            messages.info(self.request, f"The meeting has moved on. We saved what you wrote under “{called}”.")


P = ParamSpec("P")
View = Callable[Concatenate[Pressed, Viewer, Meeting, P], HttpResponse]


def pressed(load: Callable[[Viewer, int], Meeting]) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """A button of the live page of a meeting that `load` finds for the viewer. Whoever opens its address is sent there."""

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, viewer: Viewer, /, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            meeting = load(viewer, pk)
            if request.method != "POST":
                return back(pk)
            return view(Pressed(request, viewer, meeting), viewer, meeting, *args, **kwargs)

        return answer

    return decorate


def _given_back(request: HttpRequest, found: Screen, form: PageForm) -> HttpResponse:
    reasons = [str(each) for errors in form.errors.values() for each in errors]
    if not found.is_running:
        reasons.append("Since you opened the page, the meeting has ended.")
    elif not found.i_am_out:
        reasons.append("Since you opened the page, the meeting has moved on.")
    elif OUTSIDE not in reasons:
        reasons.append(OUTSIDE)
    return error_page(
        request,
        400,
        title="What you wrote was not saved",
        sentences=reasons,
        typed=typed_in(request, form),
        links=(Link("Go to the live meeting", reverse("meeting_live", args=[found.meeting.pk])),),
    )


def run_by(viewer: Viewer, pk: int) -> Meeting:
    """A meeting that the viewer guides."""
    return get_object_or_404(meetings_run_by(viewer), pk=pk)


def taken_part_in(viewer: Viewer, pk: int) -> Meeting:
    """A meeting that the viewer takes part in."""
    return get_object_or_404(meetings_taken_part_in(viewer), pk=pk)


def _others_of_form(viewer: Viewer, meeting: Meeting, form: LiveForm, item: AgendaItem | None) -> Others | None:
    """How others read what a form holds: in the item that it names, or in the one it was written on."""
    chosen = number(str(form.cleaned_data.get("item") or ""))
    return others_of(viewer, meeting, items_of(meeting).filter(pk=chosen).first() if chosen else item)


def back(meeting_pk: int) -> HttpResponseRedirect:
    """Where somebody who opens the address of a form is sent."""
    return redirect("meeting_live", meeting_pk)


def number(text: str) -> int:
    """An id as it was sent; 0 where it is none."""
    return typed_number(text) or 0


def _context(viewer: Viewer, meeting: Meeting, *, projected: bool = False) -> dict[str, Any]:
    shown = version_for(viewer, meeting.pk) or Revisions()  # before it is read: what changes meanwhile is fetched anew
    found = screen(viewer, meeting, timezone.now())
    forms = {} if projected else forms_of(found, viewer)
    others = others_of(viewer, meeting, found.item, masks=found.masks)
    tell_others(forms, others, viewer, found)
    return {
        "title": "Live meeting",
        "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
        "meeting": meeting,
        "screen": found,
        "controls": controls_of(found),
        "projected": projected,
        "clerks": viewer.can(Permission.MEETING_CLERK, community=meeting.community),
        "mark": mark_of(viewer, shown),
        "viewer_pk": viewer.user.pk,
        "forms": forms,
        "others": others,
        "label_of": label_of,
        "reads_minutes": meetings_minuted_for(viewer).filter(pk=meeting.pk).exists() if found.is_over else False,
        "may_begin": meeting.is_to_come and meeting.day <= viewer.today,
    }
