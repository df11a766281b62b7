"""Opportunities as pages say them."""

from collections.abc import Iterable
from typing import Any

from locality.communities.scope import Viewer
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.bookings import reads_answer
from locality.opportunities.workflow import BookingIs, OpportunityIs
from locality.values.dates import show_day, show_time
from locality.values.sentences import count


def say_when(opportunity: Opportunity) -> str:
    """ "Thursday 26 November 2026, 15:30 to 17:00"."""
    return f"{show_day(opportunity.day)}, {say_times(opportunity)}"


def say_times(opportunity: Opportunity) -> str:
    """ "15:30 to 17:00"."""
    return f"{show_time(opportunity.starts)} to {show_time(opportunity.ends)}"


def say_left(opportunity: Opportunity) -> str:
    """ "3 of 12 places left"."""
    if opportunity.left <= 0:
        return "Full"
    return f"{opportunity.left} of {count(opportunity.places, 'place')} left"


def opportunity_sentence(
    opportunity: Opportunity,
    booking: Booking | None,
    *,
    number: int,
    begun: bool,
    closed: bool,
    keeps: bool,
    may_book: bool,
) -> str:
    """Where it stands for who reads it, and what comes next. `number`: their place on the waiting list.

    `begun`: it has started. `closed`: its last day to book is past. `keeps`: the reader says who came.
    """
    if opportunity.state == OpportunityIs.CANCELLED:
        return f"{opportunity.host} cancelled this: {opportunity.reason}"
    if opportunity.state == OpportunityIs.HELD:
        return _over(opportunity, booking)
    if begun:
        if keeps and opportunity.taken:
            return (
                f"This started on {show_day(opportunity.day)} at {show_time(opportunity.starts)}. Next, say who came."
            )
        return _over(opportunity, booking)
    if booking and booking.state == BookingIs.BOOKED:
        return f"You have booked a place. It is on {say_when(opportunity)}."
    if booking and booking.state == BookingIs.WAITING:
        return f"You are number {number} on the waiting list. We’ll email you when you get a place."
    if closed:
        return f"The last day to book was {show_day(opportunity.books_until)}. It is on {say_when(opportunity)}."
    if opportunity.left <= 0:
        full = "The only place is booked" if opportunity.places == 1 else f"All {opportunity.places} places are booked"
        return f"{full}. {'You' if may_book else 'People'} can join the waiting list until {show_day(opportunity.books_until)}."
    left = f"{opportunity.left} of {count(opportunity.places, 'place')}"
    verb = "is" if opportunity.left == 1 else "are"
    until = show_day(opportunity.books_until)
    return f"{left} {verb} left. {f'Book by {until}' if may_book else f'People can book until {until}'}."


def _over(opportunity: Opportunity, booking: Booking | None) -> str:
    was = f"This was on {say_when(opportunity)}."
    if booking and booking.state == BookingIs.CAME:
        return f"{was} You came."
    return was


def came_sentence(bookings: Iterable[Booking]) -> str:
    """ "3 of 4 people came."; nothing where it is not said yet."""
    states = [each.state for each in bookings]
    came, places = states.count(BookingIs.CAME), states.count(BookingIs.CAME) + states.count(BookingIs.ABSENT)
    return f"{came} of {count(places, 'person', 'people')} came." if places else ""


def opportunity_rows(
    opportunity: Opportunity, *, keeps: bool, joins: bool = False, with_kind: bool = False
) -> list[dict[str, str] | None]:
    """It, row by row; the fewest people needed only for those who keep it, the link only for them and who has a place."""
    host = opportunity.school
    is_off = opportunity.state == OpportunityIs.CANCELLED
    all_schools = opportunity.audience == Opportunity.Audience.COUNCIL
    community = host.community.name if host and host.community else "the host’s community"
    who = f"All schools in {opportunity.authority.name}" if all_schools else f"Schools in {community}"
    return [
        {"key": "Host", "value": opportunity.host},
        {"key": "Kind", "value": opportunity.get_kind_display()} if with_kind else None,
        {"key": "When", "value": say_when(opportunity)},
        {"key": "Place", "value": opportunity.place} if opportunity.place else None,
        _link_row(opportunity.online_link, joins=keeps or joins) if opportunity.online_link and not is_off else None,
        {"key": "About", "value": opportunity.what},
        {"key": "Places", "value": str(opportunity.places)},
        {"key": "Fewest people needed", "value": str(opportunity.fewest)} if opportunity.fewest and keeps else None,
        {"key": "Last day to book", "value": show_day(opportunity.books_until)},
        {"key": "Who can book", "value": who},
    ]  # fmt: skip


def _link_row(link: str, *, joins: bool) -> dict[str, str]:
    if not joins:
        return {"key": "Online link", "value": "You get the link with your place."}
    return {"key": "Online link", "value": link, "change": link, "change_text": "Join", "change_label": "online"}


def booking_rows(viewer: Viewer, opportunity: Opportunity, bookings: Iterable[Booking]) -> list[dict[str, Any]]:
    """Who booked, a row each; what they will do differently only for those who may read it."""
    return [
        {
            "name": each.person.name,
            "school": each.school.name,
            "label": each.label,
            "colour": each.colour,
            "answer": each.answer if reads_answer(viewer, opportunity, each) else "",
        }
        for each in bookings
    ]
