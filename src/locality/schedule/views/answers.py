"""Answers to invitations, calendar files, and each person's private calendar address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.queries import viewer_of
from locality.communities.scope import Viewer
from locality.documents.answers import as_file
from locality.documents.calendars import to_calendar
from locality.schedule.actions import inviting
from locality.schedule.calendars import occasion_of, other_occasions
from locality.schedule.forms import AnswerForm
from locality.schedule.queries import feed_of, in_feed, invitee_of, meetings_for, person_of_feed
from locality.schedule.workflow import S
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

CALENDAR = "text/calendar; charset=utf-8"


@login_not_required
def meeting_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether one comes: the word in the address, sent to one person alone, stands for that person."""
    now = timezone.now()
    invitee = invitee_of(token, day_of(now))
    if invitee is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"answer": invitee.answer})
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            invitee = inviting.answer(invitee, coming=form.cleaned_data["answer"] == "yes", at=now)
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            signed_in = request.user.is_authenticated and request.user.pk == invitee.person_id
            if signed_in:
                said = "are coming" if invitee.answer == "yes" else "cannot come"
                messages.success(request, f"You’ve said you {said}.")
                return redirect("meeting", invitee.meeting_id)
            return redirect("meeting_answer", token)
    meeting = invitee.meeting
    return render(
        request,
        "schedule/meeting_answer.html",
        {
            "title": f"Meeting on {show_day(meeting.day)}",
            "caption": meeting.community.name,
            "meeting": meeting,
            "invitee": invitee,
            "problem": problem,
            "form": form,
            "is_ahead": meeting.is_to_come and meeting.starts_at > now,
            "clicked": request.GET.get("answer", "") if request.GET.get("answer") in {"yes", "no"} else "",
        },
        status=400 if form.errors or problem else 200,
    )


@requires(Permission.MEETINGS_SEE)
@require_safe
def meeting_file(_request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One meeting as a calendar file."""
    found = get_object_or_404(meetings_for(viewer).exclude(state=S.PROPOSED), pk=pk)
    return as_file(to_calendar([occasion_of(found)]), CALENDAR, f"meeting-{found.day.isoformat()}.ics")


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """A person's calendar, for programs that look again by themselves. It holds what their offices of today allow."""
    person = person_of_feed(token)
    if person is None:
        raise Http404
    viewer = viewer_of(person, day_of(timezone.now()))
    occasions = [*(occasion_of(each) for each in in_feed(viewer)), *other_occasions(viewer)]
    calendar = to_calendar(occasions, name="Community meetings")
    return as_file(calendar, CALENDAR, "meetings.ics")


@requires(Permission.MEETINGS_SEE)
def calendar_address(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The person's private calendar address; a new one ends the old."""
    if request.method == "POST" and "stop" in request.POST:
        inviting.end_feed(person=viewer.user)
        messages.success(
            request, "You’ve turned off your calendar address. Calendars that use it will no longer show your meetings."
        )
        return redirect("calendar_address")
    if request.method == "POST":
        inviting.make_feed(person=viewer.user, at=timezone.now())
        messages.success(
            request,
            "You’ve created a calendar address. Copy it into your calendar. Any earlier address no longer works.",
        )
        return redirect("calendar_address")
    feed = feed_of(viewer.user)
    address = settings.BASE_URL.rstrip("/") + reverse("calendar_feed", args=[feed.token]) if feed else ""
    return render(
        request,
        "schedule/calendar_address.html",
        {"title": "Meetings in your calendar", "feed": feed, "address": address},
    )
