"""The lives of an opportunity to learn from one another and of a place at it, as tables (RES-8).

What happened and when is in the log, so there are no rows of steps beside them.
"""

from enum import StrEnum

from locality.accounts.permissions import Permission as P
from locality.values.transitions import Machine, State, Transition


class OfOpportunity(StrEnum):
    """What can happen to an opportunity, as the log calls it behind “opportunity.”."""

    CHANGE = "changed"
    GO_AHEAD = "goes_ahead"
    CANCEL = "cancelled"
    HOLD = "held"


class OpportunityIs(StrEnum):
    """Where an opportunity stands."""

    PUBLISHED = "published"
    CANCELLED = "cancelled"
    HELD = "held"


class OfBooking(StrEnum):
    """What can happen to a place, as the log calls it behind “booking.”."""

    BOOK = "booked"
    WAIT = "waits"
    MOVE_UP = "moved_up"
    WITHDRAW = "withdrawn"
    COME = "came"
    STAY_AWAY = "stayed_away"
    ANSWER = "answered"


class BookingIs(StrEnum):
    """Where a place stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    WITHDREW = "withdrew"
    CAME = "came"
    ABSENT = "absent"


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    AS_SEEN = "it is still as the person read it"
    FITS = "no more people have booked than it then has places"
    NOT_BEGUN = "it has not started"
    HAS_BEGUN = "it has started"
    STILL_ON = "it is not cancelled and has not started"
    CAN_BE_BOOKED = "it is not cancelled, and its last day to book is not past"
    PLACE_FREE = "a place is free, and no one else waits for it"


COUNTED = (BookingIs.BOOKED, BookingIs.CAME, BookingIs.ABSENT)
"""A booking that has one of the places."""
UNDER_WAY = (BookingIs.BOOKED, BookingIs.WAITING)

OPPORTUNITIES = Machine(
    states=(
        State(OpportunityIs.PUBLISHED, "Published", "Published", "green"),
        State(OpportunityIs.CANCELLED, "Cancelled", "Cancelled", "red"),
        State(OpportunityIs.HELD, "Finished", "Finished", "grey"),
    ),
    transitions=(
        Transition(
            OfOpportunity.CHANGE,
            (OpportunityIs.PUBLISHED,),
            None,
            P.OPPORTUNITIES_HOST,
            (G.AS_SEEN, G.NOT_BEGUN, G.FITS),
            "Change opportunity",
        ),
        Transition(
            OfOpportunity.GO_AHEAD,
            (OpportunityIs.PUBLISHED,),
            None,
            P.OPPORTUNITIES_HOST,
            (G.NOT_BEGUN,),
            "Go ahead with fewer people",
        ),
        Transition(
            OfOpportunity.CANCEL,
            (OpportunityIs.PUBLISHED,),
            OpportunityIs.CANCELLED,
            P.OPPORTUNITIES_HOST,
            label="Cancel opportunity",
        ),
        Transition(
            OfOpportunity.HOLD,
            (OpportunityIs.PUBLISHED, OpportunityIs.HELD),
            OpportunityIs.HELD,
            P.OPPORTUNITIES_HOST,
            (G.AS_SEEN, G.HAS_BEGUN),
            "Save who came",
        ),
    ),
    thing="opportunity",
)

BOOKINGS = Machine(
    states=(
        State(BookingIs.BOOKED, "Booked", "Booked", "green"),
        State(BookingIs.WAITING, "Waiting list", "Waiting list", "yellow"),
        State(BookingIs.WITHDREW, "Withdrawn", "Withdrawn", "grey"),
        State(BookingIs.CAME, "Came", "Came", "blue"),
        State(BookingIs.ABSENT, "Did not come", "Did not come", "grey"),
    ),
    transitions=(
        Transition(
            OfBooking.BOOK,
            (BookingIs.WITHDREW,),
            BookingIs.BOOKED,
            P.OPPORTUNITIES_BOOK,
            (G.CAN_BE_BOOKED, G.PLACE_FREE),
            "Book a place",
        ),
        Transition(
            OfBooking.WAIT,
            (BookingIs.WITHDREW,),
            BookingIs.WAITING,
            P.OPPORTUNITIES_BOOK,
            (G.CAN_BE_BOOKED,),
            "Join the waiting list",
        ),
        Transition(
            OfBooking.MOVE_UP, (BookingIs.WAITING,), BookingIs.BOOKED, "no one: it happens by itself", (G.PLACE_FREE,)
        ),
        Transition(
            OfBooking.WITHDRAW,
            UNDER_WAY,
            BookingIs.WITHDREW,
            P.OPPORTUNITIES_BOOK,
            (G.STILL_ON,),
            "Cancel the booking",
        ),
        Transition(OfBooking.COME, COUNTED, BookingIs.CAME, P.OPPORTUNITIES_HOST, (G.HAS_BEGUN,), "Say who came"),
        Transition(
            OfBooking.STAY_AWAY, COUNTED, BookingIs.ABSENT, P.OPPORTUNITIES_HOST, (G.HAS_BEGUN,), "Say who did not come"
        ),
        Transition(
            OfBooking.ANSWER, (BookingIs.CAME,), None, P.OPPORTUNITIES_BOOK, label="Say what you will do differently"
        ),
    ),
    thing="place",
)
