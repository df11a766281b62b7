"""A host publishes, changes and cancels: what each person sees, and who is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from locality.audit.models import Event
from locality.communities.models import School
from locality.opportunities.actions.reminding import remind_of_few
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.opportunities import with_few_booked
from locality.outbox.models import Message
from locality.schedule.actions.inviting import make_feed
from tests.integration.opportunities.arranging import AHEAD, books, past, published, today
from tests.integration.opportunities.pages import client_of, day, fields, get, seen_on, send, status, text_of
from tests.world import Side

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-8")]


def told(subject: str) -> set[int]:
    return set(Message.objects.filter(subject__startswith=subject).values_list("to_id", flat=True))  # type: ignore[arg-type]


def test_a_school_publishes_and_others_find_it(kent: Side) -> None:
    assert send(kent, "other_signatory", "opportunity_add", **fields()).status_code == 302
    found = Opportunity.objects.get()
    assert (found.school, found.places, found.fewest, found.audience) == (kent.other_school, 2, None, "community")
    assert f"{found.starts:%H:%M}" == "15:30"
    page = get(kent, "school_editor", "opportunity", found.pk)
    for words in ("First words", "2 of 2 places are left", "Wealdshire School 2", "The hall", "Book a place"):
        assert words in page
    assert "Change opportunity" not in page
    assert "Change opportunity" in get(kent, "representative", "opportunity", found.pk)
    listed = get(kent, "clerk", "opportunities")
    assert "First words" in listed
    assert "2 of 2 places left" in listed
    assert "First words" in get(kent, "clerk", "opportunities", query="?kind=course")
    assert "No opportunities match" in get(kent, "clerk", "opportunities", query="?kind=visit")
    assert not Message.objects.filter(kind="opportunity").exists()


def test_the_council_publishes_for_all_its_schools(kent: Side, elsewhere: Side) -> None:
    form = get(kent, "locality_team", "opportunity_add")
    assert "Who can book?" not in form
    assert send(kent, "locality_team", "opportunity_add", **fields(audience="")).status_code == 302
    found = Opportunity.objects.get()
    assert (found.school, found.audience, found.host) == (None, "council", "Wealdshire")
    assert "Book a place" in get(kent, "school_editor", "opportunity", found.pk)
    assert "Change opportunity" not in get(kent, "signatory", "opportunity", found.pk)
    assert "All schools in Wealdshire" in get(kent, "moderator", "opportunity", found.pk)
    assert status(elsewhere, "signatory", "opportunity", found.pk) == 404
    assert "First words" not in get(elsewhere, "signatory", "opportunities")


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept(kent: Side) -> None:
    wrong = fields(
        title="", kind="", starts="18:00", ends="17:00", place="", places="5", fewest="6", what="My own words",
        audience="", **day("books_until", today() + 2 * AHEAD),
    )  # fmt: skip
    answer = send(kent, "other_signatory", "opportunity_add", **wrong)
    assert answer.status_code == 400
    page = text_of(answer)
    for words in (
        "Enter a title",
        "Select the kind of opportunity",
        "End time must be after the start time",
        "Enter a place or an online link, or both",
        "Fewest people must be from 1 to 5, the number of places",
        "Last day to book must be on or before",
        "Select who can book",
        "My own words",
    ):
        assert words in page, words
    assert not Opportunity.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Enter a title"),
        ({"what": ""}, "Enter what it is about and who it is for"),
        ({"starts": ""}, "Enter the start time"),
        ({"ends": ""}, "Enter the end time"),
        ({"places": ""}, "Enter the number of places"),
        ({"places": "0"}, "Places must be 1 or more"),
        ({"places": "201"}, "Places must be 200 or fewer"),
        (
            day("day", today() - timedelta(days=1)) | day("books_until", today() - timedelta(days=1)),
            "Day must be today",
        ),
        (day("books_until", today() - timedelta(days=1)), "Last day to book must be today or in the future"),
        (day("day", today() + timedelta(days=800)), "Day must be on or before"),
        ({"place": "", "online_link": "http://a.example"}, "Online link must start with https://"),
    ],
)
def test_what_cannot_be_published(kent: Side, wrong: dict[str, str], sentence: str) -> None:
    answer = send(kent, "other_signatory", "opportunity_add", **fields(**wrong))
    assert answer.status_code == 400
    assert sentence in text_of(answer)


def test_a_closed_school_publishes_nothing(kent: Side) -> None:
    opportunity = published(kent)
    School.objects.filter(pk=kent.other_school.pk).update(status="closed")
    refused = client_of(kent, "other_signatory").get(reverse("opportunity_add"))
    assert refused.status_code == 403
    assert "Your school is closed, so it cannot publish an opportunity." in text_of(refused)
    assert "School closed" in get(kent, "signatory", "opportunities")
    assert "Cancel opportunity" in get(kent, "locality_team", "opportunity", opportunity.pk)


def test_a_change_of_time_or_place_tells_who_booked_and_who_waits(kent: Side) -> None:
    opportunity = published(kent, places=1)
    books(kent, opportunity, "signatory")
    books(kent, opportunity, "school_editor")
    page = get(kent, "representative", "opportunity_change", opportunity.pk)
    assert "1 person who has booked a place, if you change the day, the time or the place" in page
    assert "1 person who is on the waiting list, if you change the day, the time or the place" in page
    seen = seen_on(kent, "representative", "opportunity_change", opportunity.pk)
    changed = fields(places="1", place="Room 3", seen=seen)
    assert send(kent, "representative", "opportunity_change", opportunity.pk, **changed).status_code == 302
    assert told("Changed: ") == {kent.people["signatory"].pk, kent.people["school_editor"].pk}
    message = Message.objects.get(subject__startswith="Changed: ", to=kent.people["signatory"])
    assert "Place: Room 3" in message.lines
    waits = Message.objects.get(subject__startswith="Changed: ", to=kent.people["school_editor"])
    assert ("Place: Room 3" in waits.lines, waits.calendar) == (True, "")
    event = Calendar.from_ical(message.calendar).walk("VEVENT")[0]
    assert (int(event["sequence"]), str(event["location"])) == (1, "Room 3")
    seen = seen_on(kent, "representative", "opportunity_change", opportunity.pk)
    send(
        kent,
        "representative",
        "opportunity_change",
        opportunity.pk,
        **fields(places="1", place="Room 3", seen=seen, what="More"),
    )
    opportunity.refresh_from_db()
    assert (opportunity.what, opportunity.sequence) == ("More", 1)
    assert Message.objects.filter(subject__startswith="Changed: ").count() == 2


def test_more_places_go_to_the_waiting_list_by_themselves(kent: Side) -> None:
    opportunity = published(kent, places=1)
    for who in ("signatory", "school_editor", "representative"):
        books(kent, opportunity, who)
    seen = seen_on(kent, "other_signatory", "opportunity_change", opportunity.pk)
    answer = client_of(kent, "other_signatory").post(
        reverse("opportunity_change", args=[opportunity.pk]),
        {"form_key": str(uuid4()), **fields(places="2", seen=seen)},
        follow=True,
    )
    assert "We’ve given 1 place to the waiting list." in text_of(answer)
    states = dict(Booking.objects.values_list("person__email", "state"))
    assert states["school_editor@801.example"] == "booked"
    assert states["representative@801.example"] == "waiting"
    assert told("You have a place: ") == {kent.people["school_editor"].pk}


def test_fewer_places_than_are_booked_cannot_be(kent: Side) -> None:
    opportunity = published(kent)
    for who in ("signatory", "school_editor"):
        books(kent, opportunity, who)
    seen = seen_on(kent, "other_signatory", "opportunity_change", opportunity.pk)
    answer = send(kent, "other_signatory", "opportunity_change", opportunity.pk, **fields(places="1", seen=seen))
    assert answer.status_code == 400
    assert "Places must be 2 or more, because 2 places are booked already" in text_of(answer)


def test_a_page_that_is_old_undoes_nothing_and_keeps_what_was_typed(kent: Side) -> None:
    opportunity = published(kent)
    seen = seen_on(kent, "representative", "opportunity_change", opportunity.pk)
    first = fields(title="The first change", seen=seen)
    assert send(kent, "other_signatory", "opportunity_change", opportunity.pk, **first).status_code == 302
    answer = send(kent, "representative", "opportunity_change", opportunity.pk, **fields(title="The second", seen=seen))
    assert answer.status_code == 400
    page = text_of(answer)
    assert "Someone changed this opportunity while you had the page open." in page
    assert "The first change" in page
    assert 'value="The second"' in answer.content.decode()
    assert Opportunity.objects.get().title == "The first change"
    now = seen_on(kent, "representative", "opportunity_change", opportunity.pk)
    again = fields(title="The second", seen=now)
    assert send(kent, "representative", "opportunity_change", opportunity.pk, **again).status_code == 302
    assert Opportunity.objects.get().title == "The second"


def test_before_it_is_cancelled_the_page_says_how_many_are_told(kent: Side) -> None:
    opportunity = published(kent)
    for who in ("signatory", "school_editor", "representative"):
        books(kent, opportunity, who)
    page = get(kent, "locality_team", "opportunity_cancel", opportunity.pk)
    assert "2 people who have booked a place" in page
    assert "1 person who is on the waiting list" in page
    empty = send(kent, "locality_team", "opportunity_cancel", opportunity.pk, reason=" ")
    assert "Enter why you are cancelling this" in text_of(empty)
    sent = send(kent, "locality_team", "opportunity_cancel", opportunity.pk, reason="Our lead is ill.")
    assert sent.status_code == 302
    people = {kent.people[who].pk for who in ("signatory", "school_editor", "representative")}
    assert told("Cancelled: ") == people
    mail = Message.objects.get(subject__startswith="Cancelled: ", to=kent.people["signatory"])
    event = Calendar.from_ical(mail.calendar).walk("VEVENT")[0]
    assert (str(event["status"]), int(event["sequence"])) == ("CANCELLED", 1)
    page = get(kent, "signatory", "opportunity", opportunity.pk)
    assert "Wealdshire School 2 cancelled this: Our lead is ill." in page
    assert "Cancel your booking" not in page
    again = send(kent, "representative", "opportunity_cancel", opportunity.pk, reason="Kept words")
    assert again.status_code == 403
    assert "This opportunity is already cancelled." in text_of(again)
    assert "Kept words" in text_of(again)
    late = send(kent, "other_signatory", "opportunity_book", opportunity.pk)
    assert "This is cancelled, so you cannot book a place." in text_of(late)


def test_the_host_decides_where_fewer_than_needed_have_booked(kent: Side) -> None:
    opportunity = published(kent, fewest=2, books_until=today())
    books(kent, opportunity, "signatory")
    words = "Fewer people than needed have booked: cancel or go ahead"
    home = get(kent, "representative", "home")
    assert words in home
    assert "1 person of the 2 you need" in home
    assert words not in get(kent, "signatory", "home")
    assert [each.pk for each in with_few_booked(today())] == [opportunity.pk]
    now = timezone.now()
    assert [remind_of_few(opportunity, at=now), remind_of_few(opportunity, at=now)] == [True, False]
    assert told("Fewer people than needed") == {
        kent.people["representative"].pk,
        kent.people["other_signatory"].pk,
    }
    assert not with_few_booked(today())
    page = get(kent, "representative", "opportunity", opportunity.pk)
    assert "Fewer people than needed have booked: 1 of 2." in page
    assert send(kent, "representative", "opportunity_go_ahead", opportunity.pk).status_code == 302
    assert words not in get(kent, "representative", "home")
    assert "You decided to go ahead with fewer people." in get(kent, "representative", "opportunity", opportunity.pk)
    assert Event.objects.filter(action="opportunity.goes_ahead").count() == 1


def test_a_file_for_calendars_keeps_its_name_and_counts_its_changes(kent: Side) -> None:
    opportunity = published(kent)
    file = client_of(kent, "signatory").get(reverse("opportunity_file", args=[opportunity.pk]))
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    assert (str(event["uid"]), int(event["sequence"])) == (f"{opportunity.uid}@locality", 0)
    assert str(event["summary"]) == "See our calm room, Wealdshire School 2"
    seen = seen_on(kent, "representative", "opportunity_change", opportunity.pk)
    send(kent, "representative", "opportunity_change", opportunity.pk, **fields(seen=seen, starts="16:00"))
    later = client_of(kent, "signatory").get(reverse("opportunity_file", args=[opportunity.pk]))
    changed = Calendar.from_ical(later.content).walk("VEVENT")[0]
    assert (str(changed["uid"]), int(changed["sequence"])) == (f"{opportunity.uid}@locality", 1)
    assert f"{changed['dtstart'].dt:%H:%M}" == "16:00"


def test_the_link_is_for_those_who_have_a_place_and_for_the_host(kent: Side) -> None:
    link = "https://meet.example/calm-room"
    opportunity = published(kent, places=1, online_link=link)
    books(kent, opportunity, "signatory")
    books(kent, opportunity, "school_editor")
    for who, joins in (
        ("signatory", True),
        ("representative", True),
        ("locality_team", True),
        ("school_editor", False),
    ):
        page = get(kent, who, "opportunity", opportunity.pk)
        assert (link in page, "You get the link with your place." in page) == (joins, not joins), who
        file = client_of(kent, who).get(reverse("opportunity_file", args=[opportunity.pk]))
        assert (b"meet.example" in file.content) == joins, who
    seen = seen_on(kent, "representative", "opportunity_change", opportunity.pk)
    changed = fields(places="1", place="Room 3", online_link=link, seen=seen)
    send(kent, "representative", "opportunity_change", opportunity.pk, **changed)
    booked, waits = (
        Message.objects.get(subject__startswith="Changed: ", to=kent.people[who])
        for who in ("signatory", "school_editor")
    )
    assert f"Online link: {link}" in booked.lines
    assert link not in " ".join(waits.lines)


def test_what_a_person_booked_is_in_their_own_calendar(kent: Side) -> None:
    opportunity = published(kent)
    feed = make_feed(person=kent.people["signatory"], at=timezone.now())
    address = reverse("calendar_feed", args=[feed.token])
    assert "See our calm room" not in client_of(kent, "nobody").get(address).content.decode()
    books(kent, opportunity, "signatory")
    assert "See our calm room" in client_of(kent, "nobody").get(address).content.decode()


def test_past_ones_have_a_list_of_their_own(kent: Side) -> None:
    past(kent, "signatory", title="Of yesterday")
    published(kent)
    assert "Of yesterday" not in get(kent, "clerk", "opportunities")
    assert "Of yesterday" in get(kent, "clerk", "opportunities", query="?when=past")
    assert "See our calm room" not in get(kent, "clerk", "opportunities", query="?when=past")
