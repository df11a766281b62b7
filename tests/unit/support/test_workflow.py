"""The lives of an offer and of support that is arranged: every state by every event, as it should be, written by hand."""

from datetime import date

import pytest

from locality.support.models import Offer, Placement
from locality.support.rules import offers, placements
from locality.support.workflow import OFFERS, PLACEMENTS, OfOffer, OfPlacement
from locality.values.refusals import NotPossible
from locality.values.transitions import Machine
from tests.refusals import said

pytestmark = pytest.mark.clause("RES-6")

GOES_TO = {
    "offer": {
        ("open", "changed"): "open",
        ("paused", "changed"): "paused",
        ("open", "paused"): "paused",
        ("paused", "reopened"): "open",
        ("open", "closed"): "closed",
        ("paused", "closed"): "closed",
    },
    "support": {
        ("proposed", "accepted"): "accepted",
        ("proposed", "declined"): "declined",
        ("proposed", "cancelled"): "cancelled",
        ("accepted", "cancelled"): "cancelled",
        ("accepted", "hours_recorded"): "accepted",
        ("done", "hours_recorded"): "done",
        ("accepted", "finished"): "done",
        ("done", "judged"): "done",
    },
}
EVERY = [
    (machine, str(state.slug), event)
    for machine in (OFFERS, PLACEMENTS)
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
    ("event", "permission", "guards"),
    [
        (OfOffer.CHANGE, "support.offer", ("no term has more hours booked than the offer then has",)),
        (OfOffer.PAUSE, "support.offer", ()),
        (OfOffer.REOPEN, "support.offer", ()),
        (OfOffer.CLOSE, "support.offer", ()),
    ],
)
def test_who_does_what_with_an_offer(event: str, permission: str, guards: tuple[str, ...]) -> None:
    assert (OFFERS.row(event).permission, OFFERS.guards(event)) == (permission, guards)


@pytest.mark.parametrize(
    ("event", "permission", "guards"),
    [
        (OfPlacement.ACCEPT, "support.offer", 0),
        (OfPlacement.DECLINE, "support.offer", 0),
        (OfPlacement.CANCEL, "support.place or support.offer", 1),
        (OfPlacement.RECORD, "support.offer", 1),
        (OfPlacement.FINISH, "support.offer", 1),
        (OfPlacement.JUDGE, "support.judge", 0),
    ],
)
def test_who_does_what_with_support(event: str, permission: str, guards: int) -> None:
    assert (PLACEMENTS.row(event).permission, len(PLACEMENTS.guards(event))) == (permission, guards)


def test_what_is_said_where_it_is_too_late() -> None:
    assert said(offers.why_not_now(Offer(state="closed"), OfOffer.PAUSE)) == "This offer is already closed."
    assert (
        said(placements.why_not_now(Placement(state="done"), OfPlacement.CANCEL)) == "This support is already finished."
    )
    ahead = Placement(starts_on=date(2026, 12, 7))
    assert said(placements.why_not_begun(ahead, date(2026, 12, 6))) == (
        "The support starts on Monday 7 December 2026. Record hours from that day."
    )
    assert placements.why_not_begun(ahead, date(2026, 12, 7)) is None
