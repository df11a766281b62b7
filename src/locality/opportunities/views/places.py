"""Places: booked and given up by who comes, and after it who came, and what they will do differently."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer
from locality.design.refusals import Changed, Link
from locality.opportunities.actions import booking as acts
from locality.opportunities.actions import holding
from locality.opportunities.forms.opportunities import AnswerForm, BookForm, WhoCameForm
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.presenters import opportunities as shown_as
from locality.opportunities.queries.bookings import booking_of, schools_booking, waiting_for, with_a_place
from locality.opportunities.queries.opportunities import kept_by, opportunities_for
from locality.opportunities.rules import bookings as rules
from locality.opportunities.rules import opportunities as of_opportunities
from locality.opportunities.workflow import BookingIs, OfBooking, OfOpportunity
from locality.values.emailing import say_done
from locality.values.refusals import Refusal
from locality.values.sentences import count

TO_ASK = "to ask what they will do differently"
NEXT_IN_LINE = "the first person on the waiting list, who gets your place"


def _found(viewer: Viewer, pk: int) -> Opportunity:
    return get_object_or_404(opportunities_for(viewer), pk=pk)


def _changed(found: Opportunity, title: str, why: Refusal) -> Changed:
    """It cannot be done, or has been done in another window: the page says which, and leads back."""
    link = Link("Go to the opportunity", reverse("opportunity", args=[found.pk]))
    return Changed(why.sentence, title=title, links=(link,))


@requires(Permission.OPPORTUNITIES_BOOK)
def opportunity_book(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Book a place for oneself, or join the waiting list."""
    found, now = _found(viewer, pk), timezone.now()
    why = rules.why_not_twice(booking_of(found, viewer.user)) or rules.why_not_booked_now(found, now)
    schools = [each for each in schools_booking(viewer) if not rules.why_not_for(found, each)]
    if not schools:
        why = why or Refusal("This is not for any of your schools, so you cannot book a place.")
    if why:
        raise _changed(found, "You cannot book a place", why)
    form = BookForm(request.POST or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            booking = acts.book_place(opportunity=found, school=form.school_chosen, by=viewer, at=now)
            messages.success(request, _said_booked(booking))
            return redirect("opportunity", pk)
    full = found.left <= 0 or waiting_for(found).exists()
    title = "Join the waiting list" if full else "Book a place"
    context = {
        "title": title,
        "caption": found.title,
        "back": reverse("opportunity", args=[pk]),
        "rows": shown_as.opportunity_rows(found, keeps=False)[:5],
        "form": form,
        "full": full,
        "button": title,
        "school": schools[0].name if len(schools) == 1 else "",
    }
    return render(request, "opportunities/book.html", context, status=400 if form.errors else 200)


def _said_booked(booking: Booking) -> str:
    if booking.state == BookingIs.WAITING:
        return "You’re on the waiting list. We’ll email you when you get a place."
    return "You’ve booked a place. Add it to your calendar from this page."


@requires(Permission.OPPORTUNITIES_BOOK)
def opportunity_give_up(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Give up one's own place, or leave the waiting list."""
    found, now = _found(viewer, pk), timezone.now()
    booking = booking_of(found, viewer.user)
    if booking is None:
        raise _changed(found, "You have no booking to cancel", Refusal("You have not booked a place."))
    if why := rules.why_not_given_up(found, now) or rules.why_not_now(booking, OfBooking.WITHDRAW):
        raise _changed(found, "You cannot cancel this booking", why)
    waits = booking.state == BookingIs.WAITING
    tells = [NEXT_IN_LINE] if not waits and waiting_for(found).exists() else []
    if request.method == "POST":
        acts.give_up_place(booking=booking, by=viewer, at=now)
        done = "You’ve left the waiting list." if waits else "You’ve cancelled your booking."
        messages.success(request, say_done(done, tells))
        return redirect("opportunity", pk)
    title = "Leave the waiting list" if waits else "Cancel your booking"
    context = {
        "title": title,
        "caption": found.title,
        "back": reverse("opportunity", args=[pk]),
        "rows": shown_as.opportunity_rows(found, keeps=False)[:3],
        "waits": waits,
        "tells": tells,
        "button": title,
    }
    return render(request, "opportunities/give_up.html", context)


@requires(Permission.OPPORTUNITIES_HOST)
def opportunity_who_came(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Say who came: one page, which can be saved again."""
    found, now = get_object_or_404(kept_by(viewer), pk=pk), timezone.now()
    why = of_opportunities.why_not_now(found, OfOpportunity.HOLD) or of_opportunities.why_not_begun(found, now)
    bookings = with_a_place(found)
    if not bookings:
        why = why or Refusal("No one booked a place.")
    if why:
        raise _changed(found, "You cannot say who came", why)
    came = [str(each.pk) for each in bookings if each.state == BookingIs.CAME]
    form = WhoCameForm(request.POST or None, bookings=bookings, initial={"came": came})
    seen, mark = request.POST.get("seen", ""), rules.mark_of_who_came(bookings)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            holding.record_who_came(opportunity=found, came=form.came_ids(), by=viewer, at=now, seen=seen)
            asked = sum(each.pk in form.came_ids() and _is_new(each, viewer) for each in bookings)
            told = [f"{count(asked, 'person', 'people')} {TO_ASK}"] if asked else []
            messages.success(request, say_done("You’ve saved who came.", told))
            return redirect("opportunity", pk)
    stale = request.method == "POST" and seen != mark
    context = {
        "title": "Say who came",
        "caption": found.title,
        "back": reverse("opportunity", args=[pk]),
        "form": form,
        "seen": mark,
        "stands": shown_as.booking_rows(viewer, found, bookings) if stale else None,
        "tells": [f"everyone you {'add' if came else 'select'}, {TO_ASK}"],
    }
    return render(request, "opportunities/who_came.html", context, status=400 if form.errors else 200)


def _is_new(booking: Booking, viewer: Viewer) -> bool:
    """Whether somebody who came is asked now: not twice, and not by themselves."""
    return booking.state != BookingIs.CAME and not booking.answer and booking.person_id != viewer.user.pk


@requires(Permission.OPPORTUNITIES_BOOK)
def opportunity_answer(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Say what one will do differently, having come."""
    found = _found(viewer, pk)
    booking = booking_of(found, viewer.user)
    if booking is None:
        raise PermissionDenied(NO_OFFICE)
    if why := rules.why_not_now(booking, OfBooking.ANSWER):
        raise _changed(found, "You cannot answer this", why)
    form = AnswerForm(request.POST or None, initial={"answer": booking.answer})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            holding.answer_question(booking=booking, text=form.cleaned_data["answer"], by=viewer, at=timezone.now())
            messages.success(request, "Thank you. You’ve saved your answer.")
            return redirect("opportunity", pk)
    context = {
        "title": "Say what you will do differently",
        "caption": found.title,
        "back": reverse("opportunity", args=[pk]),
        "host": found.host,
        "form": form,
    }
    return render(request, "opportunities/answer.html", context, status=400 if form.errors else 200)
