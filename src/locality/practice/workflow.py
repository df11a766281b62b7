"""The life of a case, as a table one can read aloud.

It begins when it is started, as a draft of its school. What became of it stands in its columns and in the log, so no rows of
steps are kept. The gate, which looks for what could tell of a child, is a guard of everything that shows a case to more people.
"""

from enum import StrEnum

from locality.accounts.permissions import Permission as P
from locality.values.transitions import Machine, State, Transition


class OfCase(StrEnum):
    """What can happen to a case, as the log calls it behind “practice_case.”."""

    CHANGE = "changed"
    SHARE = "shared"
    ASK = "asked"
    RELEASE = "released"
    SEND_BACK = "sent_back"
    WITHDRAW = "withdrawn"
    PULL = "pulled"
    REVIEW = "reviewed"
    MERGE = "merged"


class CaseIs(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    SHARED = "shared"
    ASKED = "asked"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


SHARED = (CaseIs.SHARED, CaseIs.ASKED, CaseIs.RELEASED)
"""Others than the school read it."""


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    COMPLETE = "everything that others need to know is answered"
    NAMES_NOBODY = (
        "no pupil is named and no date of birth given, and the writer has confirmed what else could tell of a child"
    )
    STILL_NAMES_NOBODY = "no pupil is named and no date of birth given"
    AS_SEEN = "it is as it was shown"
    BY_ANOTHER = "someone else wrote it and asked for it"
    ALIKE = "the other case is much like it, and as many people can read it"


MACHINE = Machine(
    states=(
        State(CaseIs.DRAFT, "Draft", "Draft", "grey"),
        State(CaseIs.SHARED, "Shared with the community", "Shared with the community", "blue"),
        State(CaseIs.ASKED, "Waiting to be released", "Waiting to be released", "yellow"),
        State(CaseIs.RELEASED, "Shared with everyone", "Shared with everyone", "green"),
        State(CaseIs.WITHDRAWN, "Withdrawn", "Withdrawn", "grey"),
        State(CaseIs.MERGED, "Merged into another case", "Merged into another case", "grey"),
    ),
    transitions=(
        Transition(
            OfCase.CHANGE,
            (CaseIs.DRAFT, *SHARED, CaseIs.WITHDRAWN),
            CaseIs.DRAFT,
            P.PRACTICE_WRITE,
            (G.AS_SEEN,),
            "Change the case",
        ),
        Transition(
            OfCase.SHARE,
            (CaseIs.DRAFT,),
            CaseIs.SHARED,
            P.PRACTICE_WRITE,
            (G.AS_SEEN, G.COMPLETE, G.NAMES_NOBODY),
            "Share with the community",
        ),
        Transition(
            OfCase.ASK,
            (CaseIs.SHARED,),
            CaseIs.ASKED,
            P.PRACTICE_WRITE,
            (G.AS_SEEN, G.NAMES_NOBODY),
            "Ask to share it with everyone",
        ),
        Transition(
            OfCase.RELEASE,
            (CaseIs.ASKED,),
            CaseIs.RELEASED,
            P.PRACTICE_RELEASE,
            (G.BY_ANOTHER, G.AS_SEEN, G.STILL_NAMES_NOBODY),
            "Release the case",
        ),
        Transition(
            OfCase.SEND_BACK,
            (CaseIs.ASKED,),
            CaseIs.DRAFT,
            P.PRACTICE_RELEASE,
            (G.BY_ANOTHER, G.AS_SEEN),
            "Send it back to the school",
        ),
        Transition(
            OfCase.WITHDRAW, (CaseIs.DRAFT, *SHARED), CaseIs.WITHDRAWN, P.PRACTICE_WRITE, label="Withdraw the case"
        ),
        Transition(OfCase.PULL, SHARED, CaseIs.WITHDRAWN, P.PRACTICE_RELEASE, label="Withdraw it for the school"),
        Transition(
            OfCase.REVIEW,
            (CaseIs.SHARED, CaseIs.RELEASED),
            None,
            P.PRACTICE_WRITE,
            label="Say that it is still right",
        ),
        Transition(
            OfCase.MERGE,
            (CaseIs.SHARED, CaseIs.RELEASED),
            CaseIs.MERGED,
            P.PRACTICE_RELEASE,
            (G.ALIKE,),
            "Merge it into another case",
        ),
    ),
    thing="case",
)
