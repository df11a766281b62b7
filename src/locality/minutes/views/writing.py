"""Minutes in the making: written by the clerk, checked by the chair, distributed, corrected, approved (CLK-4, CLK-6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.design.typed import Typed
from locality.form_keys.decorators import repeatable
from locality.meetings.actions.texts import TEXTS
from locality.meetings.models import AgendaItem, Minutes
from locality.meetings.pages.replaced import tell_replaced
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.access import meetings_clerked_by
from locality.meetings.queries.as_read import items_as_read, versions_as_read
from locality.meetings.queries.decided import decisions_at
from locality.meetings.queries.minutes import items_with_texts, newest_of
from locality.meetings.queries.names import MeetingMasks
from locality.minutes.actions import minutes as actions
from locality.minutes.exports import minutes_document
from locality.minutes.forms.minutes import TextsForm
from locality.minutes.presenters.minutes import parts_shown, saved_at, standing_of, write_rows
from locality.minutes.queries.what_minutes_hold import content_of
from locality.minutes.rules import check_sendable, check_writable
from locality.schedule.models import Meeting
from locality.schedule.queries import people_of
from locality.schedule.where_it_stands import Reader
from locality.together.posts import chosen_texts, is_settling, read_seen, typed, typed_in
from locality.together.texts import Clash
from locality.together.two_texts import TwoTexts, asked, told_to_script
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

State = Minutes.State
READERS = "the chair, the clerk, the schools’ representatives and the area officer"


def caption_of(meeting: Meeting) -> str:
    return f"{meeting.community.name}, {show_day(meeting.day)}"


def _as_read(newest: Minutes | None, masks: MeetingMasks) -> Minutes | None:
    return versions_as_read([newest], masks)[0] if newest else None


def _names(items: list[AgendaItem]) -> list[str]:
    return [f"{text}-{item.pk}" for item in items for text in TEXTS]


@requires(Permission.MEETING_CLERK)
@require_http_methods(["GET", "HEAD", "POST"])
@repeatable
def meeting_minutes_write(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The clerk's words and the chair's summary, item by item; saved while they are typed."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    newest = newest_of(meeting)
    try:
        check_writable(meeting.state, newest)
    except NotPossible as refusal:
        return _not_saved(request, meeting, refusal.sentence)
    items, masks = items_with_texts(meeting), MeetingMasks(meeting)
    if request.method == "POST":
        return _keep(request, viewer, meeting, items)
    form = TextsForm(items=items, masks=masks, decisions=decisions_at(meeting))
    form.others = others_of(viewer, meeting, items=items, masks=masks)
    return render(
        request,
        "minutes/minutes_write.html",
        {
            "title": "Write the minutes",
            "caption": caption_of(meeting),
            "meeting": meeting,
            "newest": _as_read(newest, masks),
            "form": form,
            "rows": write_rows(items_as_read(items, masks)),
            "saved_at": saved_at(items),
        },
    )


def _keep(request: HttpRequest, viewer: Viewer, meeting: Meeting, items: list[AgendaItem]) -> HttpResponse:
    names = _names(items)
    sent = chosen_texts(request.POST, names) if is_settling(request.POST) else typed_in(request.POST, names)
    try:
        saved = actions.save_texts(meeting, sent, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        return _not_saved(request, meeting, refusal.sentence)
    tell_replaced(request, others_of(viewer, meeting, items=items), sent)
    if saved.clashes:
        return _clash_page(request, viewer, meeting, items, saved.clashes)
    if request.POST.get("then") == "later":
        messages.success(request, "You’ve saved the minutes.")
        return redirect("meeting_minutes", meeting.pk)
    return redirect("meeting_minutes_send", meeting.pk)


def _clash_page(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, items: list[AgendaItem], clashes: list[Clash]
) -> HttpResponse:
    masks = MeetingMasks(meeting)
    called = _called(items, masks)
    texts = [TwoTexts.of(each, called[each.name]) for each in clashes]
    seen = {each.name: each.seen for each in clashes}
    context = asked(request.POST, texts, seen, others_of(viewer, meeting, items=items, masks=masks))
    return render(request, "layouts/two_texts.html", context | {"caption": caption_of(meeting)}, status=409)


def _called(items: list[AgendaItem], masks: MeetingMasks) -> dict[str, str]:
    """What each text is called, by the name of its field."""
    rows = write_rows(items_as_read(items, masks))
    called = {row.notes: f"{row.heading}: discussion" for row in rows}
    return called | {row.summary: f"{row.heading}: summary" for row in rows}


def _not_saved(request: HttpRequest, meeting: Meeting, why: str) -> HttpResponse:
    """Nothing can be written now: every word that this window wrote is handed back, with the item it is of."""
    texts: list[Typed] = []
    called = _called(items_with_texts(meeting), MeetingMasks(meeting)) if request.method == "POST" else {}
    for name, text in request.POST.items():
        kind, _, rest = name.partition("-")
        if kind in TEXTS and not typed(str(text), read_seen(request.POST, name)).is_untouched:
            texts.append(Typed(called.get(name, "Your text"), str(text)))
        elif kind in {"mine", "both"}:
            texts.append(Typed(called.get(rest, "Your text"), str(text)))
    texts = [each for each in dict.fromkeys(texts) if each.text.strip()]
    return render(
        request,
        "minutes/minutes_not_saved.html",
        {
            "title": "You cannot write the minutes now",
            "caption": caption_of(meeting),
            "meeting": meeting,
            "why": why,
            "texts": texts,
        },
        status=409,
    )


@requires(Permission.MEETING_CLERK)
@require_POST
@repeatable
def meeting_minutes_autosave(request: HttpRequest, viewer: Viewer, pk: int) -> JsonResponse:
    """Save the texts sent: when, their new revisions, and what somebody else had changed meanwhile."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    typed = typed_in(request.POST, request.POST.getlist("fields"))
    try:
        saved = actions.save_texts(meeting, typed, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        return JsonResponse({"error": refusal.sentence}, status=400)
    others = others_of(viewer, meeting, items=items_with_texts(meeting))
    read = others.read_all({name: each.text for name, each in typed.items()}) if others else {}
    return JsonResponse(told_to_script(saved, read))


@requires(Permission.MEETING_CLERK)
def meeting_minutes_send(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The minutes as members will read them; sent to the chair to check, or distributed to all with one button."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    if request.method == "POST":
        try:
            sent = actions.distribute(meeting, by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
        except NotPossible as refusal:
            return _send_page(request, viewer, meeting, refusal.sentence)
        messages.success(
            request, say_done(f"You’ve distributed the minutes{', late' if sent.is_late else ''}.", [READERS])
        )
        return redirect("meeting_minutes", meeting.pk)
    return _send_page(request, viewer, meeting)


@requires(Permission.MEETING_CLERK)
def meeting_minutes_to_chair(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Send what is written to the chair to check."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    if request.method != "POST":
        return redirect("meeting_minutes_send", meeting.pk)
    try:
        actions.ask_chair(meeting, by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
    except NotPossible as refusal:
        return _send_page(request, viewer, meeting, refusal.sentence)
    following = "You can distribute them once the chair has checked them."
    if viewer.today >= deadlines_of(meeting.community.authority, on=viewer.today).minutes(meeting.day):
        following = "If the chair does not answer, you can distribute them now, marked as not checked."
    messages.success(request, say_done("You’ve sent the minutes to the chair to check.", ["the chair"], following))
    return redirect("meeting_minutes", meeting.pk)


def _send_page(request: HttpRequest, viewer: Viewer, meeting: Meeting, problem: str = "") -> HttpResponse:
    newest = newest_of(meeting)
    try:
        check_writable(meeting.state, newest)
    except NotPossible as refusal:
        if not problem and request.method == "GET":
            return redirect("meeting_minutes", meeting.pk)
        return _not_saved(request, meeting, problem or refusal.sentence)
    masks = MeetingMasks(meeting)
    content = content_of(meeting, masks)
    deadlines = deadlines_of(meeting.community.authority, on=viewer.today)
    due = deadlines.minutes(meeting.day)
    changed = newest is not None and newest.state == State.CHECKED and newest.content != content
    try:
        check_sendable(newest, due=due, today=viewer.today, changed=changed)
    except NotPossible as refusal:
        why_not = refusal.sentence
    else:
        why_not = ""
    return render(
        request,
        "minutes/minutes_send.html",
        {
            "title": "Check and distribute the minutes",
            "caption": caption_of(meeting),
            "meeting": meeting,
            "newest": _as_read(newest, masks),
            "seen": actions.as_read(newest, content),
            "standing": standing_of(
                newest,
                due,
                viewer.today,
                deadlines.distance(due, viewer.today),
                drafted=True,
                reader=Reader(clerks=True),
            ),
            "parts": parts_shown(minutes_document(meeting, None, content, masks.of(None))),
            "why_not": why_not,
            "unchecked": not why_not and (newest is None or newest.state != State.CHECKED),
            "may_ask": newest is None or newest.state == State.DRAFT or changed,
            "late": viewer.today > due and (newest is None or newest.number == 1),
            "due": due,
            "people": len(people_of(meeting.community, on=viewer.today)),
            "problem": problem,
        },
        status=400 if problem else 200,
    )
