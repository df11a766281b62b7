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
    PROCESSED = "processed"
    URGENT = "urgent"
    REFUSED = "refused"
    REFERRED = "referred"
    WITH_COUNCIL = "with_council"
    WITHDRAWN = "withdrawn"


class E(StrEnum):
    """What can happen to a request."""

    ASK_TO_SIGN = "ask_to_sign"
    REOPEN = "reopen"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    DISCARD = "discard"
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
    SUBMIT_EXCEPTIONAL = "submit_exceptional"
    GRANT = "grant"
    REFUSE = "refuse"
    CONTACT = "contact"
    REFER = "refer"
    FORWARD = "forward"
    TAKE_UP = "take_up"
    COUNCIL_APPROVE = "council_approve"
    COUNCIL_DECLINE = "council_decline"
    COUNCIL_KEEP = "council_keep"
    MODERATE = "moderate"
    QUERY = "query"
    REPLY = "reply"
    REPLY_FOR_SCHOOL = "reply_for_school"
    GIVE_BACK = "give_back"


class G(StrEnum):
    """The rules beside state and permission, in words that go on from “only if”; `rules/guards.py` runs each of them."""

    OTHER_SCHOOL = "the person holds no office in its school"
    NEVER_SUBMITTED = "it was never submitted"
    STANDARD = "it is a standard request"
    EXCEPTIONAL = "it is an exceptional request"
    MEETING_AHEAD = "a meeting ahead can take it"
    MEETING_DAY = "the day of its meeting has come"
    NO_INTEREST = "no interest keeps the person from deciding there"
    NO_INTEREST_THEN = "no interest keeps the person from what was decided there"
    NOT_BY_COUNCIL = "the council did not decide it itself"
    NOT_PAID = "nothing was paid for it"
    NOT_MARKED = "nothing is marked as paid for it"
    CHAIR_CORRECTS = "where it is exceptional, the person decides exceptional requests"
    OTHER_THAN_RECORDED = "another person recorded the decision"
    REVIEW_ASKED = "the community’s wish for the council’s review waits for an answer"
    REVIEW_ANSWERED = "no wish of the community for the council’s review waits for an answer"
    CLERK_IS_ASKED = "a question of the council to the clerk waits for an answer"
    SCHOOL_IS_ASKED = "a question of the council to the school waits for an answer"
    SOMEBODY_TO_ASK = "the school or the clerk owes the council no answer"
    MONEY_IS_PAID = "money is paid for it"
    NOTHING_ELSE_APPROVED = "the community approved nothing but the council’s review"
    SOMETHING_ELSE_APPROVED = "the community approved something else than the council’s review"
    OTHER_HANDS = "the person took no part in the decision"


class Kept(StrEnum):
    """What the history calls what was recorded after processing, where no money comes back with it."""

    ENDED_EARLY = "ended_early"
    NEVER_BEGAN = "never_began"
    NOT_BACK = "not_back"


AFTER_PROCESSING = (E.GIVE_BACK, *Kept)
"""The steps that tell what was recorded of a request's money after it was processed."""

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
    State(S.PROCESSED, "Processed by the council", "Processed by the council", "green"),
    State(S.URGENT, "Exceptional: waiting for the chair", "Submitted to the chair", "blue"),
    State(S.REFUSED, "Declined by the chair: tell the school", "Declined", "red"),
    State(S.REFERRED, "Referred to the council by the chair", "Referred to the council", "yellow"),
    State(S.WITH_COUNCIL, "Waiting for the council’s decision", "Waiting for the council’s decision", "purple"),
    State(S.WITHDRAWN, "Withdrawn", "Withdrawn", "grey"),
)
THROWN_AWAY = "Thrown away"
"""What a withdrawn request is called that was never submitted."""

_EDITABLE = (S.DRAFT, S.RETURNED, S.DEFERRED)
_DECIDED = (S.APPROVED, S.HANDED_OVER, S.QUERIED, S.ACKNOWLEDGED, S.PROCESSED, S.REFUSED)
_WITH_THE_COUNCIL = (S.ACKNOWLEDGED, S.WITH_COUNCIL, S.PROCESSED)
_DECIDES = (G.OTHER_SCHOOL, G.MEETING_DAY, G.NO_INTEREST)
_CORRECTS = (G.OTHER_SCHOOL, G.NOT_BY_COUNCIL, G.NOT_PAID, G.NOT_MARKED, G.CHAIR_CORRECTS, G.NO_INTEREST_THEN)

