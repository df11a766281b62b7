"""The states of a Request for Resource, as a table one can read aloud: all that is said of a state stands in its row.

The columns are explained in `workflow.py`. The tags, the tasks, the sentence that opens a request's page, the figures and
the docs come from here.
"""

from collections.abc import Callable

from locality.accounts.permissions import Permission
from locality.resource_requests.workflow import (
    By,
    Council,
    Gone,
    If,
    Listed,
    Page,
    Progress,
    S,
    Stands,
    StateRow,
    Todo,
    Turn,
)

# fmt: off
STATES = (
    StateRow(
        S.DRAFT, "Draft", "Draft", "grey",
        stands=(
            Stands(If.EXCEPTIONAL, "An exceptional request being written, seen only by the school",
                   "{school} signs it and sends it to the chair, who decides without waiting for a meeting", By.NO_DAY),
            Stands(If.ALWAYS, "A draft, seen only by the school",
                   "{school} signs and submits it{to_reach}", By.SUBMISSION),
        ),
        whose=Turn.SCHOOL, waiting=(),
        todo=Todo("Finish your draft", "Continue", Page.WRITE, "Finish {number} drafts", Listed.AMONG_ALL),
        progress=Progress.UNSENT, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.READY_TO_SIGN, "Waiting for signature", "Waiting for signature", "yellow",
        stands=(
            Stands(If.EXCEPTIONAL, "An exceptional request, written and ready",
                   "a signatory of {school} signs it and sends it to the chair", By.NO_DAY),
            Stands(If.ALWAYS, "Written and ready",
                   "a signatory of {school} signs and submits it{to_reach}", By.SUBMISSION),
        ),
        whose=Turn.SIGNATORY, waiting=(Permission.REQUEST_WRITE,),
        todo=Todo("Read and sign", "Sign", Page.CHECK, "Read and sign {number} requests", Listed.AMONG_ALL),
        progress=Progress.UNSENT, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.SUBMITTED, "Waiting for the chair", "Submitted", "blue",
        stands=(
            Stands(If.NO_MEETING, "Submitted, but no meeting is planned that it can reach",
                   "the clerk or chair adds a meeting", By.NO_DAY),
            Stands(If.ALWAYS, "Submitted for the meeting of {meeting}",
                   "the chair accepts it for the agenda or returns it", By.PAPERS),
        ),
        whose=Turn.CHAIR, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Review a request", "Review", Page.REVIEW, "Review {number} requests", Listed.AMONG_ALL),
        progress=Progress.CHAIR, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.RETURNED, "Returned to the school", "Returned to you", "orange",
        stands=(
            Stands(If.EXCEPTIONAL, "Returned by the chair with what is missing",
                   "{school} mends it and sends it to the chair, who decides without waiting for a meeting", By.NO_DAY),
            Stands(If.ALWAYS, "Returned by the chair with what is missing",
                   "{school} mends and submits it{to_reach}", By.SUBMISSION),
        ),
        whose=Turn.SCHOOL, waiting=(),
        todo=Todo("Mend the returned request", "Mend", Page.WRITE, "Mend {number} returned requests", Listed.AMONG_ALL),
        progress=Progress.RETURNED, council=Council.NOTHING,
        gone=Gone("This request was returned to its school", "the request was returned to its school"),
    ),
    StateRow(
        S.ACCEPTED, "Accepted for the meeting", "On the agenda", "purple",
        stands=(
            Stands(If.NO_MEETING, "On the agenda of the meeting",
                   "the community discusses it and the decision is recorded", By.NO_DAY),
            Stands(If.ALWAYS, "On the agenda of the meeting of {meeting}",
                   "the community discusses it and the decision is recorded", By.NO_DAY),
        ),
        whose=Turn.MEETING, waiting=(Permission.REQUEST_WRITE,),
        todo=Todo("Record the decision", "Record", Page.DECIDE, "Record {number} decisions", Listed.AMONG_ALL),
        progress=Progress.AGENDA, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.DEFERRED, "Deferred", "Deferred for more information", "yellow",
        stands=(
            Stands(If.ALWAYS, "Deferred until more is known",
                   "{school} adds what is needed and submits it, or the chair puts it on a later agenda{to_reach}",
                   By.SUBMISSION),
        ),
        whose=Turn.SCHOOL, waiting=(),
        todo=Todo("Add what is needed", "Add", Page.WRITE, "Add what is needed to {number} requests", Listed.AMONG_ALL),
        progress=Progress.DEFERRED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.APPROVED, "Approved", "Approved", "green",
        stands=(Stands(If.ALWAYS, "{granted}", "the clerk sends it to the officer of {area}", By.HAND_OVER),),
        whose=Turn.CLERK, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_REVIEW),
        todo=Todo("Hand over to the officer", "Hand over", Page.HAND_OVER,
                  "Hand over {number} requests to the officer", Listed.AMONG_ALL),
        progress=Progress.APPROVED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.DECLINED, "Declined", "Declined", "red",
        stands=(
            Stands(If.INVITED, "Declined by the chair, with an invitation to submit a standard request", "", By.NO_DAY),
            Stands(If.ALWAYS, "Declined: the school makes provision from its own resources", "", By.NO_DAY),
        ),
        whose=Turn.NOBODY, waiting=(), todo=None,
        progress=Progress.DECLINED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.HANDED_OVER, "Sent to the officer", "Sent to the council", "teal",
        stands=(
            Stands(If.ALWAYS, "{granted} and sent to the officer of {area} on {since}",
                   "the officer acknowledges it", By.NO_DAY),
        ),
        whose=Turn.OFFICER, waiting=(Permission.REQUEST_HAND_OVER,),
        todo=Todo("Acknowledge a request", "Acknowledge", Page.RECEIVE,
                  "Acknowledge {number} requests", Listed.AMONG_ALL),
        progress=Progress.APPROVED, council=Council.SENT, gone=None,
    ),
    StateRow(
        S.QUERIED, "Question from the officer", "Approved, with a question from the council", "orange",
        stands=(
            Stands(If.ALWAYS, "{granted}, with a question from the officer", "the clerk answers it", By.NO_DAY),
        ),
        whose=Turn.CLERK, waiting=(),
        todo=Todo("Answer the officer’s question", "Answer", Page.ANSWER,
                  "Answer {number} questions of the officer", Listed.AMONG_ALL),
        progress=Progress.APPROVED, council=Council.SENT, gone=None,
    ),
    StateRow(
        S.ACKNOWLEDGED, "Received by the council", "Received by the council", "green",
        stands=(
            Stands(If.ALWAYS, "{granted}, and received by the council on {received_on}",
                   "the council processes it", By.PROCESSED),
        ),
        whose=Turn.PROCESSOR, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Record the council’s section", "Record", Page.MODERATE,
                  "Record the council’s section of {number} requests", Listed.TO_PROCESS),
        progress=Progress.APPROVED, council=Council.RECEIVED, gone=None,
    ),
    StateRow(
        S.PROCESSED, "Processed by the council", "Processed by the council", "green",
        stands=(
            Stands(If.NO_MONEY, "Processed by the council on {processed_on}", "", By.NO_DAY),
            Stands(If.ALWAYS, "Processed by the council on {processed_on}: the final amount is {final}", "", By.NO_DAY),
        ),
        whose=Turn.NOBODY, waiting=(), todo=None,
        progress=Progress.APPROVED, council=Council.PROCESSED, gone=None,
    ),
    StateRow(
        S.URGENT, "Exceptional: waiting for the chair", "Submitted to the chair", "blue",
        stands=(
            Stands(If.ALWAYS, "An exceptional request, sent to the chair on {since}",
                   "the chair decides it now, without waiting for a meeting", By.NO_DAY),
        ),
        whose=Turn.CHAIR_ALONE, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Decide an exceptional request", "Decide", Page.EXCEPTIONAL,
                  "Decide {number} exceptional requests", Listed.AMONG_ALL),
        progress=Progress.CHAIR, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.REFUSED, "Declined by the chair: tell the school", "Declined", "red",
        stands=(
            Stands(If.ALWAYS, "Declined by the chair on {since}",
                   "the clerk contacts {school} with the chair’s rationale", By.CONTACT),
        ),
        whose=Turn.CLERK, waiting=(Permission.REQUEST_REVIEW,),
        todo=Todo("Contact the school: the chair declined", "Contact", Page.CONTACT,
                  "Contact the schools of {number} requests: the chair declined", Listed.AMONG_ALL),
        progress=Progress.DECLINED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.REFERRED, "Referred to the council by the chair", "Referred to the council", "yellow",
        stands=(
            Stands(If.ALWAYS, "Referred to the council by the chair on {since}",
                   "the clerk forwards it to the council", By.CONTACT),
        ),
        whose=Turn.CLERK, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_REVIEW),
        todo=Todo("Forward to the council", "Forward", Page.FORWARD,
                  "Forward {number} requests to the council", Listed.AMONG_ALL),
        progress=Progress.COUNCIL, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.WITH_COUNCIL, "Waiting for the council’s decision", "Waiting for the council’s decision", "purple",
        stands=(
            Stands(If.ALWAYS, "Referred to the council for its own decision", "the council decides", By.PROCESSED),
        ),
        whose=Turn.MODERATOR, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Decide for the council", "Decide", Page.DECIDE_FOR_COUNCIL,
                  "Decide {number} requests for the council", Listed.TO_DECIDE),
        progress=Progress.COUNCIL, council=Council.RECEIVED, gone=None,
    ),
    StateRow(
        S.WITHDRAWN, "Withdrawn", "Withdrawn", "grey",
        stands=(
            Stands(If.THROWN_AWAY, "Thrown away by the school", "", By.NO_DAY),
            Stands(If.ALWAYS, "Withdrawn by the school", "", By.NO_DAY),
        ),
        whose=Turn.NOBODY, waiting=(), todo=None,
        progress=Progress.WITHDRAWN, council=Council.NOTHING,
        gone=Gone("Its school has withdrawn this request", "its school withdrew the request"),
    ),
)
# fmt: on
THROWN_AWAY = "Thrown away"
"""What a withdrawn request is called that was never submitted."""


