"""The list of opportunities, the page of one, and what its host does with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import Changed, Link
from locality.documents.answers import as_file
from locality.documents.calendars import to_calendar
from locality.opportunities.actions import publishing
from locality.opportunities.actions.telling import who_is_told
from locality.opportunities.calendars import occasion_of
from locality.opportunities.forms.opportunities import CancelForm, FilterForm, OpportunityForm, said_before
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.presenters import opportunities as shown_as
from locality.opportunities.queries.bookings import (
    booking_of,
    bookings_seen_by,
    bookings_to_come,
    on_the_way,
    own_bookings,
    place_in_line,
    schools_booking,
)
from locality.opportunities.queries.opportunities import hosts_of, kept_by, opportunities_for
from locality.opportunities.rules import bookings as of_bookings
from locality.opportunities.rules import opportunities as rules
from locality.opportunities.workflow import BookingIs, OfBooking, OfOpportunity
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible
from locality.values.sentences import count

CALENDAR = "text/calendar; charset=utf-8"
PAST = "past"
KINDS = dict(Opportunity.Kind.choices)


@requires(Permission.OPPORTUNITIES_SEE)
def opportunities(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is to come, the next first, or what is past; narrowed by its kind. Above it, what the reader has booked."""
    kind, past = request.GET.get("kind", ""), request.GET.get("when") == PAST
    kind = kind if kind in KINDS else ""
    found = opportunities_for(viewer)
    found = found.past(viewer.today) if past else found.to_come(viewer.today)
    page = paginate(request, found.filter(kind=kind) if kind else found)
    address = reverse("opportunities")
    shown = f"{address}?when={PAST}" if past else address
    chips = [{"label": "Kind of opportunity", "value": KINDS[kind], "href": shown}] if kind else []
    context = {
        "title": "Past opportunities" if past else "Opportunities to learn from other schools",
        "back": address if past else "",
        "page": page,
        "own": own_bookings(viewer, page),
        "booked": [] if past else bookings_to_come(viewer),
        "past": past,
        "kind": kind,
        "chips": chips,
        "all_kinds": shown,
        "filters": FilterForm(initial={"kind": kind}),
        "hosts": viewer.can_somewhere(Permission.OPPORTUNITIES_HOST),
        "say_left": shown_as.say_left,
        "say_times": shown_as.say_times,
        "today": viewer.today,
    }
    return render(request, "opportunities/list.html", context)


