"""The host says who came; whoever came is asked what they will do differently, and may answer (RES-8)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from locality.communities.hiding import without_pupils
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer
from locality.opportunities.actions.steps import allow_to_keep, lock_opportunity, take_booking, take_opportunity
from locality.opportunities.actions.telling import tell_of_opportunity
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.bookings import with_a_place
from locality.opportunities.rules import bookings as of_bookings
from locality.opportunities.rules import opportunities as rules
from locality.opportunities.workflow import BookingIs, G, OfBooking, OfOpportunity
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, refuse
from locality.values.transitions import Guards
from locality.values.whole import whole

LONGEST_ANSWER = 300
QUESTION = "What will you do differently?"


@transaction.atomic
def record_who_came(
    *, opportunity: Opportunity, came: Collection[int], by: Viewer, at: datetime, seen: str | None = None
) -> Opportunity:
    """Of those with a place, these came (`came`: the ids of their places), and the others did not. Asks who came a question.

    `seen`: the mark of what the page showed. May be corrected by doing it again: whoever came before is not asked twice.
    Raises NotPossible.
    """
    opportunity = lock_opportunity(opportunity.pk)
    allow_to_keep(by, opportunity)
    bookings = with_a_place(opportunity)
    mark = of_bookings.mark_of_who_came(bookings)
    guards: Guards = {
        G.AS_SEEN: lambda: of_bookings.why_not_as_seen(mark, seen),
        G.HAS_BEGUN: lambda: rules.why_not_begun(opportunity, at),
    }
    number = sum(each.pk in came for each in bookings)
    after = {"came": number, "stayed_away": len(bookings) - number}
    take_opportunity(opportunity, OfOpportunity.HOLD, guards, by=by, at=at, columns={}, after=after)
    begun: Guards = {G.HAS_BEGUN: lambda: rules.why_not_begun(opportunity, at)}
    asked = []
    for booking in bookings:
        booking.opportunity = opportunity
        event = OfBooking.COME if booking.pk in came else OfBooking.STAY_AWAY
        if booking.state == (BookingIs.CAME if booking.pk in came else BookingIs.ABSENT):
            continue
        take_booking(booking, event, begun, by=by, at=at)
        if booking.state == BookingIs.CAME and not booking.answer:
            asked.append(booking.person)
    tell_of_opportunity(
        asked,
        opportunity,
        subject=f"{QUESTION} {opportunity.title}",
        lines=[
            f"You came to {opportunity.title} on {show_day(opportunity.day)}.",
            f"{QUESTION} A sentence or two is enough, and you do not have to answer.",
            f"{opportunity.host} and your school will read your answer.",
        ],
        by=by.user,
        at=at,
        page="opportunity_answer",
    )
    return opportunity


@transaction.atomic
def answer_question(*, booking: Booking, text: str, by: Viewer, at: datetime) -> Booking:
    """Say what one will do differently, or say it otherwise. Nobody is told. Raises NotPossible."""
    lock_opportunity(booking.opportunity_id)
    booking = Booking.objects.select_related(
        "person", "school__community", "opportunity__school__community", "opportunity__authority"
    ).get(pk=booking.pk)
    if booking.person_id != by.user.pk:
        raise NotAllowed(NO_OFFICE)
    refuse(None if text.strip() else "Enter what you will do differently", "answer")
    host = booking.opportunity.school
    said = whole(
        without_pupils(text.strip(), [booking.school.community, host.community if host else None]), LONGEST_ANSWER
    )
    take_booking(booking, OfBooking.ANSWER, {}, by=by, at=at, columns={"answer": said})
    return booking
