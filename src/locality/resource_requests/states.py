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
            Stands(If.EXCEPTIONAL_AGAIN, "{school} is changing this exceptional request",
                   "{school}", "sign it and send it to the chair again",
                   "You are changing this exceptional request. Only your school can see the changes",
                   "When a signatory signs it again, it goes straight back to the chair", By.NO_DAY),
            Stands(If.AGAIN, "{school} is changing this request", "{school}", "sign and resubmit it{by}{to_be_discussed}",
                   "You are changing this request. Only your school can see the changes", "{resubmit}", By.SUBMISSION),
            Stands(If.EXCEPTIONAL, "A draft exceptional request that only {school} can see",
                   "{school}", "sign it and send it to the chair",
                   "This is a draft exceptional request. Only your school can see it",
                   "When a signatory signs it, it goes straight to the chair", By.NO_DAY),
            Stands(If.ALWAYS, "A draft that only {school} can see", "{school}", "sign and submit it{by}{to_be_discussed}",
                   "This is a draft. Only your school can see it", "{submit}", By.SUBMISSION),
        ),
        whose=Turn.SCHOOL, waiting=(),
        todo=Todo("Continue your draft", "Continue draft", Page.WRITE,
                  "Continue {number} drafts", "Continue drafts", Listed.AMONG_ALL),
        progress=Progress.UNSENT, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.READY_TO_SIGN, "Waiting for signature", "Waiting for signature", "yellow",
        stands=(
            Stands(If.EXCEPTIONAL, "An exceptional request that is ready to sign",
                   "a signatory at {school}", "sign it and send it to the chair",
                   "Your request is ready to sign", "When a signatory signs it, it goes straight to the chair", By.NO_DAY),
            Stands(If.ALWAYS, "Ready to sign", "a signatory at {school}", "sign and submit it{by}{to_be_discussed}",
                   "Your request is ready to sign", "{sign}{by}{to_be_discussed}", By.SUBMISSION),
        ),
        whose=Turn.SIGNATORY, waiting=(Permission.REQUEST_WRITE,),
        todo=Todo("Read and sign a request", "Read and sign", Page.CHECK,
                  "Read and sign {number} requests", "Read and sign", Listed.AMONG_ALL),
        progress=Progress.UNSENT, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.SUBMITTED, "Waiting for the chair", "Submitted", "blue",
        stands=(
            Stands(If.NO_MEETING, "Submitted, but no meeting has been planned yet", "the chair or clerk", "add one",
                   "You submitted this request, but no meeting has been planned yet", "The chair or clerk will add one",
                   By.NO_DAY),
            Stands(If.ALWAYS, "Submitted for the meeting on {meeting}", "the chair", "accept or return it{by}",
                   "You submitted this request for the meeting on {meeting}",
                   "The chair {will} accept or return it{by}", By.PAPERS),
        ),
        whose=Turn.CHAIR, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Review a request", "Review request", Page.REVIEW,
                  "Review {number} requests", "Review requests", Listed.AMONG_ALL),
        progress=Progress.CHAIR, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.RETURNED, "Returned for changes", "Returned for changes", "orange",
        stands=(
            Stands(If.EXCEPTIONAL, "The chair returned this request on {since} and asked for changes",
                   "{school}", "change it and send it to the chair again",
                   "The chair has asked you to change this request",
                   "When a signatory signs it again, it goes straight back to the chair", By.NO_DAY),
            Stands(If.ALWAYS, "The chair returned this request on {since} and asked for changes",
                   "{school}", "change and resubmit it{by}{to_be_discussed}",
                   "The chair has asked you to change this request", "{resubmit}", By.SUBMISSION),
        ),
        whose=Turn.SCHOOL, waiting=(),
        todo=Todo("Change and resubmit a returned request", "Change and resubmit", Page.WRITE,
                  "Change and resubmit {number} returned requests", "Change and resubmit", Listed.AMONG_ALL),
        progress=Progress.RETURNED, council=Council.NOTHING,
        gone=Gone("This request was returned to its school", "the request was returned to its school"),
    ),
    StateRow(
        S.ACCEPTED, "Accepted for the meeting", "Accepted for the meeting", "purple",
        stands=(
            Stands(If.NO_MEETING, "Accepted, but no meeting has been planned yet", "the chair or clerk", "add one",
                   "Your request has been accepted, but no meeting has been planned yet",
                   "The chair or clerk will add one", By.NO_DAY),
            Stands(If.ALWAYS, "Accepted for the meeting on {meeting}", "the community", "discuss and decide it",
                   "Your request has been accepted for the meeting on {meeting}",
                   "Next, your community will discuss and decide it", By.NO_DAY),
        ),
        whose=Turn.MEETING, waiting=(Permission.REQUEST_WRITE,),
        todo=Todo("Record the decision", "Record the decision", Page.DECIDE,
                  "Record {number} decisions", "Record decisions", Listed.AMONG_ALL),
        progress=Progress.AGENDA, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.DEFERRED, "Deferred for more information", "Deferred for more information", "yellow",
        stands=(
            Stands(If.ALWAYS, "The community deferred this request and asked for more information",
                   "{school}", "add it and resubmit the request{by}, or the chair will put it on a later agenda",
                   "Your community needs more information before it decides", "{add}", By.SUBMISSION),
        ),
        whose=Turn.SCHOOL, waiting=(),
        todo=Todo("Add the information your community asked for", "Add information", Page.WRITE,
                  "Add information to {number} deferred requests", "Add information", Listed.AMONG_ALL),
        progress=Progress.DEFERRED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.APPROVED, "Approved", "Approved", "green",
        stands=(
            Stands(If.ALWAYS, "{granted}", "the clerk", "send it to {receiver}{by}",
                   "{granted}", "The clerk {will} send your request to the council{by}", By.HAND_OVER),
        ),
        whose=Turn.CLERK, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_REVIEW),
        todo=Todo("Send an approved request to the area officer", "Send request", Page.HAND_OVER,
                  "Send {number} approved requests to the area officer", "Send requests", Listed.AMONG_ALL),
        progress=Progress.APPROVED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.DECLINED, "Declined", "Declined", "red",
        stands=(
            Stands(If.BY_COUNCIL, "The council declined this request", "", "",
                   "The council declined your request", "See the decision for its reasons", By.NO_DAY),
            Stands(If.INVITED, "The chair declined this request and invited the school to submit a standard request", "", "",
                   "The chair declined this request and invited you to submit a standard request", "", By.NO_DAY),
            Stands(If.ALWAYS, "Declined. The school will support the pupils from its own resources", "", "",
                   "Declined. Your school supports the pupils from its own resources",
                   "See the decision for the reasons", By.NO_DAY),
        ),
        whose=Turn.NOBODY, waiting=(), todo=None,
        progress=Progress.DECLINED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.HANDED_OVER, "Sent to the area officer", "Sent to the council", "teal",
        stands=(
            Stands(If.ALWAYS, "{granted}. The clerk sent it to the {area} area officer on {since}",
                   "the area officer", "acknowledge it",
                   "{granted}. The clerk sent your request to the council on {since}", "", By.NO_DAY),
        ),
        whose=Turn.OFFICER, waiting=(Permission.REQUEST_HAND_OVER,),
        todo=Todo("Acknowledge a request", "Acknowledge request", Page.RECEIVE,
                  "Acknowledge {number} requests", "Acknowledge requests", Listed.AMONG_ALL),
        progress=Progress.APPROVED, council=Council.SENT, gone=None,
    ),
    StateRow(
        S.QUERIED, "Question from the area officer", "Approved: council has a question", "orange",
        stands=(
            Stands(If.ALWAYS, "{granted}. The area officer has asked the clerk a question", "the clerk", "answer it",
                   "{granted}. The council has asked the clerk a question", "You do not need to do anything", By.NO_DAY),
        ),
        whose=Turn.CLERK, waiting=(),
        todo=Todo("Answer the area officer’s question", "Answer question", Page.ANSWER,
                  "Answer {number} questions from the area officer", "Answer questions", Listed.AMONG_ALL),
        progress=Progress.APPROVED, council=Council.SENT, gone=None,
    ),
    StateRow(
        S.ACKNOWLEDGED, "Received by the council", "Received by the council", "green",
        stands=(
            Stands(If.ALWAYS, "{granted}. The council received it on {received_on}", "the council", "process it{by}",
                   "{granted}. The council received your request on {received_on}",
                   "The council {will} process it{by}", By.PROCESSED),
        ),
        whose=Turn.PROCESSOR, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Record the {council} Section", "Record section", Page.MODERATE,
                  "Record the {council} Section of {number} requests", "Record sections", Listed.TO_PROCESS),
        progress=Progress.APPROVED, council=Council.RECEIVED, gone=None,
    ),
    StateRow(
        S.PROCESSED, "Processed by the council", "Processed by the council", "green",
        stands=(
            Stands(If.NO_MONEY, "The council processed this request on {processed_on}", "", "",
                   "The council processed your request on {processed_on}", "", By.NO_DAY),
            Stands(If.ALWAYS, "The council processed this request on {processed_on}. The final amount is {final}", "", "",
                   "The council processed your request on {processed_on}. The final amount is {final}", "", By.NO_DAY),
        ),
        whose=Turn.NOBODY, waiting=(), todo=None,
        progress=Progress.APPROVED, council=Council.PROCESSED, gone=None,
    ),
    StateRow(
        S.URGENT, "Waiting for the chair", "Exceptional: with the chair", "blue",
        stands=(
            Stands(If.ALWAYS, "Sent to the chair on {since}", "the chair", "decide it without waiting for a meeting",
                   "You sent this request to the chair on {since}",
                   "The chair decides exceptional requests without waiting for a meeting", By.NO_DAY),
        ),
        whose=Turn.CHAIR_ALONE, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Decide an exceptional request", "Decide request", Page.EXCEPTIONAL,
                  "Decide {number} exceptional requests", "Decide requests", Listed.AMONG_ALL),
        progress=Progress.CHAIR, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.REFUSED, "Declined by the chair", "Declined", "red",
        stands=(
            Stands(If.ALWAYS, "The chair declined this request on {since}", "the clerk", "tell {school} why{by}",
                   "The chair declined this request on {since}",
                   "The clerk {will} contact you to explain why{by}", By.CONTACT),
        ),
        whose=Turn.CLERK, waiting=(Permission.REQUEST_REVIEW,),
        todo=Todo("Tell the school its request was declined", "Tell the school", Page.CONTACT,
                  "Tell the schools of {number} requests that the chair declined them", "Tell the schools", Listed.AMONG_ALL),
        progress=Progress.DECLINED, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.REFERRED, "Referred to the council by the chair", "Referred to the council", "yellow",
        stands=(
            Stands(If.ALWAYS, "The chair referred this request to the council on {since}", "the clerk", "forward it{by}",
                   "The chair referred your request to the council on {since}",
                   "The clerk {will} forward it{by}", By.CONTACT),
        ),
        whose=Turn.CLERK, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_REVIEW),
        todo=Todo("Forward a request to the council", "Forward request", Page.FORWARD,
                  "Forward {number} requests to the council", "Forward requests", Listed.AMONG_ALL),
        progress=Progress.COUNCIL, council=Council.NOTHING, gone=None,
    ),
    StateRow(
        S.WITH_COUNCIL, "Waiting for the council’s decision", "Waiting for the council’s decision", "purple",
        stands=(
            Stands(If.ALWAYS, "Referred to the council", "the council", "decide it{by}",
                   "Your request was referred to the council", "The council {will} decide it{by}", By.PROCESSED),
        ),
        whose=Turn.MODERATOR, waiting=(Permission.REQUEST_WRITE, Permission.REQUEST_HAND_OVER),
        todo=Todo("Make the council’s decision", "Make decision", Page.DECIDE_FOR_COUNCIL,
                  "Make the council’s decision on {number} requests", "Make decisions", Listed.TO_DECIDE),
        progress=Progress.COUNCIL, council=Council.RECEIVED, gone=None,
    ),
    StateRow(
        S.WITHDRAWN, "Withdrawn", "Withdrawn", "grey",
        stands=(
            Stands(If.DELETED, "{school} deleted this draft on {since}", "", "",
                   "Your school deleted this draft on {since}", "", By.NO_DAY),
            Stands(If.ALWAYS, "{school} withdrew this request on {since}", "", "",
                   "You withdrew this request on {since}", "", By.NO_DAY),
        ),
        whose=Turn.NOBODY, waiting=(), todo=None,
        progress=Progress.WITHDRAWN, council=Council.NOTHING,
        gone=Gone("The school has withdrawn this request", "the school withdrew the request"),
    ),
)
# fmt: on
DELETED = "Deleted"
"""What a draft is called that its school deleted: it was never submitted, so there was nothing to withdraw."""


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
