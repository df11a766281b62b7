"""Minutes are agreed: the chair checks them, what went out is corrected, the next meeting approves them (CLK-6, POST-1)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.meetings.models import Minutes
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.access import meetings_clerked_by, meetings_led_by, meetings_minuted_for
from locality.meetings.queries.as_read import versions_as_read
from locality.meetings.queries.minutes import approvable_at, newest_of
from locality.meetings.queries.names import MeetingMasks
from locality.minutes.actions import minutes as actions
from locality.minutes.exports import minutes_document
from locality.minutes.forms.minutes import CheckForm, CorrectionForm
from locality.minutes.presenters.minutes import parts_shown
from locality.minutes.queries.what_minutes_hold import content_of
from locality.minutes.views.writing import caption_of
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

State = Minutes.State


@requires(Permission.MEETING_LEAD)
def meeting_minutes_check(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The chair reads the draft, and finds it right or says what to change."""
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    newest = newest_of(meeting)
    form = CheckForm(request.POST or None)
    form.others = others_of(viewer, meeting)
    if request.method == "POST" and form.is_valid():
        with form.refusals("answer"):
            said = _answer(viewer, meeting, form, request.POST.get("seen"))
            messages.success(request, said)
            return redirect("meeting_minutes", meeting.pk)
    if request.method != "POST" and (newest is None or newest.state != State.WITH_CHAIR):
        return redirect("meeting_minutes", meeting.pk)
    masks = MeetingMasks(meeting)
    content = content_of(meeting, masks)
    return render(
        request,
        "minutes/minutes_check.html",
        {
            "title": "Check the minutes",
            "caption": caption_of(meeting),
            "meeting": meeting,
            "newest": versions_as_read([newest], masks)[0] if newest else None,
            "form": form,
            "seen": actions.as_read(newest, content),
            "parts": parts_shown(minutes_document(meeting, None, content, masks.of(None))),
        },
        status=400 if form.errors else 200,
    )


def _answer(viewer: Viewer, meeting: Meeting, form: CheckForm, seen: str | None) -> str:
    if form.cleaned_data["answer"] == "checked":
        actions.check(meeting, by=viewer, at=timezone.now(), seen=seen)
        return say_done("You’ve checked the minutes.", ["the clerk"], "Next, the clerk distributes them.")
    actions.ask_for_changes(meeting, wanted=form.cleaned_data["wanted"], by=viewer, at=timezone.now(), seen=seen)
    following = "The clerk will change the minutes and send them to you again."
    return say_done("You’ve asked for changes.", ["the clerk"], following)


@requires(Permission.MEETING_CLERK)
def meeting_minutes_correct(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Begin a new version of minutes that went out."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    form = CorrectionForm(request.POST or None)
    form.others = others_of(viewer, meeting)
    if request.method == "POST" and form.is_valid():
        with form.refusals("why"):
            actions.begin_correction(meeting, why=form.cleaned_data["why"], by=viewer, at=timezone.now())
            return redirect("meeting_minutes_write", meeting.pk)
    return render(
        request,
        "minutes/minutes_correct.html",
        {"title": "Correct the minutes", "caption": caption_of(meeting), "meeting": meeting, "form": form},
        status=400 if form.errors else 200,
    )


@requires(Permission.MEETING_LEAD, Permission.MEETING_CLERK)
def meeting_minutes_approve(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponseRedirect:
    """Note that this meeting approved the minutes of the one before it."""
    meeting = get_object_or_404(meetings_minuted_for(viewer), pk=pk)
    if not any(
        viewer.can(permission, community=meeting.community)
        for permission in (Permission.MEETING_LEAD, Permission.MEETING_CLERK)
    ):
        raise Http404
    found = approvable_at(meeting)
    if request.method == "POST" and found:
        try:
            actions.approve(found, at_meeting=meeting, by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
        except NotPossible as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(
                request, f"You’ve recorded that the minutes of {show_day(found.meeting.day)} were approved."
            )
    return redirect("meeting_agenda", meeting.pk)
