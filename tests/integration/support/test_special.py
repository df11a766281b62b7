"""A special school is in no community, and offers its support to schools that are; it sees its own and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.communities.actions.offices import give_office
from locality.communities.models import Office, School
from locality.outbox.models import Message
from locality.support import tasks
from locality.support.actions import answering, offering
from locality.support.models import Offer, Placement
from locality.support.queries.offers import fitting
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import approved, asked, offered, said, today
from tests.integration.support.test_pages import client_of, day, get, offer_fields, send, text_of
from tests.world import PUPIL, Side, acting, person, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6")]
COUNCIL = "Schools in all communities of our council"


@pytest.fixture
def special(kent: Side) -> School:
    """With a signatory, whom the council's team gave the role."""
    school = School.objects.create(
        authority=kent.authority, urn=801099, name="The Beeches", phase="not_applicable", kind="special",
        type_name="Community special school",
    )  # fmt: skip
    began = today() - timedelta(days=90)
    head = person(kent, "signatory", start=began, slug="head_of_special", school=school)
    Office.objects.filter(person=head).delete()
    by = acting(kent.people["locality_team"])
    give_office(person=head, role="signatory", place=school, start=today(), by=by, at=timezone.now())
    kent.people["head_of_special"] = head
    return school


def offer_of(side: Side, school: School, **changes: object) -> Offer:
    by = acting(side.people["head_of_special"])
    given = said(**{"audience": "council", "phases": ["for_primary", "for_secondary"], **changes})
    return offering.add_offer(school=school, said=given, by=by, at=timezone.now())


def test_the_team_gives_one_role_at_a_special_school(kent: Side, special: School) -> None:
    by, at = acting(kent.people["locality_team"]), timezone.now()
    with pytest.raises(NotPossible, match=r"The Beeches is a special school\. The only role there is signatory"):
        give_office(person=kent.people["nobody"], role="representative", place=special, start=today(), by=by, at=at)
    page = client_of(kent, "locality_team").get(reverse("invite")).content.decode()
    assert f'value="school-{special.pk}"' in page
    School.objects.filter(pk=special.pk).update(status="closed")
    special.refresh_from_db()
    with pytest.raises(NotPossible, match="The Beeches is closed"):
        give_office(person=kent.people["nobody"], role="signatory", place=special, start=today(), by=by, at=at)


def test_it_offers_support_to_all_communities_and_to_no_other(kent: Side, special: School, elsewhere: Side) -> None:
    wrong = send(kent, "head_of_special", "support_offer_add", **offer_fields(audience="area"))
    assert wrong.status_code == 400
    assert f"The Beeches is in no community. Select “{COUNCIL}”" in text_of(wrong)
    assert send(kent, "head_of_special", "support_offer_add", **offer_fields(audience="council")).status_code == 302
    offer = Offer.objects.get()
    for who in ("signatory", "clerk", "other_chair", "hnf_officer", "locality_team"):
        page = get(kent, who, "support_offer", offer.pk)
        assert "Who can ask Schools in all communities of Wealdshire" in page, who
    assert "Ask for this support" in get(kent, "signatory", "support_offer", offer.pk)
    assert client_of(elsewhere, "signatory").get(reverse("support_offer", args=[offer.pk])).status_code == 404


def test_it_sees_its_own_offers_and_what_is_asked_of_it_alone(kent: Side, special: School) -> None:
    others = offered(kent, topic="Of another school", audience="council")
    own = offer_of(kent, special, topic="Signing together")
    register = get(kent, "head_of_special", "support")
    assert "Signing together" in register
    assert "Of another school" not in register
    client = client_of(kent, "head_of_special")
    assert client.get(reverse("support_offer", args=[others.pk])).status_code == 404
    assert client.get(reverse("support_ask", args=[own.pk])).status_code == 403
    rfr = approved(kent)
    for name in ("home", "requests", "support_placements", "support_both_ways", "support_offer_add"):
        page = get(kent, "head_of_special", name)
        assert rfr.reference not in page, name
        assert "Wealdshire School 1" not in page, name
    assert client.get(reverse("request", args=[rfr.reference])).status_code == 404


def test_it_asks_for_no_resource(kent: Side, special: School) -> None:
    answer = client_of(kent, "head_of_special").get(reverse("request_start"))
    assert "The Beeches is registered as “Special school”. Only mainstream schools can submit" in text_of(answer)


def test_the_clerk_names_it_and_it_accepts_gives_and_finishes(kent: Side, special: School) -> None:
    offer, rfr = offer_of(kent, special), approved(kent)
    assert [each.pk for each in fitting(rfr, today())] == [offer.pk]
    page = client_of(kent, "clerk").get(reverse("support_name", args=[rfr.reference])).content.decode()
    assert f'<option value="{special.pk}">The Beeches (URN 801099), special school</option>' in page
    fields = {"who": f"offer-{offer.pk}", "hours": "5", **day("starts_on", today()), **day("ends_on", today())}
    assert send(kent, "clerk", "support_name", rfr.reference, **fields).status_code == 302
    placement = Placement.objects.get()
    told = Message.objects.get(kind="support", to=kent.people["head_of_special"])
    for text in (f"{told.subject} {told.lines}", get(kent, "head_of_special", "support_placement", placement.pk)):
        assert rfr.reference not in text
        assert "feel safe in class" not in text
    assert "Accept or decline the support for Wealdshire School 1" in get(kent, "head_of_special", "home")
    (waiting,) = tasks.tasks_for(acting(kent.people["clerk"])).waiting
    assert waiting.reminder
    assert waiting.reminder.whom == "the signatory of The Beeches"
    by = acting(kent.people["head_of_special"])
    answering.accept_support(placement=placement, contact="Outreach lead", by=by, at=timezone.now())
    send(kent, "head_of_special", "support_placement", placement.pk, **day("day", today()), hours="2")
    assert "The Beeches gave 2 hours and received 0" in get(kent, "head_of_special", "support_both_ways")
    assert "The Beeches – 2 1 0 0" in get(kent, "locality_team", "support_both_ways")
    assert "the signatory of The Beeches" in get(kent, "clerk", "support_cancel", placement.pk)


@pytest.mark.clause("RES-9")
def test_its_offers_name_no_pupil_of_a_school_that_it_supports(kent: Side, special: School) -> None:
    request_in(kent, "submitted")
    offer = offer_of(kent, special)
    send(
        kent, "signatory", "support_ask", offer.pk, hours="2", wanted="Lunch.", **day("starts_on", today()),
        **day("ends_on", today()),
    )  # fmt: skip
    by = acting(kent.people["head_of_special"])
    told = said(audience="council", what=f"As we did for {PUPIL}.")
    changed = offering.change_offer(offer=offer, said=told, by=by, at=timezone.now())
    assert PUPIL not in changed.what


def test_a_mainstream_school_outside_the_communities_still_offers_nothing(kent: Side) -> None:
    School.objects.filter(pk=kent.other_school.pk).update(community=None)
    kent.other_school.refresh_from_db()
    with pytest.raises(NotPossible, match="is in no community, so no school would see the offer"):
        offered(kent, audience="council")
    assert asked(1).hours == 1
