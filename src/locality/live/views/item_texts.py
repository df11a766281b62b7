"""The texts of an item, saved while one types or with a button; where two write at once, both texts are shown."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.form_keys.decorators import repeatable
from locality.live.actions import note_taking as actions
from locality.live.forms.live import TextsForm
from locality.live.views.live import Pressed, Shown, back, run_by
from locality.meetings.actions.texts import TEXTS
from locality.meetings.models import AgendaItem
from locality.meetings.pages.gone import item_of
from locality.meetings.pages.replaced import tell_replaced
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.together.posts import chosen_texts, is_settling, read_seen, typed_in
from locality.together.texts import Saved, Typed
from locality.together.two_texts import TwoTexts, asked, told_to_script
from locality.values.refusals import NotPossible


@requires(Permission.MEETING_RUN)
@repeatable
def meeting_texts(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> HttpResponse:
    """Save the texts of an item with the button; a text somebody else changed meanwhile is shown beside one's own."""
    meeting = run_by(viewer, pk)
    found = item_of(items_of(meeting), meeting, item)
    if request.method != "POST":
        return back(pk)
    form = TextsForm(
        request.POST,
        of_request=found.resource_request_id is not None,
        revisions={name: str(read_seen(request.POST, name)) for name in TEXTS},
    )
    if is_settling(request.POST):
        typed = chosen_texts(request.POST, TEXTS)
    elif form.is_valid():
        typed = _typed(request, form, TEXTS)
    else:
        return Pressed(request, viewer, meeting).page(form=form, shown=Shown(found))
    try:
        kept = actions.keep_texts(meeting, found, typed, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, refusal.sentence)
        return Pressed(request, viewer, meeting).page(form=form, shown=Shown(found))
    tell_replaced(request, others_of(viewer, meeting, found), typed)
    if kept.clashes:
        return _both(request, viewer, meeting, found, kept)
    return redirect("meeting_live", meeting.pk)


@requires(Permission.MEETING_RUN)
@require_POST
@repeatable
def meeting_autosave(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> JsonResponse:
    """Save while somebody types: when, the new revisions, and what a colleague had changed meanwhile."""
    meeting = run_by(viewer, pk)
    found = get_object_or_404(items_of(meeting), pk=item)
    names = [name for name in TEXTS if name in request.POST.getlist("fields")]
    form = TextsForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": next(str(errors[0]) for errors in form.errors.values())}, status=400)
    try:
        kept = actions.keep_texts(meeting, found, _typed(request, form, names), by=viewer, at=timezone.now())
    except NotPossible as refusal:
        return JsonResponse({"error": refusal.sentence}, status=400)
    others = others_of(viewer, meeting, found)
    read = others.read_all({name: form.cleaned_data[name] for name in names}) if others else {}
    return JsonResponse(told_to_script(kept, read))


def _typed(request: HttpRequest, form: TextsForm, names: Iterable[str]) -> dict[str, Typed]:
    sent = typed_in(request.POST, names)
    return {name: replace(each, text=form.cleaned_data[name]) for name, each in sent.items()}


def _both(request: HttpRequest, viewer: Viewer, meeting: Meeting, item: AgendaItem, kept: Saved) -> HttpResponse:
    fields = TextsForm.base_fields
    texts = [TwoTexts.of(each, str(fields[each.name].label)) for each in kept.clashes]
    seen = {each.name: each.seen for each in kept.clashes}
    context = asked(request.POST, texts, seen, others_of(viewer, meeting, item)) | {
        "caption": MeetingMasks(meeting).title(item),
        "action": reverse("meeting_texts", args=[meeting.pk, item.pk]),
        "back": (reverse("meeting_live", args=[meeting.pk]), "Live meeting"),
    }
    return render(request, "layouts/two_texts.html", context, status=409)
