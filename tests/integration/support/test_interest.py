"""The school that gives support has an interest in the request it is for: marked while it is discussed, and kept apart."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.communities.models import Office
from locality.live.actions import interests
from locality.meetings.models import Position
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.interested import schools_interested, schools_that_decided
from locality.values.refusals import NotPossible
from tests.integration.meetings.live import Room, room
from tests.integration.support.arranging import approved, decline, named, offered, today
from tests.integration.support.test_pages import client_of, day, get, send, text_of
from tests.world import Side, acting, needs, ruling

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6"), pytest.mark.clause("DOI-4")]
GAINS = "Your school may gain from this request. Declare an interest if so."


def asking_support(kent: Side) -> Room:
    here = room(kent)
    ResourceRequest.objects.filter(pk=here.requests[0].pk).update(asks_school_support=True)
    here.requests[0].refresh_from_db()
    return here


def live(here: Room, who: Any) -> str:
    return text_of(here.desk(who).get("meeting_live", here.meeting.pk))


def head_of_giver(kent: Side, who: str) -> None:
    """This person has a role at the school that gives support, too."""
    Office.objects.create(
        person=kent.people[who], role="signatory", authority=kent.authority, school=kent.other_school,
        start=today() - timedelta(days=9),
    )  # fmt: skip


def test_a_school_whose_offer_suits_the_request_is_marked_while_it_is_discussed(kent: Side) -> None:
    (semh,) = needs(kent, "SEMH")
    offered(kent, needs=[semh.pk])
    here = asking_support(kent).discussing()
    assert "offers support that suits it" in live(here, "clerk")
    page = live(here, "representative")
    assert GAINS in page
    for who in ("clerk", "signatory", here.members[0]):
        assert GAINS not in live(here, who)
    row = here.row("representative")
    by, at = acting(kent.people["representative"]), timezone.now()
    interests.declare(here.meeting, here.item(), row, interest="We would give it", by=by, at=at)
    assert GAINS not in live(here, "representative")
    assert "Out of the room: interest" in live(here, "clerk")


def test_offers_that_do_not_suit_and_requests_that_ask_for_money_alone_mark_nobody(kent: Side) -> None:
    here = asking_support(kent)
    rfr = here.requests[0]
    offered(kent, needs=[each.pk for each in needs(kent, "HI")])
    assert schools_interested(rfr, today()) == {}
    offered(kent, needs=[each.pk for each in needs(kent, "ASD")])
    assert schools_interested(rfr, today()) == {kent.other_school.pk: "offers support that suits it"}
    rfr.asks_school_support = False
    assert schools_interested(rfr, today()) == {}


def test_a_partner_school_is_marked_and_the_asking_school_as_such(kent: Side) -> None:
    here = room(kent)
    here.requests[0].partners.set([kent.other_school, kent.school])
    assert schools_interested(here.requests[0], today()) == {kent.other_school.pk: "asks with it"}
    here.discussing()
    page = live(here, "clerk")
    assert "asks with it" in page
    assert page.count("the school asking") == 1


def test_the_school_that_gives_support_already_is_marked_where_a_request_goes_on_from_the_last(kent: Side) -> None:
    earlier = approved(kent)
    placement = named(kent, earlier)
    here = room(kent)
    ResourceRequest.objects.filter(pk=here.requests[0].pk).update(continues=earlier)
    here.requests[0].refresh_from_db()
    assert schools_interested(here.requests[0], today()) == {kent.other_school.pk: "gives support for it"}
    here.discussing()
    assert "gives support for it" in live(here, "chair")
    head_of_giver(kent, "clerk")
    with pytest.raises(NotPossible, match="Your school gives support for this request"):
        deciding.decide(here.requests[0], ruling(), by=acting(kent.people["clerk"]), at=timezone.now())
    decline(kent, placement)
    assert schools_interested(here.requests[0], today()) == {}


def test_who_has_a_role_at_the_school_that_gives_corrects_no_decision(kent: Side) -> None:
    rfr = approved(kent)
    named(kent, rfr)
    head_of_giver(kent, "clerk")
    fault = {"ground": Decision.Ground.ERROR, "reason": "Money alone was agreed."}
    with pytest.raises(NotPossible, match="so someone else must record its decision"):
        deciding.correct(rfr, ruling(), by=acting(kent.people["clerk"]), at=timezone.now(), **fault)
    deciding.correct(rfr, ruling(), by=acting(kent.people["chair"]), at=timezone.now(), **fault)


def test_nobody_names_a_school_at_which_they_have_a_role(kent: Side) -> None:
    rfr, offer = approved(kent), offered(kent)
    head_of_giver(kent, "clerk")
    page = client_of(kent, "clerk").get(reverse("support_name", args=[rfr.reference])).content.decode()
    assert f'value="offer-{offer.pk}"' not in page
    assert f'<option value="{kent.other_school.pk}"' not in page
    with pytest.raises(NotPossible, match="You have a role at Wealdshire School 2, so someone else must name it"):
        named(kent, rfr, offer)
    assert (
        f'value="offer-{offer.pk}"'
        in client_of(kent, "chair").get(reverse("support_name", args=[rfr.reference])).content.decode()
    )


def test_a_school_named_after_its_member_took_part_is_said_to_have_done_so(kent: Side) -> None:
    here = asking_support(kent).discussing()
    Position.objects.create(item=here.item(), attendance=here.row("representative"), stance="agree", at=timezone.now())
    decided = ruling(school_support=True)
    deciding.decide(here.requests[0], decided, by=acting(kent.people["clerk"]), at=timezone.now())
    rfr = ResourceRequest.objects.get(pk=here.requests[0].pk)
    assert schools_that_decided(rfr) == {kent.other_school.pk}
    offer = offered(kent)
    said = "A member from Wealdshire School 2 gave a position on this request."
    assert said in get(kent, "clerk", "support_name", rfr.reference)
    fields = {"who": f"offer-{offer.pk}", "hours": "5", **day("starts_on", today()), **day("ends_on", today())}
    client = client_of(kent, "clerk")
    sent = client.post(
        reverse("support_name", args=[rfr.reference]), {"form_key": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"} | fields
    )
    assert sent.status_code == 302
    page = text_of(client.get(sent["Location"]))
    assert page.count(said) == 2  # in the message, and beside the school that is named
    assert send(kent, "other_signatory", "support_name", rfr.reference).status_code == 403
