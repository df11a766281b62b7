"""Reads of the places that people booked."""

from collections.abc import Iterable

from django.db.models import Max, Q, QuerySet

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.models import School
from locality.communities.queries import schools_where
from locality.communities.scope import Viewer
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.rules.opportunities import is_host, may_keep
from locality.opportunities.workflow import COUNTED, UNDER_WAY, BookingIs

_WITH = ("person", "school", "opportunity__school", "opportunity__authority")


def booking_of(opportunity: Opportunity, person: User) -> Booking | None:
    """The place of a person, whatever became of it."""
    return Booking.objects.filter(opportunity=opportunity, person=person).select_related(*_WITH).first()


def own_bookings(viewer: Viewer, listed: Iterable[Opportunity]) -> dict[int, Booking]:
    """The person's own places at those listed, by the opportunity: one query."""
    found = Booking.objects.filter(person=viewer.user, opportunity__in=[each.pk for each in listed])
    return {each.opportunity_id: each for each in found.exclude(state=BookingIs.WITHDREW)}


def bookings_to_come(viewer: Viewer) -> list[Booking]:
    """What the person has booked or waits for, the next first."""
    found = Booking.objects.filter(person=viewer.user, state__in=UNDER_WAY, opportunity__day__gte=viewer.today)
    councils = [each.pk for each in viewer.authorities_with(Permission.OPPORTUNITIES_SEE)]
    found = found.filter(opportunity__authority__in=councils).select_related(*_WITH)
    return list(found.order_by("opportunity__day", "opportunity__starts", "pk"))


def bookings_seen_by(viewer: Viewer, opportunity: Opportunity) -> list[Booking]:
    """Who booked, as far as a person may know: the host and the locality team all of them, others those of their schools.

    In the order in which they asked.
    """
    found = Booking.objects.filter(opportunity=opportunity).exclude(state=BookingIs.WITHDREW)
    if not may_keep(viewer, opportunity):
        found = found.filter(school__in=sorted(viewer.scope(Permission.OPPORTUNITIES_SEE).schools))
    return list(found.select_related("person", "school").order_by("turn"))


def reads_answer(viewer: Viewer, opportunity: Opportunity, booking: Booking) -> bool:
    """Whether a person reads what somebody will do differently: the host does, and the school they came for."""
    own = viewer.scope(Permission.OPPORTUNITIES_SEE).schools
    return is_host(viewer, opportunity) or booking.school_id in own


def with_a_place(opportunity: Opportunity) -> list[Booking]:
    """Those who have one of the places, by name."""
    found = Booking.objects.filter(opportunity=opportunity, state__in=COUNTED).select_related(*_WITH)
    return list(found.order_by("person__name", "pk"))


def on_the_way(opportunity: Opportunity) -> list[Booking]:
    """Those who have booked or wait, in their order."""
    return list(
        Booking.objects.filter(opportunity=opportunity, state__in=UNDER_WAY).select_related(*_WITH).order_by("turn")
    )


def waiting_for(opportunity: Opportunity) -> QuerySet[Booking]:
    """The waiting list, the first first."""
    return (
        Booking.objects.filter(opportunity=opportunity, state=BookingIs.WAITING).select_related(*_WITH).order_by("turn")
    )


def place_in_line(booking: Booking) -> int:
    """Which number somebody is on the waiting list."""
    ahead = Q(opportunity=booking.opportunity_id, state=BookingIs.WAITING, turn__lte=booking.turn)
    return Booking.objects.filter(ahead).count()


def next_turn(opportunity: Opportunity) -> int:
    """Behind everybody who has ever asked."""
    last = Booking.objects.filter(opportunity=opportunity).aggregate(last=Max("turn"))["last"]
    return (last or 0) + 1


def schools_booking(viewer: Viewer) -> list[School]:
    """The open schools for which this person books."""
    return [each for each in schools_where(viewer, Permission.OPPORTUNITIES_BOOK) if each.is_open]
