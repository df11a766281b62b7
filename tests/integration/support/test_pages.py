"""The way from an offer to hours given, on pages: what each person sees and does."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.models import School
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision
from locality.support.models import Offer, Placement, TermHours, TimeEntry, ToBeFound
from tests.integration.support.arranging import accept, approved, asked_for, decline, finish, named, offered, today
from tests.world import Side, acting, request_in, ruling

pytestmark = pytest.mark.clause("RES-6")


def client_of(side: Side, who: str) -> Client:
    client = Client()
    client.force_login(side.people[who])
    return client


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def get(side: Side, who: str, name: str, *args: Any, query: str = "") -> str:
    answer = client_of(side, who).get(reverse(name, args=args) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return text_of(answer)


def send(side: Side, who: str, name: str, /, *args: Any, **fields: Any) -> HttpResponse:
    return client_of(side, who).post(reverse(name, args=args), {"form_key": str(uuid4()), **fields})


def day(name: str, value: date) -> dict[str, Any]:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def offer_fields(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "training", "topic": "Reading with pictures", "what": "Two sessions for your staff.",
        "phases": ["for_primary", "for_secondary"], "ways": ["online", "by_visit"], "hours_a_term": "12",
        "costs": "paid", "price": "45", **day("starts_on", today()), "audience": "area", **changes,
    }  # fmt: skip


def test_a_school_offers_support_and_others_find_it(kent: Side) -> None:
    answer = send(kent, "other_signatory", "support_offer_add", **offer_fields())
    assert answer.status_code == 302
    offer = Offer.objects.get()
    assert (offer.school, offer.price, offer.audience, offer.ends_on) == (kent.other_school, Decimal(45), "area", None)
    page = get(kent, "signatory", "support_offer", offer.pk)
    for words in (
        "Reading with pictures",
        "12 of 12 hours left",
        "£45 an hour",
        "Primary and Secondary",
        "Ask for this support",
    ):
        assert words in page
    assert "Change offer" not in page
    assert "Change offer" in get(kent, "representative", "support_offer", offer.pk)
    register = get(kent, "clerk", "support")
    assert "Reading with pictures" in register
    assert "12 hours left this term" in register


def test_what_was_typed_is_kept_and_what_is_wrong_is_said(kent: Side) -> None:
    wrong = offer_fields(topic="", phases=[], ways=[], hours_a_term="0", price="", what="My own words")
    answer = send(kent, "other_signatory", "support_offer_add", **wrong)
    assert answer.status_code == 400
    page = text_of(answer)
    for words in (
        "Enter what the support is about",
        "Select at least one phase",
        "Select at least one way in which you give the support",
        "Hours a term must be 1 or more",
        "Enter the price an hour",
        "My own words",
    ):
        assert words in page
    assert not Offer.objects.exists()


def test_an_offer_is_changed_paused_reopened_and_closed(kent: Side) -> None:
    offer = offered(kent)
    send(kent, "representative", "support_offer_change", offer.pk, **offer_fields(costs="free", hours_a_term="3"))
    offer.refresh_from_db()
    assert (offer.topic, offer.hours_a_term, offer.price) == ("Reading with pictures", 3, None)
    for name, state in (("pause", "paused"), ("reopen", "open"), ("close", "closed")):
        assert send(kent, "representative", f"support_offer_{name}", offer.pk).status_code == 302
        offer.refresh_from_db()
        assert offer.state == state
    assert "Reading with pictures" not in get(kent, "clerk", "support")
    assert "Reading with pictures" in get(kent, "representative", "support", query="?whose=own")
    assert "has closed this offer" in get(kent, "clerk", "support_offer", offer.pk)
    refused = send(kent, "representative", "support_offer_change", offer.pk, **offer_fields())
    assert refused.status_code == 403
    assert "already closed" in text_of(refused)


def test_a_school_asks_and_the_other_accepts(kent: Side) -> None:
    offer = offered(kent)
    fields = {
        "hours": "4",
        **day("starts_on", today()),
        **day("ends_on", today() + timedelta(days=20)),
        "wanted": "Lunch.",
    }
    send(kent, "signatory", "support_ask", offer.pk, **fields)
    placement = Placement.objects.get()
    assert (placement.receiver, placement.school, placement.hours) == (kent.school, kent.other_school, 4)
    told = Message.objects.filter(kind="support")
    assert {each.to_id for each in told} == {kent.people["representative"].pk, kent.people["other_signatory"].pk}
    assert "Accept or decline: support for Wealdshire School 1" in {each.subject for each in told}
    assert "6 of 10 hours left" in get(kent, "signatory", "support_offer", offer.pk)
    home = get(kent, "representative", "home")
    assert "Accept or decline the support for Wealdshire School 1" in home
    assert "Wealdshire School 2 needs to accept or decline it" in get(kent, "signatory", "home")
    answer = send(kent, "representative", "support_answer", placement.pk, answer="accept", contact="SENCO")
    assert answer.status_code == 302
    placement.refresh_from_db()
    assert (placement.state, placement.contact) == ("accepted", "SENCO")
    assert "Accept or decline the support" not in get(kent, "representative", "home")
    assert "SENCO at Wealdshire School 2" in get(kent, "signatory", "support_placement", placement.pk)
    accepted = Message.objects.filter(kind="support", subject__startswith="Accepted")
    assert {each.to_id for each in accepted} == {kent.people["signatory"].pk}


def test_an_answer_needs_its_reason_or_its_contact(kent: Side) -> None:
    placement = asked_for(kent)
    for answer, sentence in (
        ("accept", "Enter the role of the contact"),
        ("decline", "Enter why you are declining the support"),
        ("", "Select whether your school can give this support"),
    ):
        given = send(kent, "representative", "support_answer", placement.pk, answer=answer, contact="", reason="")
        assert given.status_code == 400
        assert sentence in text_of(given)
    decline(kent, placement)
    late = send(kent, "representative", "support_answer", placement.pk, answer="accept", contact="SENCO")
    assert late.status_code == 403
    assert "This support is already declined." in text_of(late)
    assert "SENCO" in text_of(late)


def test_a_decision_asks_the_clerk_to_name_a_school(kent: Side) -> None:
    offer = offered(kent)
    rfr = approved(kent)
    assert "Name the school that gives the support" in get(kent, "clerk", "home")
    assert "Name the school that gives the support" not in get(kent, "chair", "home")
    request = get(kent, "clerk", "request", rfr.reference)
    assert "No school is named yet. You need to name the school that gives the support." in request
    assert "The clerk needs to name the school that gives the support." in get(kent, "chair", "request", rfr.reference)
    page = get(kent, "clerk", "support_name", rfr.reference)
    assert "Wealdshire School 2: Calm lunch times" in page
    assert "10 hours left this term" in page
    fields = {"who": f"offer-{offer.pk}", "hours": "5", **day("starts_on", today()), **day("ends_on", today())}
    answer = send(kent, "clerk", "support_name", rfr.reference, **fields)
    assert answer.status_code == 302
    placement = Placement.objects.get()
    assert (placement.decision, placement.offer, placement.school) == (rfr.decision, offer, kent.other_school)
    home = get(kent, "clerk", "home")
    assert "Name the school that gives the support" not in home
    assert "Wealdshire School 2 needs to accept or decline it" in home
    assert "has been asked for 5 hours" in get(kent, "clerk", "request", rfr.reference)
    assert "Accept or decline the support for Wealdshire School 1" in get(kent, "representative", "home")
    decline(kent, placement)
    assert "Name the school that gives the support" in get(kent, "clerk", "home")
    again = get(kent, "clerk", "request", rfr.reference)
    assert "Wealdshire School 2 declined: Our lead is away." in again
    told = Message.objects.filter(kind="support", subject__startswith="Declined")
    assert kent.people["clerk"].pk in {each.to_id for each in told}
    assert TermHours.objects.get().booked == 0


def test_a_decision_without_support_asks_for_no_school(kent: Side) -> None:
    rfr, money = approved(kent), request_in(kent, "approved")
    assert "Support from another school" in get(kent, "clerk", "request", rfr.reference)
    assert "Support from another school" not in get(kent, "clerk", "request", money.reference)
    refused = client_of(kent, "clerk").get(reverse("support_name", args=[money.reference]))
    assert refused.status_code == 403
    assert "does not ask for support from another school" in text_of(refused)


def test_a_correction_that_asks_for_no_school_says_so_while_support_is_arranged(kent: Side) -> None:
    rfr = approved(kent)
    accept(kent, named(kent, rfr))
    now = timezone.now()
    fault = {"ground": Decision.Ground.ERROR, "reason": "Money alone was agreed."}
    deciding.correct(rfr, ruling(), by=acting(kent.people["clerk"]), at=now, **fault)
    page = get(kent, "clerk", "request", rfr.reference)
    assert "The corrected decision no longer asks for this support. Cancel it if it is not needed." in page
    assert "Name the school that gives the support" not in page


def test_any_school_can_be_named_without_an_offer(kent: Side) -> None:
    rfr = approved(kent)
    fields = {
        "who": "other", "school": kent.other_school.pk, "hours": "6", **day("starts_on", today()),
        **day("ends_on", today() + timedelta(days=30)),
    }  # fmt: skip
    send(kent, "clerk", "support_name", rfr.reference, **fields)
    placement = Placement.objects.get()
    assert (placement.offer, placement.term, placement.hours) == (None, None, 6)
    page = get(kent, "representative", "support_placement", placement.pk)
    assert rfr.reference in page
    assert client_of(kent, "other_signatory").get(reverse("request", args=[rfr.reference])).status_code == 404


def test_a_school_nobody_answers_for_is_not_offered(kent: Side) -> None:
    page = client_of(kent, "clerk").get(reverse("support_name", args=[approved(kent).reference])).content.decode()
    assert f'<option value="{kent.other_school.pk}"' in page
    assert f'<option value="{kent.far_school.pk}"' not in page
    assert f'<option value="{kent.school.pk}"' not in page


def test_who_finds_a_school_is_recorded_and_gets_the_task(kent: Side) -> None:
    rfr = approved(kent)
    fields = {"who": "later", **day("until", today() + timedelta(days=9)), "owner": "chair"}
    assert send(kent, "clerk", "support_name", rfr.reference, **fields).status_code == 302
    recorded = ToBeFound.objects.get()
    assert (recorded.owner, recorded.until, recorded.decision) == ("chair", today() + timedelta(days=9), rfr.decision)
    assert "Name the school that gives the support" in get(kent, "chair", "home")
    assert "Name the school that gives the support" not in get(kent, "clerk", "home")
    assert "The chair needs to name one by" in get(kent, "clerk", "request", rfr.reference)
    subjects = set(Message.objects.filter(to=kent.people["chair"], kind="support").values_list("subject", flat=True))
    assert subjects == {f"Find a school to support Wealdshire School 1 ({rfr.reference})"}
    late = send(
        kent,
        "clerk",
        "support_name",
        rfr.reference,
        who="later",
        owner="clerk",
        **day("until", today() - timedelta(days=1)),
    )
    assert late.status_code == 400
    assert "The day to find a school by must be on or after" in text_of(late)


def test_hours_are_recorded_corrected_and_finished(kent: Side) -> None:
    offer = offered(kent)
    placement = accept(kent, asked_for(kent, offer, 4))
    send(kent, "representative", "support_placement", placement.pk, **day("day", today()), hours="1.5", note="A visit.")
    entry = TimeEntry.objects.get()
    assert (entry.hours, entry.note, entry.by) == (Decimal("1.5"), "A visit.", kent.people["representative"])
    page = get(kent, "signatory", "support_placement", placement.pk)
    assert "has given 1.5 of 4 hours" in page
    assert "Record hours" not in page
    send(kent, "representative", "support_hours_correct", entry.pk, hours="2", note="A longer visit.")
    page = get(kent, "representative", "support_placement", placement.pk)
    assert "You have given 2 of 4 hours" in page
    assert "Corrected below" in page
    again = send(kent, "representative", "support_hours_correct", entry.pk, hours="3", note="No.")
    assert again.status_code == 403
    assert "already corrected" in text_of(again)
    assert send(kent, "representative", "support_finish", placement.pk).status_code == 302
    placement.refresh_from_db()
    assert (placement.state, placement.counted) == ("done", 2)
    assert "8 of 10 hours left" in get(kent, "signatory", "support_offer", offer.pk)


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ("", "Enter the hours given"),
        ("two", "Hours given must be a number, like 1.5"),
        ("-5", "Hours given must be from 0.25 to 24, in quarters of an hour, like 1.5"),
        ("99999999", "Hours given must be from 0.25 to 24, in quarters of an hour, like 1.5"),
        ("1.3", "Hours given must be from 0.25 to 24, in quarters of an hour, like 1.5"),
        ("0", "Hours given must be from 0.25 to 24, in quarters of an hour, like 1.5"),
        ("25", "Hours given must be from 0.25 to 24, in quarters of an hour, like 1.5"),
    ],
)
def test_hours_that_cannot_be(kent: Side, hours: str, sentence: str) -> None:
    placement = accept(kent, asked_for(kent))
    fields = {**day("day", today()), "hours": hours, "note": "Kept"}
    answer = send(kent, "representative", "support_placement", placement.pk, **fields)
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert 'value="Kept"' in answer.content.decode()
    assert not TimeEntry.objects.exists()


def test_hours_are_given_on_days_that_have_come(kent: Side) -> None:
    placement = accept(kent, asked_for(kent))
    for when, sentence in ((1, "Day must be today or in the past"), (-1, "when the support starts")):
        fields = {**day("day", today() + timedelta(days=when)), "hours": "1"}
        answer = send(kent, "representative", "support_placement", placement.pk, **fields)
        assert sentence in text_of(answer)
    ahead = accept(kent, asked_for(kent, starts_on=today() + timedelta(days=3)))
    assert "Record hours" not in get(kent, "representative", "support_placement", ahead.pk)
    refused = send(kent, "representative", "support_placement", ahead.pk, **day("day", today()), hours="1")
    assert refused.status_code == 403


def test_hours_recorded_in_two_windows_are_recorded_once(kent: Side) -> None:
    placement = accept(kent, asked_for(kent, hours=2))
    page = client_of(kent, "representative").get(reverse("support_placement", args=[placement.pk])).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    fields = {**day("day", today()), "hours": "1.75", "note": "A visit.", "seen": seen[1]}
    assert send(kent, "representative", "support_placement", placement.pk, **fields).status_code == 302
    again = send(kent, "representative", "support_placement", placement.pk, **fields)
    assert again.status_code == 400
    assert "Representative Wealdshire recorded 1.75 hours for" in text_of(again)
    assert 'value="1.75"' in again.content.decode()
    assert TimeEntry.objects.count() == 1
    now = re.search(r'name="seen" value="([^"]*)"', again.content.decode())
    assert now
    assert (
        send(kent, "representative", "support_placement", placement.pk, **fields | {"seen": now[1]}).status_code == 302
    )
    page_now = get(kent, "representative", "support_placement", placement.pk)
    assert "You have given 3.5 hours, which is 1.5 more than agreed." in page_now
    assert "You have recorded 3.5 hours, which is 1.5 more than agreed." in get(
        kent, "representative", "support_finish", placement.pk
    )


def test_the_same_support_is_not_asked_for_twice_before_the_answer(kent: Side) -> None:
    offer = offered(kent)
    asked_for(kent, offer)
    fields = {"hours": "4", "wanted": "Once more.", **day("starts_on", today()), **day("ends_on", today())}
    again = send(kent, "signatory", "support_ask", offer.pk, **fields)
    assert again.status_code == 400
    assert "Wealdshire School 1 has already asked for this support: 4 hours from" in text_of(again)
    assert TermHours.objects.get().booked == 4
    assert send(kent, "signatory", "support_ask", offer.pk, **fields | {"hours": "3"}).status_code == 302


def test_one_hour_and_one_arrangement_are_said_as_one(kent: Side) -> None:
    offer = offered(kent)
    placement = accept(kent, asked_for(kent, offer))
    assert "This offer has 1 arrangement with a school." in get(kent, "representative", "support_offer_close", offer.pk)
    send(kent, "representative", "support_placement", placement.pk, **day("day", today()), hours="1")
    entry = TimeEntry.objects.get()
    page = get(kent, "representative", "support_placement", placement.pk)
    assert "You’ve recorded 1 hour." not in page  # it was said to the window that recorded it
    assert "1 hour on" in page
    assert "You recorded 1 hour on" in get(kent, "representative", "support_hours_correct", entry.pk)


def test_who_asked_cancels_and_the_hours_are_free_again(kent: Side) -> None:
    offer = offered(kent)
    placement = asked_for(kent, offer, 10)
    assert "has no hours left" in get(kent, "clerk", "support_offer", offer.pk)
    assert client_of(kent, "representative").get(reverse("support_cancel", args=[placement.pk])).status_code == 403
    send(kent, "signatory", "support_cancel", placement.pk, reason="Not needed now.")
    placement.refresh_from_db()
    assert (placement.state, placement.counted, placement.reason) == ("cancelled", 0, "Not needed now.")
    assert "10 of 10 hours left" in get(kent, "clerk", "support_offer", offer.pk)


def test_the_offering_school_cancels_what_it_accepted(kent: Side) -> None:
    rfr = approved(kent)
    placement = accept(kent, named(kent, rfr))
    send(kent, "representative", "support_cancel", placement.pk, reason="Our lead has left.")
    placement.refresh_from_db()
    assert placement.state == "cancelled"
    told = Message.objects.filter(kind="support", subject__startswith="Cancelled").values_list("to_id", flat=True)
    assert {kent.people["clerk"].pk, kent.people["signatory"].pk} <= set(told)
    assert "Name the school that gives the support" in get(kent, "clerk", "home")


def test_more_hours_than_are_left_are_refused_with_what_is_left(kent: Side) -> None:
    offer = offered(kent)
    asked_for(kent, offer, 8)
    fields = {"hours": "3", **day("starts_on", today()), **day("ends_on", today()), "wanted": "Lunch."}
    answer = send(kent, "signatory", "support_ask", offer.pk, **fields)
    assert answer.status_code == 400
    assert "Hours must be 2 or fewer, because no more are left until" in text_of(answer)
    assert Placement.objects.count() == 1


def test_fewer_hours_than_are_booked_cannot_be_offered(kent: Side) -> None:
    offer = offered(kent)
    asked_for(kent, offer, 8)
    answer = send(kent, "representative", "support_offer_change", offer.pk, **offer_fields(hours_a_term="7"))
    assert answer.status_code == 400
    assert "Hours a term must be 8 or more, because 8 hours are booked already" in text_of(answer)
    send(kent, "representative", "support_offer_change", offer.pk, **offer_fields(hours_a_term="20"))
    assert "12 of 20 hours left" in get(kent, "signatory", "support_offer", offer.pk)


def test_a_school_cannot_ask_itself_and_only_those_it_is_for_can(kent: Side) -> None:
    offer = offered(kent)
    own = client_of(kent, "other_signatory").get(reverse("support_ask", args=[offer.pk]))
    assert own.status_code == 403
    assert "None of your schools can ask" in text_of(own)
    School.objects.filter(pk=kent.school.pk).update(community=kent.neighbour)
    assert client_of(kent, "signatory").get(reverse("support_offer", args=[offer.pk])).status_code == 404
    Offer.objects.filter(pk=offer.pk).update(audience="area")
    assert "Ask for this support" in get(kent, "signatory", "support_offer", offer.pk)


def test_a_closed_school_is_shown_where_it_gives_support(kent: Side) -> None:
    placement = accept(kent, asked_for(kent))
    School.objects.filter(pk=kent.other_school.pk).update(status="closed")
    page = get(kent, "signatory", "support_placement", placement.pk)
    assert "Wealdshire School 2 is closed. Cancel this support if it cannot continue." in page
    assert "School closed" in get(kent, "signatory", "support_placements")
    assert "Calm lunch times" not in get(kent, "signatory", "support")
    assert "School closed" in get(kent, "representative", "support", query="?whose=own")
    assert "is closed, so no one can ask" in get(kent, "signatory", "support_offer", placement.offer_id)


def test_an_offer_that_has_ended_leaves_what_is_arranged(kent: Side) -> None:
    offer = offered(kent)
    placement = accept(kent, asked_for(kent, offer))
    Offer.objects.filter(pk=offer.pk).update(ends_on=today() - timedelta(days=1))
    assert "Calm lunch times" not in get(kent, "clerk", "support")
    assert "Record hours" in get(kent, "representative", "support_placement", placement.pk)


def test_what_was_given_and_received_is_shown_both_ways_by_name(kent: Side, elsewhere: Side) -> None:
    placement = accept(kent, asked_for(kent))
    for hours in ("1.5", "2"):
        send(kent, "representative", "support_placement", placement.pk, **day("day", today()), hours=hours)
    assert "Wealdshire School 1 gave 0 hours and received 3.5" in get(kent, "signatory", "support_both_ways")
    assert "Wealdshire School 2 gave 3.5 hours and received 0" in get(kent, "representative", "support_both_ways")
    page = get(kent, "clerk", "support_both_ways")
    assert "Wealdshire School 1 Wealdshire 1 0 0 3.5 1 Wealdshire School 2 Wealdshire 1 3.5 1 0 0" in page
    assert "Wealdshire School 3" not in page
    assert "Wealdshire School 3" in get(kent, "locality_team", "support_both_ways")
    assert "Wealdshire" not in get(elsewhere, "clerk", "support_both_ways")


@pytest.mark.both_databases("search")
def test_the_register_is_searched_and_filtered(kent: Side) -> None:
    first, second = offered(kent), offered(kent, topic="Réading aloud", kind="training", phases=["for_secondary"])
    asked_for(kent, first, 10)
    client = client_of(kent, "clerk")

    def found(query: str = "", words: str = "") -> set[int]:
        if words:
            client.post(reverse("support_search"), {"form_key": str(uuid4()), "words": words})
        page = client.get(reverse("support") + query).content.decode()
        return {each.pk for each in (first, second) if f'href="{reverse("support_offer", args=[each.pk])}"' in page}

    assert found() == {first.pk, second.pk}
    assert found("?kind=training") == {second.pk}
    assert found("?phase=for_primary") == {first.pk}
    assert found("?left=yes") == {second.pk}
    assert found("?kind=nonsense&phase=state") == {first.pk, second.pk}
    assert found("?found=yes", "READING") == {second.pk}
    assert found("?found=yes", '"school 2" calm') == {first.pk}
    assert found("?found=yes", "nothing like it") == set()


def test_advisers_see_nothing_of_it(kent: Side) -> None:
    offer = offered(kent)
    for who in ("adviser", "invited_adviser", "nobody", "area_board_member"):
        client = client_of(kent, who)
        for path in (reverse("support"), reverse("support_offer", args=[offer.pk]), reverse("support_both_ways")):
            assert client.get(path).status_code == 403
        assert "/support/" not in client.get(reverse("home")).content.decode()


def test_each_thing_done_is_in_the_log(kent: Side) -> None:
    accept(kent, asked_for(kent))
    found = Event.objects.filter(subject_type__in=["support", "support_offer"]).order_by("pk")
    assert [each.action for each in found] == ["support_offer.added", "support.proposed", "support.accepted"]
    assert [each.subject for each in found][1:] == ["Wealdshire School 2 for Wealdshire School 1"] * 2


@pytest.mark.parametrize(
    ("who", "name", "most"),
    [("clerk", "support", 8), ("clerk", "support_placements", 8), ("locality_team", "support_both_ways", 9)],
)
def test_lists_take_a_fixed_number_of_queries(
    kent: Side, who: str, name: str, most: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        asked_for(kent, offered(kent, topic=f"Offer {number}"), 1)
    client = client_of(kent, who)
    client.get(reverse("home"))
    with django_assert_max_num_queries(most):
        page = client.get(reverse(name)).content.decode()
    assert page.count("<tr") == (4 if name == "support_both_ways" else 26)


def test_the_timeline_of_a_request_names_the_school_and_what_became_of_it(kent: Side) -> None:
    rfr = approved(kent)
    decline(kent, named(kent, rfr))
    accepted = accept(kent, named(kent, rfr))
    finish(kent, accepted)
    page, people = get(kent, "signatory", "request_timeline", rfr.reference), kent.people
    school, gives, clerk = kent.other_school.name, people["representative"].name, people["clerk"].name
    told = [
        f"{gives} finished the support of {school}.", f"{gives} accepted it for {school}.",
        f"{clerk} asked {school} to give support.", f"{gives} declined it for {school}.",
    ]  # fmt: skip
    assert sorted(told, key=page.index) == told
