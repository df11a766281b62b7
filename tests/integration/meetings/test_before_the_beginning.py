"""What was decided on a meeting's own day before anybody pressed “Begin” stands in its minutes as what it was (CLK-4, DUR-6)."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.live.actions import running
from locality.meetings.actions.agenda import draw_up
from locality.meetings.models import AgendaItem
from locality.meetings.queries.agenda import items_of, put_off_from
from locality.minutes.queries.what_minutes_hold import content_of
from locality.minutes.rules import Item
from locality.resource_requests.actions import deciding, following_meetings, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.models import Meeting
from locality.writing.actions import signing
from tests.conftest import Clock
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.world import Side, acting, declined, ruling

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CLK-4", "DUR-6")]


@pytest.fixture(autouse=True)
def day(clock: Clock) -> None:
    clock("2026-11-26 10:00")


def deferred(**changes: Any) -> NewDecision:
    usual: dict[str, Any] = {
        "outcome": Decision.Outcome.DEFERRED, "summary": "The plan was missing.", "needed": "The plan of the therapist.",
        "method": Decision.Method.CONSENSUS, "decided_on": timezone.localdate(),
    }  # fmt: skip
    return NewDecision(**usual | changes)


def decide(here: Room, number: int, ruled: NewDecision) -> None:
    deciding.decide(here.requests[number], ruled, by=acting(here.side.people["clerk"]), at=timezone.now())


def held(here: Room) -> dict[str, Item]:
    """The meeting is begun and ended; the items of requests in its minutes, by their references."""
    here.begin()
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=timezone.now())
    return {each["reference"]: each for each in content_of(here.meeting)["items"] if each["reference"]}


def left_out(here: Room) -> list[tuple[str, str, str]]:
    return [(each["title"], each["why"], each["to"]) for each in content_of(here.meeting)["put_off"]]


def test_a_request_deferred_before_the_beginning_stands_as_deferred(kent: Side) -> None:
    here = room(kent)
    decide(here, 0, deferred())
    item = held(here)[here.requests[0].reference]
    assert item["outcome"] == "Deferred for more information. Decided by consensus."
    assert item["summary"] == "The plan was missing."
    assert item["decision"] == [{"label": "Information needed", "text": "The plan of the therapist."}]
    assert item["fate"] == "The request will come to a later meeting with the information needed."
    assert left_out(here) == []
    page = text_of(here.desk("clerk").get("meeting_minutes_send", here.meeting.pk))
    assert "Deferred for more information" in page
    assert "returned, withdrawn or moved" not in page


def test_the_minutes_say_to_which_meeting_a_deferred_request_goes(kent: Side) -> None:
    here = room(kent)
    Meeting.objects.filter(pk=kent.meeting.pk).update(day=date(2027, 1, 21))  # type: ignore[union-attr]
    decide(here, 0, deferred())
    reviewing.accept(here.requests[0], by=acting(kent.people["chair"]), at=timezone.now())
    item = held(here)[here.requests[0].reference]
    assert item["outcome"] == "Deferred for more information. Decided by consensus."
    assert item["fate"] == "The request moved to the meeting on Thursday 21 January 2027."
    assert left_out(here) == []


def test_deferred_at_one_meeting_and_approved_at_the_next_each_says_its_own(kent: Side, clock: Clock) -> None:
    here = room(kent)
    later = kent.meeting
    assert later is not None
    Meeting.objects.filter(pk=later.pk).update(day=date(2027, 1, 21))
    decide(here, 0, deferred())
    reviewing.accept(here.requests[0], by=acting(kent.people["chair"]), at=timezone.now())
    first = held(here)[here.requests[0].reference]
    clock("2027-01-21 15:00")
    later.refresh_from_db()
    decide(here, 0, ruling())
    running.begin(later, by=acting(kent.people["chair"]), at=timezone.now())
    running.end(later, by=acting(kent.people["chair"]), at=timezone.now())
    (second,) = [each for each in content_of(later)["items"] if each["reference"]]
    assert second["outcome"].startswith("Approved: Advice and guidance, financial contribution, £1,000.00.")
    assert "fate" not in second
    (again,) = [each for each in content_of(here.meeting)["items"] if each["reference"]]
    assert again["outcome"] == "Deferred for more information. Decided by consensus."
    assert again["fate"] == first["fate"] == "The request moved to the meeting on Thursday 21 January 2027."


def test_approved_and_declined_before_the_beginning_stand_as_such(kent: Side) -> None:
    here = room(kent, requests=3)
    decide(here, 0, ruling(summary="A mentor helps.", amount=Decimal(900)))
    decide(here, 1, declined(summary="Outreach is free."))
    items = held(here)
    first, second, third = (items[each.reference] for each in here.requests)
    assert first["outcome"] == ("Approved: Advice and guidance, financial contribution, £900.00. Decided by consensus.")
    assert first["summary"] == "A mentor helps."
    assert second["outcome"] == "Declined. Decided by the chair."
    assert second["summary"] == "Outreach is free."
    assert third["outcome"] == ""
    assert third["fate"].startswith("Not discussed. Moved to")
    assert [title for title, _, _ in left_out(here)] == [f"{kent.school.name}, {here.requests[2].reference}"]


@pytest.mark.parametrize("ruled", [deferred, declined, ruling], ids=["deferred", "declined", "approved"])
def test_decided_before_any_agenda_was_drawn_up_it_is_in_the_minutes(kent: Side, ruled: Any) -> None:
    here = room(kent)
    AgendaItem.objects.filter(meeting=here.meeting).delete()
    decide(here, 0, ruled())
    assert held(here)[here.requests[0].reference]["outcome"]
    assert [each.title for each in items_of(here.meeting)][5] == kent.school.name


def test_a_meeting_that_is_begun_only_days_later_to_record_it(kent: Side, clock: Clock) -> None:
    here = room(kent, requests=2)
    decide(here, 0, deferred())
    clock("2026-11-30 10:00")
    decide(here, 1, ruling(decided_on=date(2026, 11, 26)))
    items = held(here)
    assert items[here.requests[0].reference]["outcome"] == "Deferred for more information. Decided by consensus."
    assert items[here.requests[1].reference]["outcome"].startswith("Approved")
    assert left_out(here) == []


def test_drawn_up_again_after_the_decision_it_stays(kent: Side) -> None:
    here = room(kent)
    decide(here, 0, deferred())
    for _ in range(2):
        draw_up(here.meeting, by=kent.people["chair"], at=timezone.now())
    assert here.item().put_off_because == ""
    assert AgendaItem.objects.filter(resource_request=here.requests[0]).count() == 1


def test_returned_withdrawn_or_moved_the_minutes_say_which(kent: Side) -> None:
    here = room(kent, requests=4)
    later = kent.meeting
    assert later is not None
    by, at = kent.people, timezone.now()
    reviewing.return_to_school(here.requests[0], missing="The costs.", by=acting(by["chair"], at), at=at)
    signing.withdraw(here.requests[1], reason="Not needed", by=acting(by["signatory"], at), at=at)
    following_meetings.put_off(here.requests[2], to=later, why="Full", by=by["chair"], at=at)
    items = held(here)
    assert list(items) == [here.requests[3].reference]
    assert [(why, to) for _, why, to in left_out(here)[:3]] == [
        ("The request was returned to its school", ""),
        ("The school withdrew the request", ""),
        ("The request was moved to another meeting", later.day.isoformat()),
    ]


def test_returned_after_it_was_deferred_it_stays_deferred_in_the_minutes(kent: Side) -> None:
    """What a school does after the meeting decided does not unmake what it decided."""
    here = room(kent)
    decide(here, 0, deferred())
    signing.withdraw(here.requests[0], reason="Not needed", by=acting(kent.people["signatory"]), at=timezone.now())
    item = held(here)[here.requests[0].reference]
    assert item["outcome"] == "Deferred for more information. Decided by consensus."
    assert item["fate"] == "The school has since withdrawn the request."
    assert list(put_off_from(here.meeting)) == []


def test_an_earlier_deferral_does_not_keep_a_request_on_a_later_agenda(kent: Side, clock: Clock) -> None:
    here = room(kent)
    later = kent.meeting
    assert later is not None
    Meeting.objects.filter(pk=later.pk).update(day=date(2027, 1, 21))
    decide(here, 0, deferred())
    reviewing.accept(here.requests[0], by=acting(kent.people["chair"]), at=timezone.now())
    later.refresh_from_db()
    draw_up(later, by=kent.people["chair"], at=timezone.now())
    reviewing.return_to_school(
        here.requests[0], missing="The plan.", by=acting(kent.people["chair"]), at=timezone.now()
    )
    draw_up(later, by=kent.people["chair"], at=timezone.now())
    assert not items_of(later).filter(resource_request__isnull=False).exists()
    assert ResourceRequest.objects.get(pk=here.requests[0].pk).state == "returned"
    assert [each.put_off_because for each in put_off_from(later)] == ["The request was returned to its school"]


def test_on_its_day_the_meeting_and_its_agenda_tell_what_is_decided_already(kent: Side) -> None:
    here = room(kent, requests=2)
    chair, pk = here.desk("chair"), here.meeting.pk
    put_off = reverse("meeting_item_put_off", args=[pk, here.item(0).pk])
    assert put_off in chair.get("meeting_agenda", pk).content.decode()
    decide(here, 0, deferred())
    assert "1 request to discuss , 1 already decided" in text_of(
        chair.get("meeting", pk)
    )  # the link ends before the comma
    agenda = chair.get("meeting_agenda", pk)
    assert put_off not in agenda.content.decode()  # what is decided can't be put off
    assert f"{here.requests[0].reference} Deferred" in text_of(agenda)
    decide(here, 1, ruling())
    assert "2 requests already decided" in text_of(chair.get("meeting", pk))
    items = held(here)
    assert len(items) == 2
    assert "2 requests: 2 decided" in text_of(chair.get("meeting", pk))


def test_a_meeting_that_has_decided_something_is_not_cancelled(kent: Side) -> None:
    here = room(kent, requests=2)
    decide(here, 0, ruling())
    page = here.desk("clerk").post("meeting_cancel", here.meeting.pk, why="Too few came")
    assert page.status_code == 400
    assert "You cannot cancel this meeting because it has decided a request." in text_of(page)
    assert "Too few came" in page.content.decode()
    here.meeting.refresh_from_db()
    assert here.meeting.state == "planned"
    here.requests[1].refresh_from_db()
    assert here.requests[1].meeting == here.meeting
    held(here)
    assert "Begin it and end it" not in text_of(here.desk("clerk").post("meeting_cancel", here.meeting.pk, why="Late"))


def test_a_meeting_that_has_decided_something_is_not_moved_to_a_later_day(kent: Side) -> None:
    """At ten it decides what is urgent, and it begins at three: tomorrow its decision would lie before its day."""
    here = room(kent, requests=2)
    Meeting.objects.filter(pk=here.meeting.pk).update(starts=time(15, 0))
    decide(here, 0, ruling())
    given = {"starts": "15:00", "ends": "17:00", "venue": "The library", "online_link": ""}

    def move(day: int) -> Any:
        fields = {"day-day": day, "day-month": 11, "day-year": 2026, **given}
        confirmed = f"2026-11-{day} 15:00:00 17:00:00"
        return here.desk("clerk").post("meeting_move", here.meeting.pk, **fields, all_the_same=confirmed)

    page = move(27)
    assert page.status_code == 400
    assert (
        "You cannot move this meeting from Thursday 26 November 2026 to a later day because it has decided a request"
        in text_of(page)
    )
    here.meeting.refresh_from_db()
    assert (here.meeting.day, here.meeting.venue) == (date(2026, 11, 26), "The hall")
    assert move(26).status_code == 302  # another place and time on its day
    here.meeting.refresh_from_db()
    assert (here.meeting.day, here.meeting.venue) == (date(2026, 11, 26), "The library")


def test_a_decision_corrected_before_the_beginning_stands_corrected(kent: Side) -> None:
    here = room(kent)
    decide(here, 0, ruling(summary="A mentor helps."))
    deciding.correct(
        here.requests[0], declined(summary="Outreach is free."), ground=Decision.Ground.ERROR, reason="Miscounted.",
        by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip
    item = held(here)[here.requests[0].reference]
    assert item["outcome"] == "Declined. Decided by the chair."
    assert item["summary"] == "Outreach is free."
    assert item["decision"][-1]["label"] == "Corrected on Thursday 26 November 2026"


def test_that_a_meeting_stays_on_its_day_is_said_before_and_not_after_all_the_same(kent: Side) -> None:
    here = room(kent, requests=2)
    Meeting.objects.filter(pk=here.meeting.pk).update(starts=time(15, 0))
    decide(here, 0, ruling())
    clerk = here.desk("clerk")
    page = text_of(clerk.get("meeting_move", here.meeting.pk))
    assert "cannot move this meeting from Thursday 26 November 2026 to a later day" in page
    assert "You can change its time and place." in page
    given = {"starts": "15:00", "ends": "17:00", "venue": "The library", "online_link": ""}
    fields = {"day-day": 27, "day-month": 11, "day-year": 2026, **given}
    refused = clerk.post("meeting_move", here.meeting.pk, **fields)
    assert refused.status_code == 400
    assert "cannot move this meeting from Thursday 26 November 2026 to a later day" in text_of(refused)
    assert "anyway" not in text_of(refused)