@requires(Permission.OPPORTUNITIES_SEE)
def opportunity(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One opportunity: where it stands for its reader, what they can do, and who has booked as far as they may know."""
    found, now = get_object_or_404(opportunities_for(viewer), pk=pk), timezone.now()
    booking, keeps = booking_of(found, viewer.user), rules.may_keep(viewer, found)
    begun, closed = rules.has_begun(found, now), of_bookings.why_not_booked_now(found, now) is not None
    may_book = not closed and not of_bookings.why_not_twice(booking) and _may_book(viewer, found)
    bookings = bookings_seen_by(viewer, found)
    number = place_in_line(booking) if booking and booking.state == BookingIs.WAITING else 0
    sentence = shown_as.opportunity_sentence(
        found, booking, number=number, begun=begun, closed=closed, keeps=keeps, may_book=may_book
    )
    context = {
        "title": found.title,
        "caption": found.get_kind_display(),
        "back": reverse("opportunities"),
        "opportunity": found,
        "standing": f"{sentence} {shown_as.came_sentence(bookings)}".strip() if keeps else sentence,
        "rows": shown_as.opportunity_rows(found, keeps=keeps, joins=of_bookings.has_place(booking)),
        "booking": booking,
        "bookings": shown_as.booking_rows(viewer, found, bookings),
        "keeps": keeps,
        "may_book": may_book,
        "begun": begun,
        "full": found.left <= 0,
        **_can(found, booking, begun=begun, keeps=keeps),
    }
    return render(request, "opportunities/opportunity.html", context)


def _can(found: Opportunity, booking: Booking | None, *, begun: bool, keeps: bool) -> dict[str, bool]:
    """Which buttons the page has."""
    changes = keeps and not begun and not rules.why_not_now(found, OfOpportunity.CHANGE)
    return {
        "may_change": changes,
        "may_cancel": keeps and not rules.why_not_now(found, OfOpportunity.CANCEL),
        "may_go_ahead": changes and rules.few_have_booked(found),
        "may_say_who_came": keeps and begun and bool(found.taken) and not rules.why_not_now(found, OfOpportunity.HOLD),
        "may_give_up": bool(
            booking
            and not begun
            and not rules.why_not_now(found, OfOpportunity.CHANGE)
            and not of_bookings.why_not_now(booking, OfBooking.WITHDRAW)
        ),
        "may_answer": bool(booking and not of_bookings.why_not_now(booking, OfBooking.ANSWER)),
    }


def _may_book(viewer: Viewer, found: Opportunity) -> bool:
    return any(not of_bookings.why_not_for(found, each) for each in schools_booking(viewer))


@requires(Permission.OPPORTUNITIES_HOST)
def opportunity_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Publish an opportunity of one's own school, or of the council."""
    back, hosts = reverse("opportunities"), hosts_of(viewer)
    if not hosts:
        sentence = "Your school is closed, so it cannot publish an opportunity."
        links = (Link("See opportunities", back),)
        raise Changed(sentence, title="You cannot publish an opportunity", links=links)
    initial = {"audience": Opportunity.Audience.COMMUNITY}
    form = OpportunityForm(request.POST or None, hosts=hosts, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = publishing.add_opportunity(host=form.host_chosen, said=form.said(), by=viewer, at=timezone.now())
            messages.success(request, "You’ve published the opportunity. People can book a place now.")
            return redirect("opportunity", made.pk)
    context = {"title": "Publish an opportunity", "back": back, "form": form, "button": "Publish opportunity"}
    return render(request, "opportunities/form.html", context, status=400 if form.errors else 200)


def _kept(viewer: Viewer, pk: int) -> Opportunity:
    return get_object_or_404(kept_by(viewer), pk=pk)


def _too_late(found: Opportunity, title: str, sentence: str) -> Changed:
    """Somebody was quicker, or its time is past: the page says where it stands, and gives back what was typed."""
    return Changed(
        sentence, title=title, links=(Link("Go to the opportunity", reverse("opportunity", args=[found.pk])),)
    )


@requires(Permission.OPPORTUNITIES_HOST)
def opportunity_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Change what an opportunity says. Who booked is told where the time or the place is another."""
    found, now = _kept(viewer, pk), timezone.now()
    if why := rules.why_not_now(found, OfOpportunity.CHANGE) or rules.why_not_to_come(found, now):
        raise _too_late(found, "You cannot change this opportunity now", why.sentence)
    form = OpportunityForm(request.POST or None, hosts=[found.school or found.authority], initial=said_before(found))
    told, seen = who_is_told(on_the_way(found), besides=viewer.user), request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            changed = publishing.change_opportunity(opportunity=found, said=form.said(), by=viewer, at=now, seen=seen)
            messages.success(request, _said_changed(found, changed, told))
            return redirect("opportunity", pk)
    mark = rules.mark_of_opportunity(found)
    is_stale = request.method == "POST" and seen != mark
    context: dict[str, Any] = {
        "title": "Change the opportunity",
        "caption": found.title,
        "back": reverse("opportunity", args=[pk]),
        "form": form,
        "button": "Save opportunity",
        "seen": mark,
        "stands": shown_as.opportunity_rows(found, keeps=True, with_kind=True) if is_stale else None,
        "stands_title": found.title,
        "tells": [f"{each}, if you change the day, the time or the place" for each in told],
        "changes": True,
    }
    return render(request, "opportunities/form.html", context, status=400 if form.errors else 200)


def _said_changed(before: Opportunity, changed: Opportunity, told: list[str]) -> str:
    moved_up = changed.taken - before.taken
    got = f"We’ve given {count(moved_up, 'place')} to the waiting list." if moved_up > 0 else ""
    return say_done("You’ve changed the opportunity.", told if changed.sequence > before.sequence else [], got)


@requires(Permission.OPPORTUNITIES_HOST)
@require_POST
def opportunity_go_ahead(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Hold it though fewer people than needed have booked."""
    found = _kept(viewer, pk)
    try:
        publishing.go_ahead(opportunity=found, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "You’ve decided to go ahead. We’ll not ask you again.")
    return redirect("opportunity", pk)


@requires(Permission.OPPORTUNITIES_HOST)
def opportunity_cancel(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Cancel it with the reason. Before, the page says how many people are told."""
    found = _kept(viewer, pk)
    if why := rules.why_not_now(found, OfOpportunity.CANCEL):
        raise _too_late(found, "You cannot cancel this opportunity", why.sentence)
    form, told = CancelForm(request.POST or None), who_is_told(on_the_way(found), besides=viewer.user)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            publishing.cancel_opportunity(opportunity=found, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, say_done("You’ve cancelled the opportunity.", told))
            return redirect("opportunity", pk)
    context = {
        "title": "Cancel the opportunity",
        "caption": found.title,
        "back": reverse("opportunity", args=[pk]),
        "rows": shown_as.opportunity_rows(found, keeps=True)[:3],
        "form": form,
        "tells": told,
    }
    return render(request, "opportunities/cancel.html", context, status=400 if form.errors else 200)


@requires(Permission.OPPORTUNITIES_SEE)
@require_safe
def opportunity_file(_request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One opportunity as a calendar file: opened again after a change, it changes the entry that it made before."""
    found = get_object_or_404(opportunities_for(viewer), pk=pk)
    joins = rules.may_keep(viewer, found) or of_bookings.has_place(booking_of(found, viewer.user))
    return as_file(to_calendar([occasion_of(found, joins=joins)]), CALENDAR, f"opportunity-{found.day.isoformat()}.ics")
