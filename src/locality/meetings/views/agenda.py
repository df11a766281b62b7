"""The agenda: read by all who take part, ordered and timed by the chair (AGE-1, AGE-2, CHA-2)."""

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
from locality.budgets.queries import balance
from locality.communities.access import requires, viewer_of_request
from locality.communities.scope import Viewer
from locality.meetings.actions import agenda as actions
from locality.meetings.actions.items import GONE
from locality.meetings.forms.agenda import ITEM_TEXTS, ItemForm, PutOffForm, TimesForm, times_seen
from locality.meetings.models import AgendaItem
from locality.meetings.presenters.agenda import agenda_rows, fit_sentence
from locality.meetings.presenters.others_read import as_others_read, others_of
from locality.meetings.queries.access import items_closed_to, items_open_to, meetings_led_by, meetings_taken_part_in
from locality.meetings.queries.agenda import accepted_for, items_of, put_off_from, template_of
from locality.meetings.queries.as_read import items_as_read, meeting_as_read, points_as_read
from locality.meetings.queries.follow_up import last_minuted_before, open_action_points
from locality.meetings.queries.minutes import approvable_at
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.views.items import item_of
from locality.meetings.views.replaced import tell_others_read
from locality.once.decorators import repeatable
from locality.schedule.models import Meeting
from locality.schedule.queries import upcoming
from locality.schedule.workflow import S
from locality.together.posts import is_settling, read_seen, settled, typed_in
from locality.together.texts import Clash, Saved, Seen, Typed
from locality.together.two_texts import TwoTexts, asked
from locality.values.dates import show_day
from locality.values.transitions import NotPossible


@requires(Permission.MEETING_TAKE_PART)
def meeting_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda with its times, and what fills it by itself."""
    viewer = viewer_of_request(request)
    meeting = get_object_or_404(meetings_taken_part_in(viewer), pk=pk)
    return _page(request, viewer, meeting)


def _page(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, problem: str = "", form: TimesForm | None = None
) -> HttpResponse:
    belongs = viewer.can(Permission.MEETING_TAKE_PART, community=meeting.community)
    leads = meeting.is_to_come and viewer.can(Permission.MEETING_LEAD, community=meeting.community)
    keeps = any(
        viewer.can(permission, community=meeting.community)
        for permission in (Permission.MEETING_LEAD, Permission.MEETING_CLERK)
    )
    items = list(items_of(meeting))
    drawn_up = bool(items)
    if not drawn_up:
        items = [
            AgendaItem(meeting=meeting, position=each.position, title=each.title, minutes=each.minutes, kind=each.kind)
            for each in template_of(meeting.community.authority)
        ]
    waiting = [each for each in accepted_for(meeting) if each.pk not in {item.resource_request_id for item in items}]
    masks = MeetingMasks(meeting)
    rows, times = agenda_rows(items_as_read(items, masks), meeting)
    chosen, closed = items_open_to(viewer, meeting), items_closed_to(viewer, meeting)
    if chosen is not None:
        rows = [row for row in rows if row.item.pk in chosen]
    return render(
        request,
        "meetings/agenda.html",
        {
            "title": "Agenda",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting_as_read(meeting, masks),
            "rows": rows,
            "closed": closed,
            "times": times,
            "fit": fit_sentence(times) if chosen is None else "",
            "is_part": chosen is not None,
            "sees_requests": viewer.can(Permission.REQUEST_SEE_SUBMITTED, community=meeting.community),
            "drawn_up": drawn_up,
            "waiting": waiting,
            "put_off": items_as_read(put_off_from(meeting), masks) if belongs else [],
            "leads": leads,
            "problem": problem,
            "action_points": points_as_read(open_action_points(meeting.community, but=closed)) if belongs else [],
            "last": last_minuted_before(meeting) if belongs else None,
            "belongs": belongs,
            "form": form,
            "seen": {each.pk: Seen.of(each.revision, str(each.minutes)) for each in items},
            "approvable": meeting.state in {S.RUNNING, S.HELD} and keeps and approvable_at(meeting),
            "sees_money": viewer.can(Permission.BUDGET_SEE, community=meeting.community),
            "balance": balance(meeting.community, viewer.today)
            if viewer.can(Permission.BUDGET_SEE, community=meeting.community)
            else None,
        },
        status=400 if problem or form else 200,
    )


@requires(Permission.MEETING_LEAD)
def meeting_agenda_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the agenda up, save its times, or move an item: whatever button was pressed, the times are saved."""
    viewer = viewer_of_request(request)
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST":
        return redirect("meeting_agenda", meeting.pk)
    form = TimesForm(request.POST, rows=agenda_rows(_items(meeting), meeting)[0])
    if "draw_up" not in request.POST and not form.is_valid():
        return _page(request, viewer, meeting, form=form)
    try:
        done = _order(request, viewer, meeting, form)
    except NotPossible as refusal:
        return _page(request, viewer, meeting, refusal.sentence, form=None if "draw_up" in request.POST else form)
    if form.errors:
        return _page(request, viewer, meeting, form=form)
    messages.success(request, done)
    return redirect("meeting_agenda", meeting.pk)


