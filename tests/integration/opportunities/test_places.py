"""People book, wait, move up and give up; the host says who came; and who reads which names."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.communities.models import School
from locality.opportunities.models import Booking, Opportunity
from locality.outbox.models import Message
from tests.integration.opportunities.arranging import AHEAD, another, books, held, past, published, today
from tests.integration.opportunities.pages import client_of, get, seen_on, send, status, text_of
from tests.world import Side

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-8")]

MOST_QUERIES = 10


def test_a_full_one_has_a_waiting_list_and_a_place_given_up_goes_to_the_first_of_it(kent: Side) -> None:
    opportunity = published(kent, places=1)
    page = get(kent, "signatory", "opportunity_book", opportunity.pk)
    assert "You book for yourself, from Wealdshire School 1." in page
    assert send(kent, "signatory", "opportunity_book", opportunity.pk).status_code == 302
    assert "You have booked a place. It is on" in get(kent, "signatory", "opportunity", opportunity.pk)
    assert "All places are booked." in get(kent, "school_editor", "opportunity_book", opportunity.pk)
    for who in ("school_editor", "representative"):
        assert send(kent, who, "opportunity_book", opportunity.pk).status_code == 302
    assert "You are number 2 on the waiting list" in get(kent, "representative", "opportunity", opportunity.pk)
    assert "Your bookings" in get(kent, "representative", "opportunities")
    assert "The only place is booked." in get(kent, "other_signatory", "opportunity", opportunity.pk)
    leaving = get(kent, "signatory", "opportunity_give_up", opportunity.pk)
    assert "We’ll email: the first person on the waiting list, who gets your place" in leaving
    assert send(kent, "signatory", "opportunity_give_up", opportunity.pk).status_code == 302
    states = dict(Booking.objects.values_list("person__email", "state"))
    assert states == {
        "signatory@801.example": "withdrew",
        "school_editor@801.example": "booked",
        "representative@801.example": "waiting",
    }
    message = Message.objects.get(kind="opportunity")
    assert (message.to, message.subject) == (kent.people["school_editor"], "You have a place: See our calm room")
    assert "You are number 1 on the waiting list" in get(kent, "representative", "opportunity", opportunity.pk)
    # whoever asks again is the last
    send(kent, "signatory", "opportunity_book", opportunity.pk)
    assert "You are number 2 on the waiting list" in get(kent, "signatory", "opportunity", opportunity.pk)


def test_a_second_window_says_that_it_is_booked_already(kent: Side) -> None:
    opportunity = published(kent)
    send(kent, "signatory", "opportunity_book", opportunity.pk)
    again = send(kent, "signatory", "opportunity_book", opportunity.pk)
    assert again.status_code == 403
    assert "You have already booked a place." in text_of(again)
    assert Booking.objects.count() == 1
    send(kent, "signatory", "opportunity_give_up", opportunity.pk)
    twice = send(kent, "signatory", "opportunity_give_up", opportunity.pk)
    assert twice.status_code == 403
    assert "You have already cancelled this booking." in text_of(twice)


def test_after_the_last_day_no_one_books(kent: Side) -> None:
    opportunity = published(kent)
    Opportunity.objects.filter(pk=opportunity.pk).update(books_until=today() - timedelta(days=1))
    refused = send(kent, "signatory", "opportunity_book", opportunity.pk)
    assert refused.status_code == 403
    assert "The last day to book was" in text_of(refused)
    assert "Ask Wealdshire School 2 if you can still come." in text_of(refused)
    assert "Book a place" not in get(kent, "signatory", "opportunity", opportunity.pk)


def test_after_it_has_started_no_one_books_gives_up_or_changes(kent: Side) -> None:
    opportunity = past(kent, "signatory")
    for who, name in (("school_editor", "opportunity_book"), ("signatory", "opportunity_give_up")):
        answer = send(kent, who, name, opportunity.pk)
        assert answer.status_code == 403
        assert "This started on" in text_of(answer)
    answer = client_of(kent, "representative").get(reverse("opportunity_change", args=[opportunity.pk]))
    assert "This started on" in text_of(answer)


def test_only_schools_it_is_for_can_book(kent: Side) -> None:
    opportunity = published(kent, audience="council")
    School.objects.filter(pk=kent.school.pk).update(community=kent.neighbour)
    assert "Book a place" in get(kent, "signatory", "opportunity", opportunity.pk)
    Opportunity.objects.filter(pk=opportunity.pk).update(audience="community")
    assert status(kent, "signatory", "opportunity", opportunity.pk) == 404
    Opportunity.objects.filter(pk=opportunity.pk).update(audience="council")
    send(kent, "signatory", "opportunity_book", opportunity.pk)
    Opportunity.objects.filter(pk=opportunity.pk).update(audience="community")
    assert "You have booked a place" in get(kent, "signatory", "opportunity", opportunity.pk)  # it stays theirs


def test_the_host_reads_all_names_and_others_those_of_their_own_school(kent: Side) -> None:
    opportunity = published(kent, places=3)
    for who in ("signatory", "school_editor", "representative"):
        books(kent, opportunity, who)
    names = {
        who: f"{who.replace('_', ' ').title()} Wealdshire" for who in ("signatory", "school_editor", "representative")
    }
    for who in ("other_signatory", "locality_team"):
        page = get(kent, who, "opportunity", opportunity.pk)
        assert all(name in page for name in names.values()), who
    page = get(kent, "signatory", "opportunity", opportunity.pk)
    assert "Who has booked from your school" in page
    assert names["school_editor"] in page
    assert names["representative"] not in page
    for who in ("clerk", "chair", "moderator", "hnf_officer"):
        page = get(kent, who, "opportunity", opportunity.pk)
        assert "All 3 places are booked." in page
        assert not [name for name in names.values() if name in page], who


def test_the_host_says_who_came_and_they_are_asked_one_question(kent: Side) -> None:
    opportunity = past(kent, "signatory", "school_editor", "representative", places=3)
    assert "Say who came" in get(kent, "representative", "home")
    assert "Say who came" not in get(kent, "signatory", "home")
    rows = {each.person.email.split("@")[0]: each for each in Booking.objects.select_related("person")}
    seen = seen_on(kent, "representative", "opportunity_who_came", opportunity.pk)
    came = {"came": [rows["signatory"].pk, rows["school_editor"].pk], "seen": seen}
    assert send(kent, "representative", "opportunity_who_came", opportunity.pk, **came).status_code == 302
    assert dict(Booking.objects.values_list("person__email", "state")) == {
        "signatory@801.example": "came",
        "school_editor@801.example": "came",
        "representative@801.example": "absent",
    }
    asked = Message.objects.filter(subject__startswith="What will you do differently?")
    assert {each.to_id for each in asked} == {kent.people["signatory"].pk, kent.people["school_editor"].pk}
    assert {each.link for each in asked} == {reverse("opportunity_answer", args=[opportunity.pk])}
    assert "Say who came" not in get(kent, "representative", "home")
    # a page that was opened before says what was saved since, and keeps what was selected
    stale = send(
        kent, "other_signatory", "opportunity_who_came", opportunity.pk, came=[rows["representative"].pk], seen=seen
    )
    assert stale.status_code == 400
    assert "Someone else recorded who came while you had the page open." in text_of(stale)
    assert "Signatory Wealdshire: Came" in text_of(stale)
    # a mistake is corrected, and nobody is asked twice
    seen = seen_on(kent, "representative", "opportunity_who_came", opportunity.pk)
    send(kent, "representative", "opportunity_who_came", opportunity.pk, came=[rows["signatory"].pk], seen=seen)
    assert Booking.objects.get(pk=rows["school_editor"].pk).state == "absent"
    assert asked.count() == 2


def test_the_answer_is_read_by_the_host_and_by_the_school_of_who_answered(kent: Side) -> None:
    opportunity = past(kent, "signatory", "representative")
    held(kent, opportunity, *Booking.objects.all())
    assert "Say what you will do differently" in get(kent, "signatory", "opportunity", opportunity.pk)
    empty = send(kent, "signatory", "opportunity_answer", opportunity.pk, answer="")
    assert "Enter what you will do differently" in text_of(empty)
    words = "We will move our calm corner."
    assert send(kent, "signatory", "opportunity_answer", opportunity.pk, answer=words).status_code == 302
    for who in ("other_signatory", "representative", "signatory", "school_editor"):
        assert words in get(kent, who, "opportunity", opportunity.pk), who
    for who in ("locality_team", "clerk", "chair", "moderator"):
        assert words not in get(kent, who, "opportunity", opportunity.pk), who
    assert Message.objects.filter(kind="opportunity", to=kent.people["other_signatory"]).count() == 0
    refused = send(kent, "school_editor", "opportunity_answer", opportunity.pk, answer="Not mine")
    assert refused.status_code == 403


def test_before_it_starts_no_one_says_who_came(kent: Side) -> None:
    opportunity = published(kent)
    books(kent, opportunity, "signatory")
    answer = client_of(kent, "representative").get(reverse("opportunity_who_came", args=[opportunity.pk]))
    assert answer.status_code == 403
    assert "Say who came after that." in text_of(answer)
    empty = past(kent)
    nobody = client_of(kent, "representative").get(reverse("opportunity_who_came", args=[empty.pk]))
    assert "No one booked a place." in text_of(nobody)


@pytest.mark.parametrize("who", ["signatory", "representative", "clerk", "locality_team"])
def test_pages_ask_few_questions_however_much_there_is(kent: Side, who: str) -> None:
    for number in range(27):
        published(kent, title=f"Number {number}", audience="council" if number % 2 else "community")
    opportunity = published(kent, places=20, day=today() + AHEAD / 2)
    for number in range(12):
        person = another(kent, number, kent.other_school)
        kent.people[f"writer_{number}"] = person
        Booking.objects.create(
            opportunity=opportunity, person=person, school=kent.other_school, turn=number + 1, state="booked", counted=1,
            booked_at=timezone.now(),
        )  # fmt: skip
    if who in {"signatory", "representative"}:
        books(kent, opportunity, who)
    before = past(kent, "signatory")
    client = client_of(kent, who)
    addresses = [
        reverse("opportunities"),
        reverse("opportunities") + "?when=past",
        reverse("opportunity", args=[opportunity.pk]),
    ]
    if who == "representative":
        addresses += [
            reverse("opportunity_change", args=[opportunity.pk]),
            reverse("opportunity_cancel", args=[opportunity.pk]),
            reverse("opportunity_who_came", args=[before.pk]),
            reverse("opportunity_give_up", args=[opportunity.pk]),
        ]
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST_QUERIES, (address, [each["sql"][:120] for each in asked])
