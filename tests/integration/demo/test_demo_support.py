"""The demonstration has offers and arranged support in every state, with hours given."""

import pytest

from locality.demo.seeding import seed
from locality.support.models import Helped, Offer, Placement, TimeEntry, ToBeFound
from locality.support.workflow import OfferIs, PlacementIs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6")]


def test_schools_offer_ask_accept_decline_and_give() -> None:
    seed(communities=10)
    assert 25 <= Offer.objects.count() <= 35
    assert set(Offer.objects.values_list("state", flat=True)) == {OfferIs.OPEN, OfferIs.PAUSED}
    assert 20 <= Placement.objects.count() <= 60
    assert set(Placement.objects.values_list("state", flat=True)) == set(PlacementIs)
    assert {None, True} == {each.decision_id and True for each in Placement.objects.all()}
    assert TimeEntry.objects.count() > 15
    assert ToBeFound.objects.count() == 1
    assert Offer.objects.filter(needs__code="SEMH").exists()
    assert Offer.objects.filter(needs=None).exists()
    assert set(Offer.objects.filter(audience="council").values_list("school__kind", flat=True)) == {
        "special",
        "service",
    }
    assert Helped.objects.exists()
