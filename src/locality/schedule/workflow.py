"""The life of a meeting, as a table one can read aloud: buttons, documents and tests come from here."""

from enum import StrEnum

from locality.accounts.permissions import Permission
from locality.values.transitions import Machine, State, Transition


class G(StrEnum):
    """The rules that must allow an event, in words that go on from “only if”; `guards.py` says which run them."""

    NOT_BEGUN = "it has not started"
    DAY_AHEAD = "its day is still to come"
    DAY_COME = "its day has come"
    DECIDED_NOTHING = "it has decided no request"
    DECIDED_NOT_BEFORE = "no request it decided would come before its new day"
    WAS_RUN = "it was run in Locality"


class S(StrEnum):
    """The states of a meeting."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    PAPERS_OUT = "papers_out"
    RUNNING = "running"
    HELD = "held"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


class E(StrEnum):
    """What can happen to a meeting."""

    PUBLISH = "publish"
    MOVE = "move"
    CANCEL = "cancel"
    SEND_PAPERS = "send_papers"
    BEGIN = "begin"
    END = "end"
    REOPEN = "reopen"
    SEND_MINUTES = "send_minutes"
    CORRECT_MINUTES = "correct_minutes"


class Kept(StrEnum):
    """What the history calls a step that is no event of the table."""

    ADD = "add"
    """The first step of a meeting that is planned at once; a proposed one begins with its publication."""


P = Permission

STATES = (
    State(S.PROPOSED, "Proposed", "Proposed", "yellow"),
    State(S.PLANNED, "Planned", "Planned", "blue"),
    State(S.PAPERS_OUT, "Papers sent", "Papers sent", "blue"),
    State(S.RUNNING, "Running now", "Running now", "purple"),
    State(S.HELD, "Held: minutes to follow", "Held", "grey"),
    State(S.MINUTED, "Minutes distributed", "Minutes distributed", "green"),
    State(S.CANCELLED, "Cancelled", "Cancelled", "red"),
)
AHEAD = (S.PLANNED, S.PAPERS_OUT)

TRANSITIONS = (
    Transition(E.PUBLISH, (S.PROPOSED,), S.PLANNED, P.MEETINGS_MANAGE, (G.DAY_AHEAD,), label="Publish and invite"),
    Transition(
        E.MOVE, (S.PROPOSED, *AHEAD), None, P.MEETINGS_MANAGE, (G.NOT_BEGUN, G.DECIDED_NOT_BEFORE), "Move the meeting"
    ),
    Transition(
        E.CANCEL, AHEAD, S.CANCELLED, P.MEETINGS_MANAGE, (G.DECIDED_NOTHING, G.NOT_BEGUN), label="Cancel the meeting"
    ),
    Transition(E.SEND_PAPERS, AHEAD, S.PAPERS_OUT, P.MEETING_CLERK, label="Send agenda and papers"),
    Transition(E.BEGIN, AHEAD, S.RUNNING, P.MEETING_RUN, (G.DAY_COME,), label="Start the meeting"),
    Transition(E.END, (S.RUNNING,), S.HELD, P.MEETING_RUN, label="End the meeting"),
    Transition(E.REOPEN, (S.HELD,), S.RUNNING, P.MEETING_RUN, (G.WAS_RUN,), label="Reopen the meeting"),
    Transition(E.SEND_MINUTES, (S.HELD,), S.MINUTED, P.MEETING_CLERK, label="Distribute the minutes"),
    Transition(E.CORRECT_MINUTES, (S.MINUTED,), None, P.MEETING_CLERK, label="Distribute corrected minutes"),
)

MACHINE = Machine(states=STATES, transitions=TRANSITIONS, thing="meeting")
