"""The life of a Request for Resource, as a table one can read aloud.

Each row: what happens, from which states, to which, and the permission it takes. The buttons on the page, the
picture in the docs and the tests (every state by every event) all come from here.
"""

from enum import StrEnum

from locality.accounts.permissions import Permission
from locality.values.transitions import Machine, State, Transition


class S(StrEnum):
    """The states of a request."""

    DRAFT = "draft"
    READY_TO_SIGN = "ready_to_sign"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    APPROVED = "approved"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    QUERIED = "queried"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"


class E(StrEnum):
    """What can happen to a request."""

    ASK_TO_SIGN = "ask_to_sign"
    REOPEN = "reopen"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ADMIT = "admit"
    ACCEPT = "accept"
    RETURN = "return"
    APPROVE = "approve"
    DECLINE = "decline"
    DEFER = "defer"
    CORRECT_TO_APPROVED = "correct_to_approved"
    CORRECT_TO_DECLINED = "correct_to_declined"
    HAND_OVER = "hand_over"
    ACKNOWLEDGE = "acknowledge"
    ASK = "ask"
    ANSWER = "answer"


STATES = (
    State(S.DRAFT, "Draft", "Draft", "grey"),
    State(S.READY_TO_SIGN, "Waiting for signature", "Waiting for signature", "yellow"),
    State(S.SUBMITTED, "Waiting for the chair", "Submitted", "blue"),
    State(S.RETURNED, "Returned to the school", "Returned to you", "orange"),
    State(S.ACCEPTED, "Accepted for the meeting", "On the agenda", "purple"),
    State(S.DEFERRED, "Deferred", "Deferred for more information", "yellow"),
    State(S.APPROVED, "Approved", "Approved", "green"),
    State(S.DECLINED, "Declined", "Declined", "red"),
    State(S.HANDED_OVER, "Sent to the officer", "Sent to the council", "teal"),
    State(S.QUERIED, "Question from the officer", "Approved, with a question from the council", "orange"),
    State(S.ACKNOWLEDGED, "Received by the council", "Received by the council", "green"),
    State(S.WITHDRAWN, "Withdrawn", "Withdrawn", "grey"),
)

_EDITABLE = (S.DRAFT, S.RETURNED, S.DEFERRED)
_DECIDED = (S.APPROVED, S.HANDED_OVER, S.QUERIED, S.ACKNOWLEDGED)

TRANSITIONS = (
    Transition(E.ASK_TO_SIGN, _EDITABLE, S.READY_TO_SIGN, Permission.REQUEST_WRITE, label="Ask for the signature"),
    Transition(E.REOPEN, (S.READY_TO_SIGN,), S.DRAFT, Permission.REQUEST_WRITE, label="Change the answers"),
    Transition(E.SUBMIT, (*_EDITABLE, S.READY_TO_SIGN), S.SUBMITTED, Permission.REQUEST_SIGN, label="Sign and submit"),
    Transition(
        E.WITHDRAW,
        (*_EDITABLE, S.READY_TO_SIGN, S.SUBMITTED, S.ACCEPTED),
        S.WITHDRAWN,
        Permission.REQUEST_WITHDRAW,
        label="Withdraw the request",
    ),
    Transition(E.ADMIT, (S.SUBMITTED,), S.SUBMITTED, Permission.REQUEST_REVIEW, label="Admit to the earlier meeting"),
    Transition(
        E.ACCEPT, (S.SUBMITTED, S.DEFERRED), S.ACCEPTED, Permission.REQUEST_REVIEW, label="Accept for the agenda"
    ),
    Transition(
        E.RETURN, (S.SUBMITTED, S.ACCEPTED), S.RETURNED, Permission.REQUEST_REVIEW, label="Return to the school"
    ),
    Transition(E.APPROVE, (S.ACCEPTED,), S.APPROVED, Permission.REQUEST_DECIDE, label="Approve"),
    Transition(E.DECLINE, (S.ACCEPTED,), S.DECLINED, Permission.REQUEST_DECIDE, label="Decline"),
    Transition(E.DEFER, (S.ACCEPTED,), S.DEFERRED, Permission.REQUEST_DECIDE, label="Defer"),
    Transition(
        E.CORRECT_TO_APPROVED,
        (*_DECIDED, S.DECLINED),
        S.APPROVED,
        Permission.REQUEST_CORRECT,
        label="Correct the decision",
    ),
    Transition(
        E.CORRECT_TO_DECLINED,
        (*_DECIDED, S.DECLINED),
        S.DECLINED,
        Permission.REQUEST_CORRECT,
        label="Correct the decision to declined",
    ),
    Transition(
        E.HAND_OVER, (S.APPROVED,), S.HANDED_OVER, Permission.REQUEST_HAND_OVER, label="Hand over to the officer"
    ),
    Transition(E.ACKNOWLEDGE, (S.HANDED_OVER,), S.ACKNOWLEDGED, Permission.REQUEST_RECEIVE, label="Acknowledge"),
    Transition(E.ASK, (S.HANDED_OVER,), S.QUERIED, Permission.REQUEST_RECEIVE, label="Send back with a question"),
    Transition(E.ANSWER, (S.QUERIED,), S.HANDED_OVER, Permission.REQUEST_HAND_OVER, label="Answer and send again"),
)

MACHINE = Machine(states=STATES, transitions=TRANSITIONS)

EDITABLE_STATES = frozenset(_EDITABLE)
DECIDED_STATES = frozenset({*_DECIDED, S.DECLINED})
ENDED_STATES = frozenset({S.DECLINED, S.ACKNOWLEDGED, S.WITHDRAWN})