def states_where(holds: Callable[[StateRow], bool]) -> tuple[S, ...]:
    """The states of whose rows something is true, in the order of the table."""
    return tuple(row.slug for row in STATES if holds(row))


def whose_turn(*turns: Turn) -> tuple[S, ...]:
    """The states in which it is the turn of any of these."""
    return states_where(lambda row: row.whose in turns)


def called_alike(state: str) -> list[str]:
    """The states that a school reads under the same word as this one, itself among them: for the school they are one."""
    words = {row.slug: row.school for row in STATES}
    return [slug for slug, word in words.items() if word == words[S(state)]]


EDITABLE_STATES = whose_turn(Turn.SCHOOL)
WITH_SCHOOL = whose_turn(Turn.SCHOOL, Turn.SIGNATORY)
UNSENT_STATES = states_where(lambda row: row.progress is Progress.UNSENT)
FOR_MEETING = whose_turn(Turn.CHAIR, Turn.MEETING)
"""What a meeting is still to discuss."""
RECEIVED_STATES = states_where(lambda row: row.council is Council.RECEIVED)
PROCESSED_STATES = states_where(lambda row: row.council is Council.PROCESSED)
ENDED_STATES = whose_turn(Turn.NOBODY)
OPEN_STATES = states_where(lambda row: row.whose is not Turn.NOBODY)
