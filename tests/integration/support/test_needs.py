"""The needs that an offer suits: chosen from the council's list, filtered by, and first where a request has the same."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.communities.models import ListItem
from locality.support.actions import offering
from locality.support.models import Offer
from locality.support.queries.offers import fitting
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import approved, asked_for, offered, said, today
from tests.integration.support.test_pages import client_of, get, offer_fields, send, text_of
from tests.world import Side, acting, needs

pytestmark = pytest.mark.clause("RES-6")


def ids(side: Side, *codes: str) -> list[int]:
    return [each.pk for each in needs(side, *codes)]


def test_an_offer_names_the_needs_it_suits_or_none(kent: Side) -> None:
    chosen = ids(kent, "SEMH", "SLCN")
    send(kent, "other_signatory", "support_offer_add", **offer_fields(needs=chosen))
    offer = Offer.objects.get()
    assert offer.needs_named == ["Social, emotional and mental health", "Speech, language and communication needs"]
    page = get(kent, "signatory", "support_offer", offer.pk)
    assert "Needs Social, emotional and mental health; Speech, language and communication needs" in page
    assert "Social, emotional and mental health; Speech" in get(kent, "clerk", "support")
    send(kent, "representative", "support_offer_change", offer.pk, **offer_fields(needs=[]))
    assert not offer.needs.exists()
    assert "Needs Any" in get(kent, "signatory", "support_offer", offer.pk)


def test_only_needs_of_the_own_council_and_in_use_are_offered(kent: Side, elsewhere: Side) -> None:
    answer = send(kent, "other_signatory", "support_offer_add", **offer_fields(needs=ids(elsewhere, "SEMH")))
    assert answer.status_code == 400
    assert "Which needs it suits: one of your answers is not one of the choices" in text_of(answer)
    by, at = acting(kent.people["other_signatory"]), timezone.now()
    with pytest.raises(NotPossible, match="Select needs from your council’s list"):
        offering.add_offer(school=kent.other_school, said=said(needs=ids(elsewhere, "SEMH")), by=by, at=at)
    (gone,) = needs(kent, "SPLD")
    kept = offered(kent, needs=[gone.pk])
    ListItem.objects.filter(pk=gone.pk).update(in_use=False)
    box = f'name="needs" type="checkbox" value="{gone.pk}"'
    new = client_of(kent, "representative").get(reverse("support_offer_add")).content.decode()
    change = client_of(kent, "representative").get(reverse("support_offer_change", args=[kept.pk])).content.decode()
    assert box not in new
    assert box in change
    offering.change_offer(offer=kept, said=said(needs=[gone.pk]), by=by, at=at)
    assert kept.needs_named == [gone.label]


def test_the_register_is_filtered_by_need(kent: Side) -> None:
    (semh,) = ids(kent, "SEMH")
    offered(kent, topic="Calm corridors", needs=[semh])
    offered(kent, topic="Maths with things to hold")
    page = get(kent, "clerk", "support", query=f"?need={semh}&kind=support")
    assert "Calm corridors" in page
    assert "Maths with things to hold" not in page
    assert "Need: Social, emotional and mental health" in page
    for nonsense in ("x", "99999999", ""):
        assert "Maths with things to hold" in get(kent, "clerk", "support", query=f"?need={nonsense}")


def test_offers_that_suit_the_needs_of_a_request_come_first_and_say_so(kent: Side) -> None:
    semh, slcn = ids(kent, "SEMH", "SLCN")
    own = ListItem.objects.create(authority=kent.authority, list_name="need", label="Anxiety", code="SEMH", position=90)
    rfr = approved(kent)
    rfr.needs.set([semh])
    plain, other = offered(kent, topic="Plain"), offered(kent, topic="Other", needs=[slcn])
    same, training = (
        offered(kent, topic="Same", needs=[semh, slcn]),
        offered(kent, topic="T", kind="training", needs=[own.pk]),
    )
    found = fitting(rfr, today())
    assert [each.topic for each in found] == ["Same", "T", "Plain", "Other"]
    assert [each.pk for each in found[:2]] == [same.pk, training.pk]
    page = get(kent, "clerk", "support_name", rfr.reference)
    assert page.count("Suits this request’s needs.") == 2
    rfr.needs.clear()
    assert "Suits this request" not in get(kent, "clerk", "support_name", rfr.reference)
    assert {plain.pk, other.pk} < {each.pk for each in fitting(rfr, today())}


def test_pages_with_needs_take_a_fixed_number_of_queries(kent: Side, django_assert_max_num_queries: Any) -> None:
    rfr = approved(kent)
    rfr.needs.set(ids(kent, "SEMH"))
    for number in range(12):
        offer = offered(kent, topic=f"Offer {number}", needs=ids(kent, "SEMH", "ASD"), hours_a_term=40)
        asked_for(kent, offer, 1, starts_on=today() + timedelta(days=number))
    client = client_of(kent, "clerk")
    client.get(reverse("home"))
    with django_assert_max_num_queries(8):
        assert client.get(reverse("support")).content.decode().count("Autistic spectrum disorder") == 13
    with django_assert_max_num_queries(12):
        client.get(reverse("support_name", args=[rfr.reference]))
