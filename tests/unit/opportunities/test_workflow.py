"""The lives of an opportunity and of a place: every state by every event, as it should be, written by hand."""

from datetime import date, time

import pytest

from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.rules import bookings, opportunities
from locality.opportunities.workflow import BOOKINGS, OPPORTUNITIES, OfBooking, OfOpportunity
from locality.values.refusals import NotPossible
from locality.values.transitions import Machine
from tests.refusals import said

pytestmark = pytest.mark.clause("RES-8")

GOES_TO = {
    "opportunity": {
        ("published", "changed"): "published",
        ("published", "goes_ahead"): "published",
        ("published", "cancelled"): "cancelled",
        ("published", "held"): "held",
        ("held", "held"): "held",
    },
    "place": {
        ("withdrew", "booked"): "booked",
        ("withdrew", "waits"): "waiting",
        ("waiting", "moved_up"): "booked",
        ("booked", "withdrawn"): "withdrew",
        ("waiting", "withdrawn"): "withdrew",
        ("booked", "came"): "came",
        ("came", "came"): "came",
        ("absent", "came"): "came",
        ("booked", "stayed_away"): "absent",
        ("came", "stayed_away"): "absent",
        ("absent", "stayed_away"): "absent",
        ("came", "answered"): "came",
    },
}
EVERY = [
    (machine, str(state.slug), event)
    for machine in (OPPORTUNITIES, BOOKINGS)
    for state in machine.states
    for event in machine.events
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY)
def test_every_state_by_every_event(machine: Machine, state: str, event: str) -> None:
    expected = GOES_TO[machine.thing].get((state, str(event)))
    if expected is None:
        with pytest.raises(NotPossible):
            machine.next(state, event)
    else:
        assert machine.next(state, event) == expected


@pytest.mark.parametrize(
    ("machine", "event", "permission", "guards"),
    [
        (OPPORTUNITIES, OfOpportunity.CHANGE, "opportunities.host", 3),
        (OPPORTUNITIES, OfOpportunity.GO_AHEAD, "opportunities.host", 1),
        (OPPORTUNITIES, OfOpportunity.CANCEL, "opportunities.host", 0),
        (OPPORTUNITIES, OfOpportunity.HOLD, "opportunities.host", 2),
        (BOOKINGS, OfBooking.BOOK, "opportunities.book", 2),
        (BOOKINGS, OfBooking.WAIT, "opportunities.book", 1),
        (BOOKINGS, OfBooking.MOVE_UP, "no one: it happens by itself", 1),
        (BOOKINGS, OfBooking.WITHDRAW, "opportunities.book", 1),
        (BOOKINGS, OfBooking.COME, "opportunities.host", 1),
        (BOOKINGS, OfBooking.STAY_AWAY, "opportunities.host", 1),
        (BOOKINGS, OfBooking.ANSWER, "opportunities.book", 0),
    ],
)
def test_who_does_what(machine: Machine, event: str, permission: str, guards: int) -> None:
    assert (machine.row(event).permission, len(machine.guards(event))) == (permission, guards)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"starts": time(15), "ends": time(15)}, "ends", "End time must be after the start time"),
        ({"place": "", "online_link": ""}, "place", "Enter a place or an online link, or both"),
        ({"places": 201}, "places", "Places must be from 1 to 200"),
        ({"places": 0}, "places", "Places must be from 1 to 200"),
        (
            {"places": 5, "fewest": 6},
            "fewest",
            "Fewest people must be from 1 to 5, the number of places",
        ),
        (
            {"day": date(2027, 1, 21), "books_until": date(2027, 1, 22)},
            "books_until",
            "Last day to book must be on or before Thursday 21 January 2027, when it takes place",
        ),
    ],
)
def test_what_does_not_go_together_is_said_at_its_field(wrong: dict[str, object], field: str, sentence: str) -> None:
    assert [(each.field, each.sentence) for each in opportunities.faults_of(**wrong)] == [(field, sentence)]  # type: ignore[arg-type]


def test_what_is_missing_already_is_not_said_twice() -> None:
    assert not list(opportunities.faults_of(starts=time(15), place="", books_until=date(2027, 1, 22), fewest=3))


def test_what_is_said_where_it_is_too_late() -> None:
    assert (
        said(opportunities.why_not_now(Opportunity(state="cancelled"), OfOpportunity.CHANGE))
        == "This opportunity is already cancelled."
    )
    assert (
        said(opportunities.why_not_now(Opportunity(state="held"), OfOpportunity.CANCEL))
        == "This opportunity has already finished."
    )
    assert said(bookings.why_not_twice(Booking(state="booked"))) == "You have already booked a place."
    assert said(bookings.why_not_twice(Booking(state="waiting"))) == "You are already on the waiting list."
    assert bookings.why_not_twice(Booking(state="withdrew")) is None
    assert (
        said(bookings.why_not_now(Booking(state="withdrew"), OfBooking.WITHDRAW))
        == "You have already cancelled this booking."
    )
    assert (
        said(bookings.why_not_now(Booking(state="absent"), OfBooking.ANSWER)) == "This question is for people who came."
    )
