"""The files of papers: attached and taken back by the clerk, saved by whoever may read them (CLK-2)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.documents.answers import as_file
from locality.meetings.actions import papers as actions
from locality.meetings.forms.papers import PaperForm
from locality.meetings.pages.opening import shared_meeting
from locality.meetings.presenters.others_read import as_others_read, others_of
from locality.meetings.queries.access import items_closed_to, items_open_to, meetings_clerked_by
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.as_read import items_as_read, paper_as_read
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.queries.papers import distributions_of, paper_of
from locality.values.dates import show_day
from locality.values.refusals import NotPossible

OUT = "You declared an interest in this item, so you cannot read it until you are called back."


@requires(Permission.MEETING_TAKE_PART)
def meeting_paper(_request: HttpRequest, viewer: Viewer, pk: int, paper: int) -> HttpResponse:
    """A paper as a file to save, never shown inside our own pages."""
    meeting = shared_meeting(viewer, pk)
    found, chosen = paper_of(meeting, paper), items_open_to(viewer, meeting)
    if found is None or (chosen is not None and found.item_id not in chosen):
        raise Http404
    if found.item_id in items_closed_to(viewer, meeting):
        raise PermissionDenied(OUT)
    ending = found.file_name.rpartition(".")[2].lower()
    return as_file(bytes(found.content), found.content_type, f"paper-{found.pk}.{ending}")


@requires(Permission.MEETING_CLERK)
def meeting_paper_add(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Attach a file."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_papers", meeting.pk)
    masks = MeetingMasks(meeting)
    items = items_as_read(items_of(meeting), masks)
    form = PaperForm(request.POST or None, request.FILES or None, items=items)
    chosen = next((each for each in items if str(each.pk) == request.POST.get("item")), None)
    form.others = others_of(viewer, meeting, chosen, masks=masks)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.refusals("file"):
            actions.attach(
                meeting,
                item=chosen,
                title=given["title"],
                name=given["file"].name,
                content=given["file"].read(),
                by=viewer,
                at=timezone.now(),
            )
            called = masks.of_item(chosen)(given["title"])
            messages.success(request, as_others_read(called, given["title"], "You’ve attached the paper"))
            return redirect("meeting_papers", meeting.pk)
    return render(
        request,
        "meetings/paper_add.html",
        {
            "title": "Attach a paper",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "form": form,
            "sent": bool(distributions_of(meeting)),
        },
        status=400 if form.errors else 200,
    )


@requires(Permission.MEETING_CLERK)
def meeting_paper_remove(request: HttpRequest, viewer: Viewer, pk: int, paper: int) -> HttpResponse:
    """Take a paper back."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    found = paper_of(meeting, paper)
    if found is None:
        raise Http404
    problem, called = "", paper_as_read(found, MeetingMasks(meeting)).title
    if request.method == "POST":
        try:
            actions.remove(found, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, f"You’ve removed the paper “{called}”.")
            return redirect("meeting_papers", meeting.pk)
    return render(
        request,
        "meetings/paper_remove.html",
        {"title": "Remove this paper?", "caption": called, "meeting": meeting, "problem": problem},
        status=400 if problem else 200,
    )
