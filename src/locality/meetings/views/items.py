"""One item of the agenda: added, changed, put off, taken off by the chair (CHA-2)."""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.audit.actions import Seen as Sight
from locality.audit.actions import record_sights
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.form_keys.decorators import repeatable
from locality.meetings.actions import agenda as actions
from locality.meetings.forms.agenda import ITEM_TEXTS, ItemForm, PutOffForm
from locality.meetings.models import AgendaItem
from locality.meetings.pages.gone import item_of
from locality.meetings.pages.replaced import tell_others_read
from locality.meetings.presenters.advisers import losing_words, names_of
from locality.meetings.presenters.others_read import as_others_read, others_of
from locality.meetings.queries.access import meetings_led_by
from locality.meetings.queries.advisers import losing
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.queries.who_is_told import school_audience
from locality.schedule.models import Meeting
from locality.schedule.queries import upcoming
from locality.together.posts import chosen_texts, is_settling, read_seen, typed_in
from locality.together.texts import Clash, Saved, Seen, Typed
from locality.together.two_texts import TwoTexts, asked
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

SEEN_AT_ONCE = "Members will see this on the agenda straight away."


@requires(Permission.MEETING_LEAD)
def meeting_item_add(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Add an item of the community's own."""
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    form = ItemForm(request.POST or None)
    form.others = others_of(viewer, meeting)
    if request.method == "POST" and form.is_valid():
        with form.refusals("title"):
            actions.add_item(meeting, by=viewer, at=timezone.now(), **form.cleaned_data)
            typed = form.cleaned_data["title"]
            called = MeetingMasks(meeting).of(None)(typed)
            if called != typed:
                messages.success(request, as_others_read(called, typed, "You’ve added the item"))
            tell_others_read(request, form.others, text=form.cleaned_data["text"])
            return redirect("meeting_agenda", meeting.pk)
    return _form_page(request, form, meeting, "Add an item", "Add the item", SEEN_AT_ONCE)


@requires(Permission.MEETING_LEAD)
@repeatable
def meeting_item_change(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> HttpResponse:
    """Rename an item without a request, change its time, or write what members read, such as an update."""
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    found = item_of(items_of(meeting).filter(resource_request__isnull=True), meeting, item)
    form = _item_form(request, found)
    form.others = others_of(viewer, meeting, found)
    if request.method == "POST" and form.is_valid():
        with form.refusals("title"):
            saved = actions.change_item(found, _typed(request.POST, form), by=viewer, at=timezone.now())
            return _changed(request, viewer, meeting, found, saved, form)
    _record_sights(viewer, meeting, [str(form[name].value() or "") for name in ("title", "text")])
    return _form_page(request, form, meeting, "Change the item", "Save changes", SEEN_AT_ONCE)


def _item_form(request: HttpRequest, item: AgendaItem) -> ItemForm:
    """The item as it stands; or as it was typed, also where it was chosen from two texts."""
    stands = {"title": item.title, "minutes": str(item.minutes), "text": item.text}
    if request.method != "POST":
        return ItemForm(initial=stands, revisions={name: str(Seen.of(item.revision, stands[name])) for name in stands})
    revisions = {name: str(read_seen(request.POST, name)) for name in stands}
    if is_settling(request.POST):
        chosen = {name: each.text for name, each in chosen_texts(request.POST, ITEM_TEXTS).items()}
        return ItemForm(stands | chosen, revisions=revisions)
    return ItemForm(request.POST, revisions=revisions)


def _typed(post: QueryDict, form: ItemForm) -> dict[str, Typed]:
    """What this window sends of the item, as the form cleaned it; what it was not asked for is left alone."""
    sent = chosen_texts(post, ITEM_TEXTS) if is_settling(post) else typed_in(post, ITEM_TEXTS)
    return {name: replace(each, text=str(form.cleaned_data[name])) for name, each in sent.items()}


def _changed(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, item: AgendaItem, saved: Saved, form: ItemForm
) -> HttpResponse:
    if saved.clashes:
        return _both(request, viewer, meeting, item, saved.clashes)
    called = MeetingMasks(meeting).of(None)(form.cleaned_data["title"])
    messages.success(request, as_others_read(called, form.cleaned_data["title"], "You’ve changed the item"))
    if "text" in saved.seen:
        tell_others_read(request, form.others, text=form.cleaned_data["text"])
    return redirect("meeting_agenda", meeting.pk)


def _both(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, item: AgendaItem, clashes: list[Clash]
) -> HttpResponse:
    """Another window changed the item too: both texts are shown, also of a title or a time."""
    texts = [TwoTexts.of(each, str(ItemForm.base_fields[each.name].label)) for each in clashes]
    texts = [each if each.name == "text" else replace(each, together=None) for each in texts]
    _record_sights(viewer, meeting, [text for each in clashes for text in (each.mine, each.theirs)])
    seen = {each.name: each.seen for each in clashes}
    masks = MeetingMasks(meeting)
    context = asked(request.POST, texts, seen, others_of(viewer, meeting, item, masks=masks)) | {
        "caption": masks.title(item),
        "back": (reverse("meeting_agenda", args=[meeting.pk]), "Agenda"),
    }
    return render(request, "layouts/two_texts.html", context, status=409)


def _record_sights(viewer: Viewer, meeting: Meeting, texts: list[str]) -> None:
    """Who changes a text reads it as it was typed: a pupil named in it is seen (RES-9)."""
    named = MeetingMasks(meeting).requests_named_in(texts)
    seen = [
        Sight("resource_request", each.reference, each.reference, each.authority_id, pupils) for each, pupils in named
    ]
    record_sights(by=viewer.user, at=timezone.now(), via="page", seen=seen)


@requires(Permission.MEETING_LEAD)
def meeting_item_put_off(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> HttpResponse:
    """Put an item off to a later meeting, with a reason."""
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    found = item_of(items_of(meeting), meeting, item)
    later, masks, affected = list(_later(meeting)), MeetingMasks(meeting), losing(meeting, [found], at=timezone.now())
    called, advisers = masks.title(found), names_of(affected, masks)
    tells = [school_audience(found.resource_request, viewer.today).label] if found.resource_request else []
    tells += [advisers, "the clerk"] if advisers else []
    what = f"the request from {called}" if found.resource_request else f"“{called}”"
    form = PutOffForm(request.POST or None, meetings=later, is_request=found.resource_request is not None)
    form.others = others_of(viewer, meeting, found, masks=masks)
    if request.method == "POST" and form.is_valid():
        to = next(each for each in later if str(each.pk) == form.cleaned_data["to"])
        with form.refusals("to"):
            actions.put_off(found, to=to, why=form.cleaned_data["why"], by=viewer, at=timezone.now())
            invite = (
                f"If you need {advisers} there, invite them on the Advisers page of that meeting." if advisers else ""
            )
            messages.success(
                request, say_done(f"You’ve moved {what} to the meeting on {show_day(to.day)}.", tells, invite)
            )
            return redirect("meeting_agenda", meeting.pk)
    notes = losing_words(affected, masks)
    notes += (
        ["We will not invite them to the later meeting. If you need them there, invite them on its Advisers page."]
        if notes
        else []
    )
    return _form_page(
        request,
        form,
        meeting,
        f"Move {what} to a later meeting",
        "Move to a later meeting",
        SEEN_AT_ONCE,
        tells=tells,
        notes=notes,
    )


def _later(meeting: Meeting) -> QuerySet[Meeting]:
    return upcoming(meeting.community, meeting.day).exclude(pk=meeting.pk).order_by("day", "starts")


@requires(Permission.MEETING_LEAD)
def meeting_item_remove(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> HttpResponse:
    """Take an item without a request off the agenda."""
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    found = item_of(items_of(meeting).filter(resource_request__isnull=True), meeting, item)
    problem, masks, affected = "", MeetingMasks(meeting), losing(meeting, [found], at=timezone.now())
    called, advisers = masks.title(found), names_of(affected, masks)
    tells = [advisers, "the clerk"] if advisers else []
    if request.method == "POST":
        try:
            actions.remove_item(found, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, say_done(f"You’ve removed “{called}” from the agenda.", tells))
            return redirect("meeting_agenda", meeting.pk)
    return render(
        request,
        "meetings/item_remove.html",
        {
            "title": f"Remove “{called}” from the agenda?",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "problem": problem,
            "tells": tells,
            "notes": losing_words(affected, masks),
        },
        status=400 if problem else 200,
    )


def _form_page(
    request: HttpRequest,
    form: ItemForm | PutOffForm,
    meeting: Meeting,
    title: str,
    button: str,
    seen_by: str,
    *,
    tells: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> HttpResponse | HttpResponseRedirect:
    return render(
        request,
        "meetings/item_form.html",
        {
            "title": title,
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "form": form,
            "meeting": meeting,
            "button": button,
            "seen_by": seen_by,
            "tells": tells,
            "notes": notes,
        },
        status=400 if form.errors else 200,
    )