def _order(request: HttpRequest, viewer: Viewer, meeting: Meeting, form: TimesForm) -> str:
    """Do what the pressed button says; the sentence that tells it. A time set elsewhere meanwhile is the form's error."""
    now = timezone.now()
    if "draw_up" in request.POST:
        actions.draw_up(meeting, by=viewer.user, at=now)
        return "The agenda is drawn up."
    clashed = actions.set_times(meeting, form.minutes, seen=times_seen(request.POST), by=viewer.user, at=now)
    for each in clashed.values():
        form.tell_clash(each)
    if clashed:
        return ""
    for way in ("up", "down"):
        pressed = request.POST.get(way, "")
        item = items_of(meeting).filter(pk=pressed).first() if _is_id(pressed) else None
        if pressed and item is None:
            raise NotPossible(GONE)
        if item:
            actions.shift(item, up=way == "up", by=viewer.user, at=now)
            return f"“{MeetingMasks(meeting).title(item)}” is moved {way}."
    return "The times are saved."


def _items(meeting: Meeting) -> list[AgendaItem]:
    return items_as_read(items_of(meeting), MeetingMasks(meeting))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 12


@requires(Permission.MEETING_LEAD)
def meeting_item_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item of the community's own."""
    viewer = viewer_of_request(request)
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    form = ItemForm(request.POST or None)
    form.others = others_of(viewer, meeting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_item(meeting, by=viewer.user, at=timezone.now(), **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error("title", refusal.sentence)
        else:
            typed = form.cleaned_data["title"]
            called = MeetingMasks(meeting).of(None)(typed)
            if called != typed:
                messages.success(request, as_others_read(called, typed, "is on the agenda"))
            tell_others_read(request, form.others, text=form.cleaned_data["text"])
            return redirect("meeting_agenda", meeting.pk)
    return _form_page(request, form, meeting, "Add an item", "Add the item", "Nobody is told until the papers go out.")


@requires(Permission.MEETING_LEAD)
@repeatable
def meeting_item_change(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Rename an item without a request, change its time, or write what members read, such as an update."""
    viewer = viewer_of_request(request)
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    found = item_of(items_of(meeting).filter(resource_request__isnull=True), meeting, item)
    form = _item_form(request, found)
    form.others = others_of(viewer, meeting, found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.change_item(found, _typed(request.POST, form), by=viewer.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("title", refusal.sentence)
        else:
            return _changed(request, viewer, meeting, found, saved, form)
    _record_sights(viewer, meeting, [str(form[name].value() or "") for name in ("title", "text")])
    return _form_page(request, form, meeting, "Change the item", "Save", "Nobody is told until the papers go out.")


def _item_form(request: HttpRequest, item: AgendaItem) -> ItemForm:
    """The item as it stands; or as it was typed, also where it was chosen from two texts."""
    stands = {"title": item.title, "minutes": str(item.minutes), "text": item.text}
    if request.method != "POST":
        return ItemForm(initial=stands, revisions={name: str(Seen.of(item.revision, stands[name])) for name in stands})
    revisions = {name: str(read_seen(request.POST, name)) for name in stands}
    if is_settling(request.POST):
        chosen = {name: each.text for name, each in settled(request.POST, ITEM_TEXTS).items()}
        return ItemForm(stands | chosen, revisions=revisions)
    return ItemForm(request.POST, revisions=revisions)


def _typed(post: QueryDict, form: ItemForm) -> dict[str, Typed]:
    """What this window sends of the item, as the form cleaned it; what it was not asked for is left alone."""
    sent = settled(post, ITEM_TEXTS) if is_settling(post) else typed_in(post, ITEM_TEXTS)
    return {name: replace(each, text=str(form.cleaned_data[name])) for name, each in sent.items()}


def _changed(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, item: AgendaItem, saved: Saved, form: ItemForm
) -> HttpResponse:
    if saved.clashes:
        return _both(request, viewer, meeting, item, saved.clashes)
    called = MeetingMasks(meeting).of(None)(form.cleaned_data["title"])
    messages.success(request, as_others_read(called, form.cleaned_data["title"], "is changed"))
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
def meeting_item_put_off(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Put an item off to a later meeting, with a reason."""
    viewer = viewer_of_request(request)
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    found = item_of(items_of(meeting), meeting, item)
    later, masks = list(_later(meeting)), MeetingMasks(meeting)
    called = masks.title(found)
    form = PutOffForm(request.POST or None, meetings=later)
    form.others = others_of(viewer, meeting, found, masks=masks)
    if request.method == "POST" and form.is_valid():
        to = next(each for each in later if str(each.pk) == form.cleaned_data["to"])
        try:
            actions.put_off(found, to=to, why=form.cleaned_data["why"], by=viewer.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("to", refusal.sentence)
        else:
            messages.success(request, f"“{called}” goes to the meeting of {show_day(to.day)}.")
            return redirect("meeting_agenda", meeting.pk)
    tells = (
        f"the people of {found.resource_request.school.name} who write its requests, with your reason."
        if found.resource_request
        else ""
    )
    return _form_page(request, form, meeting, f"Put off “{called}”", "Put it off", "Nobody is told.", tells)


def _later(meeting: Meeting) -> QuerySet[Meeting]:
    return upcoming(meeting.community, meeting.day).exclude(pk=meeting.pk).order_by("day", "starts")


@requires(Permission.MEETING_LEAD)
def meeting_item_remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item without a request off the agenda."""
    viewer = viewer_of_request(request)
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST" and not meeting.is_to_come:
        return redirect("meeting_agenda", meeting.pk)
    found = item_of(items_of(meeting).filter(resource_request__isnull=True), meeting, item)
    problem, called = "", MeetingMasks(meeting).title(found)
    if request.method == "POST":
        try:
            actions.remove_item(found, by=viewer.user, at=timezone.now())
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, f"“{called}” is off the agenda.")
            return redirect("meeting_agenda", meeting.pk)
    return render(
        request,
        "meetings/item_remove.html",
        {
            "title": "Take it off the agenda?",
            "caption": called,
            "meeting": meeting,
            "problem": problem,
        },
        status=400 if problem else 200,
    )


def _form_page(
    request: HttpRequest,
    form: ItemForm | PutOffForm,
    meeting: Meeting,
    title: str,
    button: str,
    nobody: str,
    tells: str = "",
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
            "nobody": nobody,
            "tells": tells,
        },
        status=400 if form.errors else 200,
    )
