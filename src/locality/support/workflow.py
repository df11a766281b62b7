"""The lives of an offer of support and of a placement, which is support that one school is to give another, as tables (RES-6).

What happened and when stands in the log, so there are no rows of steps beside them.
"""

from enum import StrEnum

from locality.accounts.permissions import Permission as P
from locality.values.transitions import Machine, State, Transition


class OfOffer(StrEnum):
    """What can happen to an offer, as the log calls it behind “support_offer.”."""

    CHANGE = "changed"
    PAUSE = "paused"
    REOPEN = "reopened"
    CLOSE = "closed"


class OfferIs(StrEnum):
    """Where an offer stands."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class OfPlacement(StrEnum):
    """What can happen to a placement, as the log calls it behind “support.”."""

    ACCEPT = "accepted"
    DECLINE = "declined"
    CANCEL = "cancelled"
    RECORD = "hours_recorded"
    FINISH = "finished"
    JUDGE = "judged"


class PlacementIs(StrEnum):
    """Where a placement stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    DONE = "done"


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    BOOKED_FITS = "no term has more hours booked than the offer then has"
    HAS_BEGUN = "its first day has come"
    ASKED_FOR_IT = (
        "a decision asked for it and the person arranges support there, or the person’s school asked for it, or the "
        "person’s school has accepted it"
    )


LIVE = (PlacementIs.PROPOSED, PlacementIs.ACCEPTED, PlacementIs.DONE)
"""A placement that counts: its decision has the school it asked for, and its hours are booked."""
UNDER_WAY = (PlacementIs.PROPOSED, PlacementIs.ACCEPTED)

OFFERS = Machine(
    states=(
        State(OfferIs.OPEN, "Open", "Open", "green"),
        State(OfferIs.PAUSED, "Paused", "Paused", "yellow"),
        State(OfferIs.CLOSED, "Closed", "Closed", "grey"),
    ),
    transitions=(
        Transition(
            OfOffer.CHANGE, (OfferIs.OPEN, OfferIs.PAUSED), None, P.SUPPORT_OFFER, (G.BOOKED_FITS,), "Change the offer"
        ),
        Transition(OfOffer.PAUSE, (OfferIs.OPEN,), OfferIs.PAUSED, P.SUPPORT_OFFER, label="Pause the offer"),
        Transition(OfOffer.REOPEN, (OfferIs.PAUSED,), OfferIs.OPEN, P.SUPPORT_OFFER, label="Reopen the offer"),
        Transition(
            OfOffer.CLOSE, (OfferIs.OPEN, OfferIs.PAUSED), OfferIs.CLOSED, P.SUPPORT_OFFER, label="Close the offer"
        ),
    ),
    thing="offer",
)

PLACEMENTS = Machine(
    states=(
        State(PlacementIs.PROPOSED, "Waiting for an answer", "Waiting for an answer", "yellow"),
        State(PlacementIs.ACCEPTED, "Accepted", "Accepted", "green"),
        State(PlacementIs.DECLINED, "Declined", "Declined", "red"),
        State(PlacementIs.CANCELLED, "Cancelled", "Cancelled", "grey"),
        State(PlacementIs.DONE, "Finished", "Finished", "blue"),
    ),
    transitions=(
        Transition(
            OfPlacement.ACCEPT,
            (PlacementIs.PROPOSED,),
            PlacementIs.ACCEPTED,
            P.SUPPORT_OFFER,
            label="Accept the support",
        ),
        Transition(
            OfPlacement.DECLINE,
            (PlacementIs.PROPOSED,),
            PlacementIs.DECLINED,
            P.SUPPORT_OFFER,
            label="Decline the support",
        ),
        Transition(
            OfPlacement.CANCEL,
            (PlacementIs.PROPOSED, PlacementIs.ACCEPTED),
            PlacementIs.CANCELLED,
            f"{P.SUPPORT_PLACE} or {P.SUPPORT_OFFER}",
            (G.ASKED_FOR_IT,),
            "Cancel the support",
        ),
        Transition(
            OfPlacement.RECORD,
            (PlacementIs.ACCEPTED, PlacementIs.DONE),
            None,
            P.SUPPORT_OFFER,
            (G.HAS_BEGUN,),
            "Record hours given",
        ),
        Transition(
            OfPlacement.FINISH,
            (PlacementIs.ACCEPTED,),
            PlacementIs.DONE,
            P.SUPPORT_OFFER,
            (G.HAS_BEGUN,),
            "Finish the support",
        ),
        Transition(OfPlacement.JUDGE, (PlacementIs.DONE,), None, P.SUPPORT_JUDGE, label="Say whether it helped"),
    ),
    thing="support",
)
