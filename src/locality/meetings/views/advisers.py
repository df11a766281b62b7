"""Advisers of one meeting: who is invited to what, inviting one, withdrawing and sending again (MEM-4, MEM-5)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.meetings.actions import advisers as actions
from locality.meetings.forms.advisers import AdviserForm
from locality.meetings.models import Advising
from locality.meetings.presenters.advisers import adviser_rows
from locality.meetings.queries.access import meetings_advised_for
from locality.meetings.queries.advisers import advisings_of
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.as_read import adviser_as_read, items_as_read
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.advisers import why_not_invite
from locality.schedule.models import Meeting
from locality.schedule.queries import invitees_of
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible


@requires(Permission.ADVISERS_INVITE)
def meeting_advisers(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Who advises this meeting, on what, and whether they come."""
    meeting = get_object_or_404(meetings_advised_for(viewer), pk=pk)
    until = deadlines_of(meeting.community.authority, on=viewer.today).minutes(meeting.day)
    return render(
        request,
        "meetings/advisers.html",
        {
            "title": "Advisers",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "rows": adviser_rows(advisings_of(meeting), invitees_of(meeting), MeetingMasks(meeting)),
            "until": until,
            "may_invite": why_not_invite(meeting, at=timezone.now()) is None,
        },
    )


@requires(Permission.ADVISERS_INVITE)
def meeting_adviser_add(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Invite an adviser to the meeting, or to single items of it."""
    meeting = get_object_or_404(meetings_advised_for(viewer), pk=pk)
    masks = MeetingMasks(meeting)
    form = AdviserForm(request.POST or None, items=items_as_read(items_of(meeting), masks))
    if request.method == "POST" and form.is_valid() and _invite(form, meeting, viewer):
        messages.success(request, say_done("You’ve invited an adviser.", [masks.of(None)(form.cleaned_data["name"])]))
        return redirect("meeting_advisers", meeting.pk)
    deadlines = deadlines_of(meeting.community.authority, on=viewer.today)
    return render(
        request,
        "meetings/adviser_add.html",
        {
            "title": "Invite an adviser",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "form": form,
            "until": deadlines.minutes(meeting.day),
            "may_decide": deadlines.rules.advisers_vote,
        },
        status=400 if form.errors else 200,
    )


def _invite(form: AdviserForm, meeting: Meeting, viewer: Viewer) -> bool:
    given = form.cleaned_data
    try:
        actions.invite(
            meeting, email=given["email"], name=given["name"], expertise=given["expertise"], items=form.chosen,
            whole_meeting=form.is_whole, by=viewer, at=timezone.now(),
        )  # fmt: skip
    except NotPossible as refusal:
        form.add_error("email", refusal.sentence)
    except ValidationError as refusal:
        for field, errors in refusal.error_dict.items():
            form.add_error(field, errors)
    else:
        return True
    return False


@requires(Permission.ADVISERS_INVITE)
def meeting_adviser_withdraw(request: HttpRequest, viewer: Viewer, pk: int, adviser: int) -> HttpResponse:
    """Take an invitation back."""
    meeting = get_object_or_404(meetings_advised_for(viewer), pk=pk)
    found = get_object_or_404(_open(meeting), pk=adviser)
    shown = adviser_as_read(found, MeetingMasks(meeting))
    if request.method == "POST":
        actions.withdraw(found, by=viewer, at=timezone.now())
        messages.success(request, say_done("You’ve withdrawn the invitation.", [shown.name]))
        return redirect("meeting_advisers", meeting.pk)
    return render(
        request,
        "meetings/adviser_withdraw.html",
        {"title": "Withdraw this invitation?", "caption": shown.name, "meeting": meeting, "advising": shown},
    )


@requires(Permission.ADVISERS_INVITE)
def meeting_adviser_remind(request: HttpRequest, viewer: Viewer, pk: int, adviser: int) -> HttpResponse:
    """Send an invitation again."""
    meeting = get_object_or_404(meetings_advised_for(viewer), pk=pk)
    found = get_object_or_404(_open(meeting), pk=adviser)
    shown = adviser_as_read(found, MeetingMasks(meeting))
    if request.method == "POST":
        try:
            actions.remind(found, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, say_done("You’ve sent the invitation again.", [shown.name]))
    return redirect("meeting_advisers", meeting.pk)


def _open(meeting: Meeting) -> QuerySet[Advising]:
    return advisings_of(meeting)
