"""The demonstration has opportunities in every state: one full with a waiting list, one of the council, one looked back on."""

import pytest

from locality.demo.seeding import seed
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.workflow import BookingIs, OpportunityIs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-8")]


def test_schools_and_council_publish_and_people_book() -> None:
    seed(communities=10)
    assert Opportunity.objects.count() == 5
    assert set(Opportunity.objects.values_list("state", flat=True)) == set(OpportunityIs)
    assert Opportunity.objects.filter(school=None, kind="course").count() == 1
    full = Opportunity.objects.get(places=4)
    assert (full.left, full.bookings.filter(state=BookingIs.WAITING).count()) == (0, 2)
    assert Booking.objects.exclude(answer="").count() == 2
    assert Booking.objects.filter(state=BookingIs.CAME).count() == 3
    assert Booking.objects.filter(state=BookingIs.ABSENT).count() == 1
