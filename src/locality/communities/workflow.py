"""The life of an invitation, as a table one can read aloud. It begins when it is sent; its history is the log."""

from enum import StrEnum

from locality.values.transitions import Machine, State, Transition


class E(StrEnum):
    """What can happen to an invitation, as the log calls it behind “invitation.”."""

    RESEND = "resend"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"


class S(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"
    ENDED = "ended"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    THEIRS = "it was sent to the address of whoever accepts it"
    STILL_GIVEN = "whoever sent it may still give that role"
    ACCOUNT_OPEN = "no account of that address was closed"


_KEEPER, _INVITED = "who may give the role", "whoever has the link"
INVITATIONS = Machine(
    states=(
        State(S.WAITING, "Waiting", "Waiting", "blue"),
        State(S.ENDED, "Expired", "Expired", "orange"),
        State(S.ACCEPTED, "Accepted", "Accepted", "green"),
        State(S.WITHDRAWN, "Withdrawn", "Withdrawn", "grey"),
    ),
    transitions=(
        Transition(E.RESEND, (S.WAITING, S.ENDED), S.WAITING, _KEEPER, label="Send it again"),
        Transition(E.WITHDRAW, (S.WAITING, S.ENDED), S.WITHDRAWN, _KEEPER, label="Withdraw the invitation"),
        Transition(
            E.ACCEPT,
            (S.WAITING,),
            S.ACCEPTED,
            _INVITED,
            (G.THEIRS, G.STILL_GIVEN, G.ACCOUNT_OPEN),
            "Accept the invitation",
        ),
    ),
    thing="invitation",
)
