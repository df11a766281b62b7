"""The lives of a review and of a second look, as tables one can read aloud.

A review begins with the approval of a request's support (OBJ-1). What was agreed and reported is kept in rows of its own.
"""

from dataclasses import dataclass
from enum import StrEnum

from locality.accounts.permissions import Permission as P
from locality.values.transitions import Machine, State, Transition


class ReviewIs(StrEnum):
    """Where a review stands."""

    TO_AGREE = "to_agree"
    UNDER_WAY = "under_way"
    REPORTED = "reported"
    ENDED = "ended"


class OfReview(StrEnum):
    """What can happen to a review, as the log calls it behind “review.”."""

    AGREE = "agreed"
    EXTEND = "extended"
    REPORT = "reported"
    CORRECT = "corrected"
    FOLLOW = "followed"
    END = "ended"
    RENEW = "renewed"


@dataclass(frozen=True, kw_only=True)
class Row(Transition):
    """An event, and what the request's timeline says of it behind the person's name; nothing where the decision's own line does."""

    done: str


class LookIs(StrEnum):
    """Where a second look stands."""

    WAITING = "waiting"
    DONE = "done"


class OfLook(StrEnum):
    """What can happen to a second look, as the log calls it behind “second_look.”."""

    LOOK = "done"


class G(StrEnum):
    """The guards: words that go on from “only if”."""

    NOT_EXTENDED = "its review date was not moved before"
    LATER = "the new date is later, by a year at most"
    BEGUN = "the support has started"
    AS_SEEN = "nothing changed since the page was opened"
    OTHER_SCHOOL = "the person acts for the school that was drawn, and not for the school that reported"


_DECIDES = "whoever corrects the decision"

REVIEWS = Machine(
    states=(
        State(ReviewIs.TO_AGREE, "Outcomes to agree", "Outcomes to agree", "yellow"),
        State(ReviewIs.UNDER_WAY, "Support under way", "Support under way", "blue"),
        State(ReviewIs.REPORTED, "Reported", "Reported", "green"),
        State(ReviewIs.ENDED, "No report needed", "No report needed", "grey"),
    ),
    transitions=(
        Row(
            OfReview.AGREE, (ReviewIs.TO_AGREE, ReviewIs.UNDER_WAY), ReviewIs.UNDER_WAY, P.OUTCOMES_REPORT,
            (G.AS_SEEN,), "Agree outcomes", done="agreed the outcomes",
        ),
        Row(
            OfReview.EXTEND, (ReviewIs.UNDER_WAY,), None, P.OUTCOMES_REPORT, (G.NOT_EXTENDED, G.LATER),
            "Move the review date", done="moved the review date",
        ),
        Row(
            OfReview.REPORT, (ReviewIs.UNDER_WAY,), ReviewIs.REPORTED, P.OUTCOMES_REPORT, (G.BEGUN, G.AS_SEEN),
            "Send report", done="reported what came of the support",
        ),
        Row(
            OfReview.CORRECT, (ReviewIs.REPORTED,), None, P.OUTCOMES_REPORT, (G.AS_SEEN,), "Correct the report",
            done="corrected the report on outcomes",
        ),
        Row(
            OfReview.FOLLOW, (ReviewIs.TO_AGREE, ReviewIs.UNDER_WAY), None, _DECIDES, label="Follow a corrected approval",
            done="",
        ),
        Row(
            OfReview.END, (ReviewIs.TO_AGREE, ReviewIs.UNDER_WAY), ReviewIs.ENDED, _DECIDES,
            label="Follow a decision that no longer approves it", done="",
        ),
        Row(
            OfReview.RENEW, (ReviewIs.ENDED,), ReviewIs.TO_AGREE, _DECIDES, label="Follow an approval after all", done="",
        ),
    ),
    thing="review",
)  # fmt: skip

LOOKS = Machine(
    states=(
        State(LookIs.WAITING, "Waiting", "Waiting", "yellow"),
        State(LookIs.DONE, "Done", "Done", "green"),
    ),
    transitions=(
        Row(
            OfLook.LOOK, (LookIs.WAITING,), LookIs.DONE, P.OUTCOMES_LOOK, (G.OTHER_SCHOOL,), "Send second look",
            done="took a second look at the report",
        ),
    ),
    thing="second look",
)  # fmt: skip