TRANSITIONS = (
    Transition(E.ASK_TO_SIGN, _EDITABLE, S.READY_TO_SIGN, Permission.REQUEST_WRITE, label="Ask for the signature"),
    Transition(E.REOPEN, (S.READY_TO_SIGN,), S.DRAFT, Permission.REQUEST_WRITE, label="Change the answers"),
    Transition(
        E.SUBMIT,
        (*_EDITABLE, S.READY_TO_SIGN),
        S.SUBMITTED,
        Permission.REQUEST_SIGN,
        guards=(G.STANDARD,),
        label="Sign and submit",
    ),
    Transition(
        E.WITHDRAW,
        (*_EDITABLE, S.READY_TO_SIGN, S.SUBMITTED, S.URGENT, S.ACCEPTED),
        S.WITHDRAWN,
        Permission.REQUEST_WITHDRAW,
        label="Withdraw the request",
    ),
    Transition(
        E.DISCARD,
        (S.DRAFT, S.READY_TO_SIGN),
        S.WITHDRAWN,
        Permission.REQUEST_WRITE,
        guards=(G.NEVER_SUBMITTED,),
        label="Throw the draft away",
    ),
    Transition(
        E.ADMIT,
        (S.SUBMITTED,),
        S.SUBMITTED,
        Permission.REQUEST_REVIEW,
        guards=(G.OTHER_SCHOOL,),
        label="Admit to the earlier meeting",
    ),
    Transition(
        E.ACCEPT,
        (S.SUBMITTED, S.DEFERRED),
        S.ACCEPTED,
        Permission.REQUEST_REVIEW,
        guards=(G.OTHER_SCHOOL, G.MEETING_AHEAD),
        label="Accept for the agenda",
    ),
    Transition(
        E.RETURN,
        (S.SUBMITTED, S.URGENT, S.ACCEPTED),
        S.RETURNED,
        Permission.REQUEST_REVIEW,
        guards=(G.OTHER_SCHOOL,),
        label="Return to the school",
    ),
    Transition(E.APPROVE, (S.ACCEPTED,), S.APPROVED, Permission.REQUEST_DECIDE, guards=_DECIDES, label="Approve"),
    Transition(E.DECLINE, (S.ACCEPTED,), S.DECLINED, Permission.REQUEST_DECIDE, guards=_DECIDES, label="Decline"),
    Transition(E.DEFER, (S.ACCEPTED,), S.DEFERRED, Permission.REQUEST_DECIDE, guards=_DECIDES, label="Defer"),
    Transition(
        E.CORRECT_TO_APPROVED,
        (*_DECIDED, S.DECLINED),
        S.APPROVED,
        Permission.REQUEST_CORRECT,
        guards=_CORRECTS,
        label="Correct the decision",
    ),
    Transition(
        E.CORRECT_TO_DECLINED,
        (*_DECIDED, S.DECLINED),
        S.DECLINED,
        Permission.REQUEST_CORRECT,
        guards=_CORRECTS,
        label="Correct the decision to declined",
    ),
    Transition(
        E.HAND_OVER, (S.APPROVED,), S.HANDED_OVER, Permission.REQUEST_HAND_OVER, label="Hand over to the officer"
    ),
    Transition(
        E.ACKNOWLEDGE,
        (S.HANDED_OVER,),
        S.ACKNOWLEDGED,
        Permission.REQUEST_RECEIVE,
        guards=(G.OTHER_SCHOOL, G.OTHER_THAN_RECORDED),
        label="Acknowledge",
    ),
    Transition(
        E.ASK,
        (S.HANDED_OVER,),
        S.QUERIED,
        Permission.REQUEST_RECEIVE,
        guards=(G.OTHER_SCHOOL,),
        label="Send back with a question",
    ),
    Transition(E.ANSWER, (S.QUERIED,), S.HANDED_OVER, Permission.REQUEST_HAND_OVER, label="Answer and send again"),
    # Outside meetings (EXC-1 to EXC-5)
    Transition(
        E.SUBMIT_EXCEPTIONAL,
        (S.DRAFT, S.RETURNED, S.READY_TO_SIGN),
        S.URGENT,
        Permission.REQUEST_SIGN,
        guards=(G.EXCEPTIONAL,),
        label="Sign and send to the chair",
    ),
    Transition(
        E.GRANT,
        (S.URGENT,),
        S.APPROVED,
        Permission.REQUEST_DECIDE_EXCEPTIONAL,
        guards=(G.OTHER_SCHOOL,),
        label="Approve for a fixed period",
    ),
    Transition(
        E.REFUSE,
        (S.URGENT,),
        S.REFUSED,
        Permission.REQUEST_DECIDE_EXCEPTIONAL,
        guards=(G.OTHER_SCHOOL,),
        label="Decline for now",
    ),
    Transition(
        E.REFER,
        (S.URGENT,),
        S.REFERRED,
        Permission.REQUEST_DECIDE_EXCEPTIONAL,
        guards=(G.OTHER_SCHOOL,),
        label="Refer to the council",
    ),
    Transition(
        E.CONTACT, (S.REFUSED,), S.DECLINED, Permission.REQUEST_HAND_OVER, label="Record that the school was contacted"
    ),
    Transition(E.FORWARD, (S.REFERRED,), S.WITH_COUNCIL, Permission.REQUEST_HAND_OVER, label="Forward to the council"),
    # The council's section (FORM-13, POST-4)
    Transition(
        E.TAKE_UP,
        (S.ACKNOWLEDGED,),
        S.WITH_COUNCIL,
        Permission.REQUEST_DECIDE_FOR_COUNCIL,
        guards=(G.OTHER_SCHOOL, G.REVIEW_ASKED, G.OTHER_HANDS),
        label="Take up for the council’s review",
    ),
    Transition(
        E.COUNCIL_APPROVE,
        (S.WITH_COUNCIL,),
        S.ACKNOWLEDGED,
        Permission.REQUEST_DECIDE_FOR_COUNCIL,
        guards=(G.OTHER_SCHOOL, G.OTHER_HANDS),
        label="Approve for the council",
    ),
    Transition(
        E.COUNCIL_DECLINE,
        (S.WITH_COUNCIL,),
        S.DECLINED,
        Permission.REQUEST_DECIDE_FOR_COUNCIL,
        guards=(G.OTHER_SCHOOL, G.NOTHING_ELSE_APPROVED, G.OTHER_HANDS),
        label="Decline for the council",
    ),
    Transition(
        E.COUNCIL_KEEP,
        (S.WITH_COUNCIL,),
        S.ACKNOWLEDGED,
        Permission.REQUEST_DECIDE_FOR_COUNCIL,
        guards=(G.OTHER_SCHOOL, G.SOMETHING_ELSE_APPROVED, G.OTHER_HANDS),
        label="Leave it at the community’s decision",
    ),
    Transition(
        E.MODERATE,
        (S.ACKNOWLEDGED,),
        S.PROCESSED,
        Permission.REQUEST_MODERATE,
        guards=(G.OTHER_SCHOOL, G.REVIEW_ANSWERED, G.OTHER_HANDS),
        label="Record the council’s section",
    ),
    Transition(
        E.QUERY,
        _WITH_THE_COUNCIL,
        None,
        Permission.REQUEST_MODERATE,
        guards=(G.OTHER_SCHOOL, G.SOMEBODY_TO_ASK),
        label="Ask a question",
    ),
    Transition(
        E.REPLY,
        _WITH_THE_COUNCIL,
        None,
        Permission.REQUEST_HAND_OVER,
        guards=(G.CLERK_IS_ASKED,),
        label="Answer the council",
    ),
    Transition(
        E.REPLY_FOR_SCHOOL,
        _WITH_THE_COUNCIL,
        None,
        Permission.REQUEST_WRITE,
        guards=(G.SCHOOL_IS_ASKED,),
        label="Answer the council for the school",
    ),
    Transition(
        E.GIVE_BACK,
        (S.PROCESSED,),
        None,
        Permission.REQUEST_MODERATE,
        guards=(G.OTHER_SCHOOL, G.MONEY_IS_PAID),
        label="Record support that ended early",
    ),
)

MACHINE = Machine(states=STATES, transitions=TRANSITIONS)

EDITABLE_STATES = frozenset(_EDITABLE)
DECIDED_STATES = frozenset({*_DECIDED, S.DECLINED})
ENDED_STATES = frozenset({S.DECLINED, S.PROCESSED, S.WITHDRAWN})


def called_alike(state: str) -> list[str]:
    """The states that a school reads under the same word as this one, itself among them: for the school they are one."""
    word = MACHINE.state(state).school
    return [each.slug for each in STATES if each.school == word]
