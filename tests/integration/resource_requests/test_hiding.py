"""What is typed for a community, where no request is known, names no pupil: a meeting's place, why money moves (RES-9)."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.actions import adjust, propose_transfer, refuse_transfer
from locality.budgets.models import Budget, Entry
from locality.communities.hiding import without_pupils
from locality.outbox.models import Message
from locality.schedule.actions import cancel_meeting, move_meeting
from locality.schedule.actions.meetings import LinkNamesAPupil, add_meeting
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.world import Side, request_in

pytestmark = pytest.mark.clause("RES-9")

PUPIL = "Marigold Penhallow"


@pytest.fixture
def listed(kent: Side) -> Side:
    request_in(kent, "accepted", **{"pupil.1.name": PUPIL})
    return kent


def stored() -> str:
    messages = [f"{each.subject} {each.lines} {each.calendar}" for each in Message.objects.all()]
    return " ".join([*messages, *(f"{each.subject} {each.before} {each.after}" for each in Event.objects.all())])


def test_the_place_of_a_meeting_and_why_it_is_cancelled(listed: Side) -> None:
    by, at = listed.people["clerk"], timezone.now()
    day = day_of(at) + timedelta(days=60)
    usual = {"starts": time(15), "ends": time(17), "online_link": "", "by": by, "at": at}
    meeting = add_meeting(community=listed.community, day=day, venue=f"At {PUPIL}’s school", **usual)
    assert meeting.venue == "At a pupil’s school"
    move_meeting(meeting, day=day, venue=f"Where {PUPIL} swims", **usual)
    cancel_meeting(meeting, why=f"{PUPIL} is ill", by=by, at=at)
    kept = Meeting.objects.get(pk=meeting.pk)
    assert (kept.venue, kept.cancelled_because) == ("Where a pupil swims", "a pupil is ill")
    assert "At a pupil’s school" in stored()
    assert "Marigold" not in stored()
    assert "Penhallow" not in stored()


def test_a_link_with_a_name_in_it_is_refused_and_a_key_in_no_order_is_not(listed: Side) -> None:
    by, at = listed.people["clerk"], timezone.now()
    usual = {
        "community": listed.community, "day": day_of(at) + timedelta(days=60), "starts": time(15), "ends": time(17), "venue": "",
        "by": by, "at": at,
    }  # fmt: skip
    with pytest.raises(LinkNamesAPupil, match="a pupil’s name"):
        add_meeting(online_link="https://teams.example.org/meet/marigold-penhallow", **usual)
    link = "https://teams.example.org/l/meetup-join/19%3ameeting_MariGoldNzYwPenHallowQ%40thread.v2/0?context=Tid"
    assert add_meeting(online_link=link, **usual).online_link == link


def test_why_money_is_moved(listed: Side) -> None:
    at, officer = timezone.now(), listed.people["finance"]
    source = Budget.objects.filter(community=listed.community).latest("pk")
    transfer = propose_transfer(
        source=source, funding_year=source.funding_year, target=None, amount=Decimal(10), why=f"Not for {PUPIL}",
        by=officer, at=at,
    )  # fmt: skip
    refuse_transfer(transfer=transfer, reason=f"It is for {PUPIL}", by=listed.people["locality_team"], at=at)
    adjust(budget=source, amount=Decimal(5), why=f"More for {PUPIL}", by=officer, at=at)
    transfer.refresh_from_db()
    assert (transfer.why, transfer.refusal) == ("Not for a pupil", "It is for a pupil")
    assert Entry.objects.latest("pk").why == "More for a pupil"
    assert "Marigold" not in stored()


def test_people_and_schools_of_the_community_stay(listed: Side) -> None:
    chair, school = listed.people["chair"].name, listed.school.name
    assert without_pupils(f"{chair} at {school}", [listed.community]) == f"{chair} at {school}"
    assert without_pupils(PUPIL, [None]) == PUPIL


def test_words_of_everyday_english_stay_whoever_is_called_so(kent: Side) -> None:
    for name in ("Summer Hall", "April Grant", "Zephyrine Hill"):
        request_in(kent, "accepted", **{"pupil.1.name": name})
    for text in ("Village Hall", "Grant for the summer term", "by April", "Summer term: the hall", "Hall"):
        assert without_pupils(text, [kent.community]) == text
    assert without_pupils("At Zephyrine’s house; April Grant comes", [kent.community]) == (
        "At a pupil’s house; a pupil comes"
    )


def test_authority_and_area_stay(kent: Side) -> None:
    kent.authority.name, kent.area.name = "Kentigern County Council", "Kentigern Coast"
    kent.authority.save()
    kent.area.save()
    request_in(kent, "accepted", **{"pupil.1.name": "Kentigern Penhallow"})
    text = "Kentigern County Council, Kentigern Coast"
    assert without_pupils(text, [kent.community]) == text
