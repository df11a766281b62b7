"""The lives of a version of minutes and of an action point, as tables one can read aloud.

When texts may be written is `rules.check_writable`. The models hold the same states (`meetings.models`); a test compares them.
"""

from enum import StrEnum

from locality.accounts.permissions import Permission as P
from locality.values.transitions import Machine, State, Transition


class E(StrEnum):
    """What can happen to a version of minutes, as the log calls it."""

    WRITE_ON = "minutes_written_on"
    TO_CHAIR = "minutes_to_chair"
    CHECK = "minutes_checked"
    WANT_CHANGES = "minutes_changes"
    SEND = "minutes_sent"
    APPROVE = "minutes_approved"


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    MAY_GO_OUT = "the chair has checked it as it is, its last day has come, or it only includes a corrected decision"


class Report(StrEnum):
    """What its owner, the chair or the clerk can report of an action point."""

    GOES_ON = "open"
    IS_DONE = "done"
    IS_DROPPED = "dropped"


MACHINE = Machine(
    states=(
        State("draft", "Being written", "Being written", "blue"),
        State("with_chair", "Being checked by the chair", "Being checked by the chair", "yellow"),
        State("checked", "Checked by the chair", "Checked by the chair", "purple"),
        State("distributed", "Distributed", "Distributed", "green"),
    ),
    transitions=(
        Transition(E.WRITE_ON, ("with_chair", "checked"), "draft", P.MEETING_CLERK, label="Change the minutes"),
        Transition(E.TO_CHAIR, ("draft", "checked"), "with_chair", P.MEETING_CLERK, label="Send to the chair"),
        Transition(E.CHECK, ("with_chair",), "checked", P.MEETING_LEAD, label="The minutes are correct"),
        Transition(E.WANT_CHANGES, ("with_chair",), "draft", P.MEETING_LEAD, label="Ask for changes"),
        Transition(
            E.SEND, ("draft", "with_chair", "checked"), "distributed", P.MEETING_CLERK, (G.MAY_GO_OUT,), "Distribute"
        ),
        Transition(E.APPROVE, ("distributed",), None, P.MEETING_RUN, label="Approved at the next meeting"),
    ),
    thing="version of the minutes",
)

ACTION_POINTS = Machine(
    states=(
        State("open", "Open", "Open", "blue"),
        State("done", "Done", "Done", "green"),
        State("dropped", "No longer needed", "No longer needed", "grey"),
    ),
    transitions=(
        Transition(Report.GOES_ON, ("open",), None, P.MEETING_TAKE_PART, label="Report progress"),
        Transition(Report.IS_DONE, ("open",), "done", P.MEETING_TAKE_PART, label="Report that it is done"),
        Transition(Report.IS_DROPPED, ("open",), "dropped", P.MEETING_TAKE_PART, label="Report that it is not needed"),
    ),
    thing="action point",
)
