"""The texts of an item, saved while one types or with a button; where two write at once, both texts are shown."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.meetings.actions import writing as actions
from locality.meetings.actions.texts import TEXTS, Saved, Typed
from locality.meetings.forms.live import TextsForm
from locality.meetings.models import AgendaItem
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.views.live import back, live_page, number, run_by
from locality.once.decorators import repeatable
from locality.schedule.models import Meeting
from locality.values.dates import show_time
from locality.values.transitions import NotPossible


@requires(Permission.MEETING_RUN)
def meeting_texts(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Save the texts of an item with the button; a text somebody else changed meanwhile is shown beside one's own."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    found = get_object_or_404(items_of(meeting), pk=item)
    if request.method != "POST":
        return back(pk)
    form = TextsForm(request.POST)
    if not form.is_valid():
        return live_page(request, viewer, meeting, form=form)
    try:
        kept = actions.keep_texts(meeting, found, _typed(request, form, TEXTS), by=viewer.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, refusal.sentence)
        return live_page(request, viewer, meeting, form=form)
    if kept.clashes:
        return _both(request, meeting, found, kept, form)
    return redirect("meeting_live", meeting.pk)


@requires(Permission.MEETING_RUN)
@require_POST
@repeatable
def meeting_autosave(request: HttpRequest, pk: int, item: int) -> JsonResponse:
    """Save while somebody types: when, the new revisions, and what a colleague had changed meanwhile."""
    viewer = viewer_of_request(request)
    meeting = run_by(viewer, pk)
    found = get_object_or_404(items_of(meeting), pk=item)
    names = [name for name in TEXTS if name in request.POST.getlist("fields")]
    form = TextsForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": next(str(errors[0]) for errors in form.errors.values())}, status=400)
    try:
        kept = actions.keep_texts(meeting, found, _typed(request, form, names), by=viewer.user, at=timezone.now())
    except NotPossible as refusal:
        return JsonResponse({"error": refusal.sentence}, status=400)
    others = others_of(viewer, meeting, found)
    return JsonResponse(
        {
            "saved_at": show_time(kept.at),
            "revisions": kept.revisions,
            "conflicts": [
                {"name": each.name, "theirs": each.theirs, "revision": each.revision} for each in kept.clashes
            ],
            "others": others.read_all({name: form.cleaned_data[name] for name in names}) if others else {},
        }
    )


def _typed(request: HttpRequest, form: TextsForm, names: tuple[str, ...] | list[str]) -> dict[str, Typed]:
    return {
        name: Typed(form.cleaned_data[name], number(request.POST.get(f"revision-{name}", "")))
        for name in names
        if name in request.POST
    }


def _both(request: HttpRequest, meeting: Meeting, item: AgendaItem, kept: Saved, form: TextsForm) -> HttpResponse:
    """Both texts; the form holds the writer's own, and is sent over what is shown beside it."""
    revisions = {name: kept.revisions.get(name, 0) for name in TEXTS}
    revisions |= {each.name: each.revision for each in kept.clashes}
    again = TextsForm(initial=form.cleaned_data, revisions=revisions)
    again.others = others_of(viewer_of_request(request), meeting, item)
    return render(
        request,
        "meetings/texts_clash.html",
        {
            "title": "Someone else wrote here too",
            "caption": MeetingMasks(meeting).title(item),
            "meeting": meeting,
            "item": item,
            "form": again,
            "revisions": revisions,
            "theirs": [(again[each.name].label, each.theirs) for each in kept.clashes],
        },
        status=409,
    )
