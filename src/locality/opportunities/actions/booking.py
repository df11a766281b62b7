"""People book a place for themselves or join the waiting list, and give it up: the next one gets it by itself (RES-8)."""

from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import School
from locality.communities.rules import NO_OFFICE, allow
from locality.communities.scope import Viewer
from locality.opportunities.actions.steps import lock_opportunity, move_up, take_booking
from locality.opportunities.actions.telling import tell_who_moved_up
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.bookings import booking_of, next_turn, waiting_for
from locality.opportunities.rules import bookings as rules
from locality.opportunities.workflow import BookingIs, G, OfBooking
from locality.values.refusals import NotAllowed, refuse
from locality.values.transitions import Guards


@transaction.atomic
def book_place(*, opportunity: Opportunity, school: School, by: Viewer, at: datetime) -> Booking:
    """Book a place for oneself, on behalf of a school; the last of the waiting list where none is free. Nobody is told.

    Raises NotPossible.
    """
    allow(by, Permission.OPPORTUNITIES_BOOK, school=school)
    opportunity = lock_opportunity(opportunity.pk)
    booking = booking_of(opportunity, by.user)
    refuse(rules.why_not_twice(booking))
    refuse(rules.why_not_booked_now(opportunity, at))
    refuse(rules.why_not_for(opportunity, school))
    waiting = waiting_for(opportunity).exists()
    is_free = rules.why_not_free(opportunity, waiting=waiting) is None
    turn = next_turn(opportunity)
    if booking is None:
        state, event = (BookingIs.BOOKED, OfBooking.BOOK) if is_free else (BookingIs.WAITING, OfBooking.WAIT)
        booking = Booking.objects.create(
            opportunity=opportunity, person=by.user, school=school, turn=turn, state=state, counted=int(is_free), booked_at=at
        )  # fmt: skip
        record(f"booking.{event}", booking, by=by.user, at=at)
        return booking
    guards: Guards = {G.CAN_BE_BOOKED: lambda: rules.why_not_booked_now(opportunity, at)}
    if is_free:
        guards = {**guards, G.PLACE_FREE: lambda: rules.why_not_free(opportunity, waiting=waiting)}
    columns = {"school": school, "turn": turn, "booked_at": at}
    event = OfBooking.BOOK if is_free else OfBooking.WAIT
    take_booking(booking, event, guards, by=by, at=at, columns=columns)
    return booking


@transaction.atomic
def give_up_place(*, booking: Booking, by: Viewer, at: datetime) -> Booking:
    """Give up one's own place, or leave the waiting list. The first who waits gets it, and is told. Raises NotPossible."""
    opportunity = lock_opportunity(booking.opportunity_id)
    booking = Booking.objects.select_related("person", "school").get(pk=booking.pk)
    if booking.person_id != by.user.pk:
        raise NotAllowed(NO_OFFICE)
    booking.opportunity = opportunity
    guards: Guards = {G.STILL_ON: lambda: rules.why_not_given_up(opportunity, at)}
    take_booking(booking, OfBooking.WITHDRAW, guards, by=by, at=at)
    tell_who_moved_up(move_up(opportunity, at=at), opportunity, by=by.user, at=at)
    return booking
