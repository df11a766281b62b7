"""Why a place cannot be booked or given up, and what can be said of it."""

from collections.abc import Iterable
from datetime import datetime

from locality.communities.models import School
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.rules.opportunities import has_begun, when_it_starts
from locality.opportunities.workflow import BOOKINGS, COUNTED, BookingIs, OfBooking, OpportunityIs
from locality.values.dates import show_day
from locality.values.marks import mark_of
from locality.values.refusals import Refusal
from locality.values.working_days import day_of


def why_not_booked_now(opportunity: Opportunity, at: datetime) -> Refusal | None:
    """A place is booked up to the last day, and before it starts."""
    if opportunity.state == OpportunityIs.CANCELLED:
        return Refusal("This is cancelled, so you cannot book a place.")
    if has_begun(opportunity, at) or opportunity.state == OpportunityIs.HELD:
        return Refusal(f"This started on {when_it_starts(opportunity)}, so you cannot book a place now.")
    if day_of(at) > opportunity.books_until:
        return Refusal(
            f"The last day to book was {show_day(opportunity.books_until)}. Ask {opportunity.host} if you can still come."
        )
    return None


def why_not_for(opportunity: Opportunity, school: School) -> Refusal | None:
    """Who may book: an open school of the council, or of the host’s community alone."""
    if not school.is_open:
        return Refusal(f"{school.name} is closed, so you cannot book for it.", "school")
    host = opportunity.school
    if opportunity.audience == Opportunity.Audience.COMMUNITY and host:
        if host.community_id and school.community_id == host.community_id:
            return None
        community = host.community.name if host.community else "its community"
        return Refusal(f"This is only for schools in {community}.", "school")
    if school.authority_id == opportunity.authority_id:
        return None
    return Refusal(f"This is only for schools in {opportunity.authority.name}.", "school")


def has_place(booking: Booking | None) -> bool:
    """Whether somebody has one of the places, and so reads how to join."""
    return booking is not None and booking.state in COUNTED


def why_not_twice(booking: Booking | None) -> Refusal | None:
    """A person has one place: whoever asks in two windows has asked once."""
    if booking is None or booking.state == BookingIs.WITHDREW:
        return None
    if booking.state == BookingIs.WAITING:
        return Refusal("You are already on the waiting list.")
    return Refusal("You have already booked a place.")


def why_not_free(opportunity: Opportunity, *, waiting: bool) -> Refusal | None:
    """A place is booked where one is free and nobody waits for it."""
    if opportunity.left > 0 and not waiting:
        return None
    return Refusal("All places are booked. Join the waiting list.")


def why_not_now(booking: Booking, event: OfBooking) -> Refusal | None:
    """A place is given up once, and only who came says what they will do differently."""
    if BOOKINGS.is_possible(booking.state, event):
        return None
    if event == OfBooking.ANSWER:
        return Refusal("This question is for people who came.")
    if booking.state == BookingIs.WITHDREW:
        return Refusal("You have already cancelled this booking.")
    return Refusal("This has finished, so you cannot cancel the booking.")


def why_not_given_up(opportunity: Opportunity, at: datetime) -> Refusal | None:
    """A place is given up before it starts."""
    if opportunity.state == OpportunityIs.CANCELLED:
        return Refusal("This is cancelled, so you do not need to cancel your booking.")
    if not has_begun(opportunity, at):
        return None
    return Refusal(f"This started on {when_it_starts(opportunity)}, so you cannot cancel your booking now.")


def mark_of_who_came(bookings: Iterable[Booking]) -> str:
    """A mark of who has a place, and of what was said about each."""
    return mark_of([[each.pk, each.state] for each in bookings])


def why_not_as_seen(now: str, seen: str | None) -> Refusal | None:
    """Who came is recorded by who has read what was recorded before."""
    if seen in {None, now}:
        return None
    return Refusal(
        "Someone else recorded who came while you had the page open. Read what it says now, then save again if yours is "
        "right."
    )
