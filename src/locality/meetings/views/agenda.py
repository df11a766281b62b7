"""The agenda: read by all who take part, ordered and timed by the chair (AGE-1, AGE-2, CHA-2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.queries.money import balance
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.meetings.actions import agenda as actions
from locality.meetings.actions.items import GONE
from locality.meetings.forms.agenda import TimesForm, times_seen
from locality.meetings.models import AgendaItem
from locality.meetings.pages.opening import shared_meeting
from locality.meetings.presenters.agenda import agenda_rows, fit_sentence
from locality.meetings.presenters.agenda_page import (
    balance_figures,
    changes_of,
    draw_up_words,
    left_out_words,
    minutes_fields,
    part_sentence,
    settled_words,
)
from locality.meetings.queries.access import (
    closed_items,
    items_closed_to,
    items_open_to,
    meetings_led_by,
)
from locality.meetings.queries.agenda import accepted_for, items_of, put_off_from, read_items, template_of
from locality.meetings.queries.as_read import items_as_read, meeting_as_read, points_as_read
from locality.meetings.queries.follow_up import last_minuted_before, open_action_points
from locality.meetings.queries.minutes import approvable_at
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.together.texts import Seen
from locality.values.dates import show_day
from locality.values.numbers import typed_number
from locality.values.refusals import NotPossible

MOVES = ("up", "down", "place")
"""The buttons that move an item: a place, or to one that is selected."""


@requires(Permission.MEETING_TAKE_PART)
def meeting_agenda(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The agenda with its times, and what fills it by itself."""
    meeting = shared_meeting(viewer, pk)
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
    items = read_items(meeting)
    drawn_up = bool(items)
    if not drawn_up:
        items = [
            AgendaItem(meeting=meeting, position=each.position, title=each.title, minutes=each.minutes, kind=each.kind)
            for each in template_of(meeting.community.authority)
        ]
    waiting = [each for each in accepted_for(meeting) if each.pk not in {item.resource_request_id for item in items}]
    not_over = meeting.is_to_come or meeting.state == S.RUNNING
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
            "fit": fit_sentence(times, may_change=leads) if chosen is None and not_over else "",
            "part": part_sentence(len(rows)) if chosen is not None else "",
            "sees_requests": viewer.can(Permission.REQUEST_SEE_SUBMITTED, community=meeting.community),
            "drawn_up": drawn_up,
            "waiting": waiting,
            "draw_up": draw_up_words(drawn_up=drawn_up, waiting=len(waiting)),
            "put_off": [left_out_words(each, meeting) for each in _left_out(meeting, waiting, masks)]
            if belongs
            else [],
            "leads": leads,
            "problem": problem,
            "action_points": points_as_read(open_action_points(meeting.community, but=closed_items(viewer)))
            if belongs
            else [],
            "last": last_minuted_before(meeting) if belongs else None,
            "belongs": belongs,
            "form": form,
            "fields": minutes_fields(
                rows, form, {each.pk: Seen.of(each.revision, str(each.minutes)) for each in items}
            ),
            "settled_words": settled_words,
            "changes_of": changes_of,
            "approvable": meeting.state in {S.RUNNING, S.HELD} and keeps and approvable_at(meeting),
            "sees_money": viewer.can(Permission.BUDGET_SEE, community=meeting.community),
            "balance": balance(meeting.community, viewer.today)
            if viewer.can(Permission.BUDGET_SEE, community=meeting.community)
            else None,
            "balance_figures": balance_figures,
        },
        status=400 if problem or form else 200,
    )


def _left_out(meeting: Meeting, waiting: list[ResourceRequest], masks: MeetingMasks) -> list[AgendaItem]:
    """What left the agenda; a request that was accepted for the meeting again waits to come back, and has not left."""
    back = [each.pk for each in waiting]
    return items_as_read(
        put_off_from(meeting).exclude(resource_request__in=back) if back else put_off_from(meeting), masks
    )


@requires(Permission.MEETING_LEAD)
def meeting_agenda_order(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Draw the agenda up, save its times, or move an item: whatever button was pressed, the times are saved."""
    meeting = get_object_or_404(meetings_led_by(viewer), pk=pk)
    if request.method != "POST":
        return redirect("meeting_agenda", meeting.pk)
    form = TimesForm(request.POST, rows=agenda_rows(_items(meeting), meeting)[0])
    if "draw_up" not in request.POST and not form.is_valid():
        return _page(request, viewer, meeting, form=form)
    try:
        done, where = _order(request, viewer, meeting, form)
    except NotPossible as refusal:
        return _page(request, viewer, meeting, refusal.sentence, form=None if "draw_up" in request.POST else form)
    if form.errors:
        return _page(request, viewer, meeting, form=form)
    messages.success(request, done, extra_tags=where.removeprefix("#"))  # the button that says it, also without scripts
    return redirect(reverse("meeting_agenda", args=[meeting.pk]) + where)


def _order(request: HttpRequest, viewer: Viewer, meeting: Meeting, form: TimesForm) -> tuple[str, str]:
    """Do what the pressed button says; the sentence that tells it, and where on the page one was.

    A time set elsewhere meanwhile is the form's error.
    """
    now = timezone.now()
    if "draw_up" in request.POST:
        had = bool(read_items(meeting))
        actions.draw_up_again(meeting, by=viewer, at=now)
        return ("You’ve added the accepted requests to the agenda." if had else "You’ve created the agenda."), ""
    clashed = actions.set_times(meeting, form.minutes, seen=times_seen(request.POST), by=viewer, at=now)
    for each in clashed.values():
        form.tell_clash(each)
    if clashed:
        return "", ""
    way = next((each for each in MOVES if request.POST.get(each)), "")
    if not way:
        return "You’ve saved the times.", ""
    return _moved(request, viewer, meeting, way)


def _moved(request: HttpRequest, viewer: Viewer, meeting: Meeting, way: str) -> tuple[str, str]:
    """Move an item; where it is now, and the button of it to go on with: the same way again, while there is a way."""
    number = typed_number(request.POST.get("item", "") if way == "place" else request.POST[way])
    item = items_of(meeting).filter(pk=number).first() if number else None
    if item is None:
        raise NotPossible(GONE)
    to = typed_number(request.POST.get("to", "")) if way == "place" else None
    if way == "place" and not to:
        raise NotPossible("Select where to move the item.")
    place, of = actions.shift(
        item, up=way == "up", to=to, by=viewer, at=timezone.now(), seen=_place_shown(request, item)
    )
    again = "down" if place == 1 or (way == "down" and place < of) else "up"
    return f"“{MeetingMasks(meeting).title(item)}” is now item {place} of {of}.", f"#{again}-{item.pk}"


def _items(meeting: Meeting) -> list[AgendaItem]:
    return items_as_read(items_of(meeting), MeetingMasks(meeting))


def _place_shown(request: HttpRequest, item: AgendaItem) -> int | None:
    """The place, from 1, at which the window showed an item."""
    shown = request.POST.get("seen", "").split(",")
    return shown.index(str(item.pk)) + 1 if str(item.pk) in shown else None
