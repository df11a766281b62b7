"""Offers and schools end while support runs: what is arranged goes on, and who arranged it hears of what cannot."""

from datetime import timedelta

import pytest
from django.utils import timezone

from locality.communities.models import School
from locality.support.actions import answering, giving, offering, placing
from locality.support.models import Offer, TermHours
from locality.support.queries.offers import fitting
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import (
    HALF,
    accept,
    approved,
    asked,
    asked_for,
    finish,
    named,
    offered,
    today,
)
from tests.integration.support.test_pages import day, get, send, text_of
from tests.world import Side, acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6")]


def close_school(side: Side) -> None:
    School.objects.filter(pk=side.other_school.pk).update(status="closed", closed_on=today())


@pytest.mark.parametrize("how", ["closed", "lapsed", "paused"])
def test_support_goes_on_when_its_offer_ends(kent: Side, how: str) -> None:
    offer = offered(kent)
    running, waiting = accept(kent, asked_for(kent, offer, 4)), asked_for(kent, offer, 2)
    by, at = acting(kent.people["representative"]), timezone.now()
    if how == "lapsed":
        Offer.objects.filter(pk=offer.pk).update(ends_on=today() - timedelta(days=1))
    else:
        {"closed": offering.close_offer, "paused": offering.pause_offer}[how](offer=offer, by=by, at=at)
    with pytest.raises(NotPossible):
        asked_for(kent, offer, 1)
    giving.record_hours(placement=running, day=today(), hours=HALF, note="", by=by, at=at)
    assert accept(kent, waiting).state == "accepted"
    assert finish(kent, running).counted == 2
    assert TermHours.objects.get().booked == 4
    page = get(kent, "signatory", "support_placement", waiting.pk)
    assert "Wealdshire School 2 will support Wealdshire School 1" in page


def test_the_last_hours_go_to_one_and_the_other_is_told_and_keeps_what_was_typed(kent: Side) -> None:
    offer = offered(kent)
    asked_for(kent, offer, 9)
    fields = {"hours": "2", "wanted": "Our own words.", **day("starts_on", today()), **day("ends_on", today())}
    late = send(kent, "signatory", "support_ask", offer.pk, **fields)
    assert late.status_code == 400
    assert "Hours must be 1 or fewer, because no more are left until" in text_of(late)
    assert "Our own words." in text_of(late)
    assert TermHours.objects.get().booked == 9


def test_a_school_that_has_closed_is_proposed_for_nothing(kent: Side) -> None:
    offer, rfr = offered(kent), approved(kent)
    assert [each.pk for each in fitting(rfr, today())] == [offer.pk]
    close_school(kent)
    assert fitting(rfr, today()) == []
    assert "Calm lunch times" not in get(kent, "clerk", "support_name", rfr.reference)
    by = acting(kent.people["clerk"])
    kent.other_school.refresh_from_db()
    with pytest.raises(NotPossible, match="Wealdshire School 2 is closed"):
        placing.name_school(rfr=rfr, offer=offer, school=kent.other_school, asked=asked(1), by=by, at=timezone.now())


@pytest.mark.parametrize("accepted", [True, False])
def test_the_clerk_hears_that_the_school_that_gives_support_has_closed(kent: Side, accepted: bool) -> None:
    rfr = approved(kent)
    placement = named(kent, rfr)
    if accepted:
        accept(kent, placement)
    task = "Cancel the support of Wealdshire School 2, which has closed, and name another school"
    assert task not in get(kent, "clerk", "home")
    close_school(kent)
    home = get(kent, "clerk", "home")
    assert task in home
    assert "needs to accept or decline it" not in home
    assert task not in get(kent, "chair", "home")
    page = get(kent, "clerk", "support_placement", placement.pk)
    assert "Wealdshire School 2 is closed. Cancel this support if it cannot continue." in page
    by = acting(kent.people["clerk"])
    answering.cancel_support(placement=placement, reason="The school has closed.", by=by, at=timezone.now())
    home = get(kent, "clerk", "home")
    assert task not in home
    assert "Name the school that gives the support" in home


def test_support_that_is_finished_stays_when_its_school_closes(kent: Side) -> None:
    finish(kent, accept(kent, named(kent, approved(kent))))
    close_school(kent)
    assert "which has closed" not in get(kent, "clerk", "home")
