"""The emails of a request, one for each event that tells somebody: subject and first line, as its reader knows the request.

A subject says what happened or what to do, and whose request it is; the reference is added to it in brackets. It names no
pupil. In braces is what `actions/mailing.py` knows: {whose} is “your” for the school of the request, and its name for others.
"""

from locality.resource_requests.workflow import Letter, Mail


def _to_school(subject: str, first: str) -> Mail:
    return Mail(school=Letter(subject, first), turn=None, others=None)


def _to_others(subject: str, first: str) -> Mail:
    return Mail(school=None, turn=None, others=Letter(subject, first))


def _to_all(subject: str, first: str) -> Mail:
    """The school and others read the same, but for “your”."""
    return Mail(school=Letter(subject, first), turn=None, others=Letter(subject, first))


ASK_TO_SIGN = _to_school(
    "Please sign your request",
    "{name} has asked you to sign your school’s request. Read it before you sign.",
)
SUBMIT = _to_others("{New} request from {school}{for_meeting}", "{school} has {what_it_did}{to_meeting}.")
WITHDRAW = _to_others(
    "{school} has withdrawn its request", "{school} has withdrawn its request. You do not need to do anything."
)
DISCARD = _to_school(
    "Draft deleted: your request",
    "{name} deleted the draft of your request. You no longer need to sign it.",
)
ADMIT = _to_all(
    "{Whose} request moves earlier, to {plain_meeting}",
    "The chair has accepted {whose} request late, for the meeting on {meeting}.",
)
ACCEPT = _to_all(
    "{Whose} request will be discussed on {plain_meeting}",
    "The chair has accepted {whose} request for the meeting on {meeting}.",
)
RETURN = _to_school(
    "The chair has asked you to change your request",
    "The chair has returned your request. Open it to read what the chair asked you to change.",
)
APPROVE = _to_all(
    "Approved{for_amount}: {whose} request",
    "{Whose} request was approved{for_amount} on {decided_on}.{support}",
)
DECLINE = _to_all("Declined: {whose} request", "{Whose} request was declined on {decided_on}.")
DEFER = Mail(
    school=Letter(
        "Your community needs more information about your request",
        "Your community deferred your request and asked for more information.",
    ),
    turn=None,
    others=Letter(
        "Deferred: {whose} request",
        "{Community} deferred {whose} request and asked for more information.",
    ),
)
CORRECT = _to_all(
    "Decision corrected: {whose} request",
    "{name} corrected the decision on {whose} request. It is now {outcome}.",
)
HAND_OVER = Mail(
    school=None,
    turn=Letter(
        "Approved request to acknowledge: {school}",  # it may go to a mailbox: no amount
        "{name} has sent you an approved request from {school}.",
    ),
    others=None,
)
ACKNOWLEDGE = _to_others(
    "The area officer has received {school}’s request", "The area officer has acknowledged {school}’s request."
)
ASK = _to_others(
    "The area officer has a question about {school}’s request",
    "The area officer has sent {school}’s request back with a question.",
)
ANSWER = Mail(
    school=None,
    turn=Letter(
        "Answer to your question about {school}’s request",
        "The clerk has answered your question and sent {school}’s request again.",
    ),
    others=None,
)

# Outside meetings

SUBMIT_EXCEPTIONAL = Mail(
    school=None,
    turn=Letter(
        "Please decide: exceptional request from {school}",
        "{school} has sent you an exceptional request for {period}.",
    ),
    others=Letter(
        "Exceptional request from {school}",
        "{school} has sent the chair an exceptional request for {period}.",
    ),
)
GRANT = _to_all(
    "Approved{for_amount}: {whose} exceptional request",
    "The chair approved {whose} exceptional request{for_amount}, from {period}.",
)
REFUSE = _to_all("Declined: {whose} exceptional request", "The chair declined {whose} exceptional request.")
REFER = _to_all(
    "The chair has referred {whose} request to the council",
    "The chair referred {whose} exceptional request to the council, which will decide it.",
)
CONTACT = Mail(
    school=Letter(
        "Why the chair declined your request",
        "The clerk has noted that they told you why. The reasons are on the request’s page. "
        "If no one has told you, contact the clerk.",
    ),
    turn=None,
    others=Letter(
        "The clerk has told {school} why its request was declined",
        "The clerk has told {school} why the chair declined its request.",
    ),
)
FORWARD = Mail(
    school=Letter(
        "The council will decide your request", "The clerk has forwarded your exceptional request to the council."
    ),
    turn=Letter(
        "Please decide by {plain_due}: {school}’s request",
        "{name} has forwarded {school}’s exceptional request, for the council’s decision.",
    ),
    others=Letter(
        "The council will decide {school}’s request",
        "{name} has forwarded {school}’s exceptional request to the council.",
    ),
)
ENDS_SOON = _to_school(
    "Support for your request ends on {plain_end}", "The support that the chair agreed ends on {end}."
)
"""What a school is reminded of before an exceptional allocation ends."""

# The council

TAKE_UP = _to_all(
    "The council is reviewing {whose} request",
    "The council has started to review {whose} request, as {community} asked.",
)
COUNCIL_APPROVE = _to_all(
    "Approved by the council{for_amount}: {whose} request", "The council approved {whose} request{for_amount}."
)
COUNCIL_DECLINE = _to_all("Declined by the council: {whose} request", "The council declined {whose} request.")
COUNCIL_KEEP = _to_all(
    "The council has kept the decision on {whose} request",
    "The council has reviewed {whose} request and kept the decision of {community}. See its reasons.",
)
MODERATE = _to_all("{Pays} {whose} request", "The council has processed {whose} request.")
QUERY = _to_all(
    "The council has a question about {whose} request",
    "The council has asked a question. Please answer it, so that the council can go on with {whose} request.",
)
REPLY = _to_others(
    "Answer to your question about {school}’s request",
    "The clerk has answered your question about {school}’s request.",
)
REPLY_FOR_SCHOOL = _to_others(
    "Answer to your question about {school}’s request", "{school} has answered your question about its request."
)
GIVE_BACK = Mail(
    school=Letter(
        "{amount} to be taken back for your request",
        "Your school did not need {amount}. The council will take it from your next advance.",
    ),
    turn=None,
    others=Letter(
        "{amount} to be taken back from {school}",
        "{school} did not need {amount}. The council will take it from the school’s next advance.",
    ),
)
ENDED_EARLY = _to_all("Support {ends}: {whose} request", "{happened}")
NEVER_BEGAN = _to_all("Support never started: {whose} request", "{happened}")
NOT_BACK = Mail(
    school=Letter(
        "{amount} will not be taken back for your request",
        "It was recorded by mistake that your school would give {amount} back.",
    ),
    turn=None,
    others=Letter(
        "{amount} will not be taken back from {school}",
        "It was recorded by mistake that {school} would give {amount} back.",
    ),
)

# Another meeting

PUT_OFF = _to_school(
    "Your request will now be discussed on {plain_meeting}",
    "Your request has moved from the meeting on {old} to the meeting on {meeting}.",
)
MEETING_CANCELLED = _to_school(
    "Meeting on {short_old} cancelled: your request {goes}",
    "The meeting on {old} was cancelled, so your request {goes_then}. You do not need to do anything.",
)
