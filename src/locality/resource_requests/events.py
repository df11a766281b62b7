"""What can happen to a Request for Resource, as a table one can read aloud: all that is said of an event stands in its row.

Each row: what happens, from which states, to which, the permission and the guards it takes; what the timeline says of it,
who is told, and on which page it is done. The columns are explained in `workflow.py`. The buttons on the page, the picture
in the docs and the tests (every state by every event) all come from here.
"""

from locality.accounts.permissions import Permission
from locality.resource_requests import letters
from locality.resource_requests.states import STATES
from locality.resource_requests.workflow import E, EventRow, G, Kept, KeptRow, Page, S, Shown, Tell
from locality.values.transitions import Machine

_EDITABLE = (S.DRAFT, S.RETURNED, S.DEFERRED)
_DECIDED_BY_MEETING = (S.APPROVED, S.HANDED_OVER, S.QUERIED, S.ACKNOWLEDGED, S.PROCESSED, S.DECLINED)
_DECIDED = (*_DECIDED_BY_MEETING, S.REFUSED)
_WITH_THE_COUNCIL = (S.ACKNOWLEDGED, S.WITH_COUNCIL, S.PROCESSED)
_DECIDES = (G.OTHER_SCHOOL, G.MEETING_DAY, G.NO_INTEREST)
_CORRECTS = (G.OTHER_SCHOOL, G.NOT_BY_COUNCIL, G.NOT_PAID, G.NOT_MARKED, G.CHAIR_CORRECTS, G.NO_INTEREST_THEN)
# the members were told of the chair's decision on an exceptional request: no minutes tell them that another one counts
_TOLD_BY_COUNCIL = (Tell.SCHOOL, Tell.CHAIR, Tell.CLERK, Tell.OFFICER, Tell.MEMBERS_OF_EXCEPTIONAL)
_TOLD_OF_CORRECTIONS = (
    Tell.SCHOOL,
    Tell.CHAIR,
    Tell.CLERK,
    Tell.OFFICER_WHO_KNOWS,
    Tell.PROCESSORS,
    Tell.FINANCE,
    Tell.MEMBERS_OF_EXCEPTIONAL,
)

# fmt: off
TRANSITIONS = (
    EventRow(
        E.ASK_TO_SIGN, _EDITABLE, S.READY_TO_SIGN, Permission.REQUEST_WRITE, (), "Ask for a signature",
        done="asked for a signature", shown=Shown.TO_SCHOOL, page=Page.WRITE, tells=(Tell.SIGNATORIES,),
        mail=letters.ASK_TO_SIGN,
    ),
    EventRow(
        E.REOPEN, (S.READY_TO_SIGN,), S.DRAFT, Permission.REQUEST_WRITE, (), "Change the answers",
        done="reopened the draft", shown=Shown.TO_SCHOOL, page=Page.CHECK, tells=(), mail=None,
    ),
    EventRow(
        E.SUBMIT, (*_EDITABLE, S.READY_TO_SIGN), S.SUBMITTED, Permission.REQUEST_SIGN, (G.STANDARD,), "Sign and submit",
        done="signed and submitted the request", shown=Shown.FOR_MEETING,
        page=Page.CHECK, tells=(Tell.CHAIR, Tell.CLERK, Tell.PARTNERS), mail=letters.SUBMIT,
    ),
    EventRow(
        E.WITHDRAW, (*_EDITABLE, S.READY_TO_SIGN, S.SUBMITTED, S.URGENT, S.ACCEPTED), S.WITHDRAWN,
        Permission.REQUEST_WITHDRAW, (G.SUBMITTED,), "Withdraw the request",
        done="withdrew the request", shown=Shown.TO_ALL,
        page=Page.WITHDRAW, tells=(Tell.CHAIR, Tell.CLERK), mail=letters.WITHDRAW,
    ),
    EventRow(
        E.DISCARD, (S.DRAFT, S.READY_TO_SIGN), S.WITHDRAWN, Permission.REQUEST_WRITE,
        (G.NEVER_SUBMITTED,), "Delete draft",
        done="deleted the draft", shown=Shown.TO_SCHOOL, page=Page.DISCARD, tells=(Tell.SIGNATORIES_ASKED,),
        mail=letters.DISCARD,
    ),
    EventRow(
        E.ADMIT, (S.SUBMITTED,), S.SUBMITTED, Permission.REQUEST_REVIEW,
        (G.OTHER_SCHOOL,), "Accept late for an earlier meeting",
        done="accepted the late request", shown=Shown.FOR_MEETING,
        page=Page.REVIEW, tells=(Tell.SCHOOL, Tell.CLERK), mail=letters.ADMIT,
    ),
    EventRow(
        E.ACCEPT, (S.SUBMITTED, S.DEFERRED), S.ACCEPTED, Permission.REQUEST_REVIEW,
        (G.OTHER_SCHOOL, G.MEETING_AHEAD), "Accept for the agenda",
        done="accepted the request", shown=Shown.FOR_MEETING, page=Page.REVIEW, tells=(Tell.SCHOOL, Tell.CLERK),
        mail=letters.ACCEPT,
    ),
    EventRow(
        E.RETURN, (S.SUBMITTED, S.URGENT, S.ACCEPTED), S.RETURNED, Permission.REQUEST_REVIEW,
        (G.OTHER_SCHOOL,), "Return to the school",
        done="returned the request to the school", shown=Shown.TO_ALL, page=Page.REVIEW, tells=(Tell.SCHOOL,),
        mail=letters.RETURN,
    ),
    EventRow(
        E.APPROVE, (S.ACCEPTED,), S.APPROVED, Permission.REQUEST_DECIDE, _DECIDES, "Approve",
        done="recorded the decision: approved", shown=Shown.TO_ALL, page=Page.DECIDE, tells=(Tell.SCHOOL, Tell.CLERK),
        mail=letters.APPROVE,
    ),
    EventRow(
        E.DECLINE, (S.ACCEPTED,), S.DECLINED, Permission.REQUEST_DECIDE, _DECIDES, "Decline",
        done="recorded the decision: declined", shown=Shown.TO_ALL, page=Page.DECIDE, tells=(Tell.SCHOOL, Tell.CLERK),
        mail=letters.DECLINE,
    ),
    EventRow(
        E.DEFER, (S.ACCEPTED,), S.DEFERRED, Permission.REQUEST_DECIDE, _DECIDES, "Defer",
        done="recorded the decision: deferred for more information", shown=Shown.TO_ALL,
        page=Page.DECIDE, tells=(Tell.SCHOOL, Tell.CLERK), mail=letters.DEFER,
    ),
    EventRow(
        E.CORRECT_TO_APPROVED, _DECIDED, S.APPROVED, Permission.REQUEST_CORRECT,
        _CORRECTS, "Correct the decision",
        done="corrected the decision: approved", shown=Shown.TO_ALL,
        page=Page.CORRECT, tells=_TOLD_OF_CORRECTIONS, mail=letters.CORRECT,
    ),
    EventRow(
        E.CORRECT_TO_DECLINED, _DECIDED_BY_MEETING, S.DECLINED, Permission.REQUEST_CORRECT,
        (*_CORRECTS, G.STANDARD), "Correct the decision to declined",
        done="corrected the decision: declined", shown=Shown.TO_ALL,
        page=Page.CORRECT, tells=_TOLD_OF_CORRECTIONS, mail=letters.CORRECT,
    ),
    # as after a first refusal the clerk contacts the school, whatever it was told before (EXC-4)
    EventRow(
        E.CORRECT_TO_REFUSED, _DECIDED, S.REFUSED, Permission.REQUEST_CORRECT,
        (*_CORRECTS, G.EXCEPTIONAL), "Correct the chair’s decision to declined",
        done="corrected the decision: declined", shown=Shown.TO_ALL,
        page=Page.CORRECT, tells=_TOLD_OF_CORRECTIONS, mail=letters.CORRECT,
    ),
    EventRow(
        E.HAND_OVER, (S.APPROVED,), S.HANDED_OVER, Permission.REQUEST_HAND_OVER, (), "Send to the area officer",
        done="sent the request to the area officer", shown=Shown.TO_ALL, page=Page.HAND_OVER, tells=(Tell.OFFICER,),
        mail=letters.HAND_OVER,
    ),
    EventRow(
        E.ACKNOWLEDGE, (S.HANDED_OVER,), S.ACKNOWLEDGED, Permission.REQUEST_RECEIVE,
        (G.OTHER_SCHOOL, G.OTHER_THAN_RECORDED), "Acknowledge",
        done="acknowledged the request for the council", shown=Shown.TO_ALL, page=Page.RECEIVE, tells=(Tell.CLERK,),
        mail=letters.ACKNOWLEDGE,
    ),
    EventRow(
        E.ASK, (S.HANDED_OVER,), S.QUERIED, Permission.REQUEST_RECEIVE, (G.OTHER_SCHOOL,), "Send back with a question",
        done="sent the request back with a question", shown=Shown.TO_ALL, page=Page.RECEIVE, tells=(Tell.CLERK,),
        mail=letters.ASK,
    ),
    EventRow(
        E.ANSWER, (S.QUERIED,), S.HANDED_OVER, Permission.REQUEST_HAND_OVER, (), "Answer and send again",
        done="answered the area officer’s question and sent the request again", shown=Shown.TO_ALL,
        page=Page.ANSWER, tells=(Tell.OFFICER,), mail=letters.ANSWER,
    ),
    # Outside meetings (EXC-1 to EXC-5)
    EventRow(
        E.SUBMIT_EXCEPTIONAL, (S.DRAFT, S.RETURNED, S.READY_TO_SIGN), S.URGENT, Permission.REQUEST_SIGN,
        (G.EXCEPTIONAL,), "Sign and send to the chair",
        done="signed the exceptional request and sent it to the chair", shown=Shown.TO_ALL,
        page=Page.CHECK, tells=(Tell.CHAIR, Tell.CLERK, Tell.PARTNERS), mail=letters.SUBMIT_EXCEPTIONAL,
    ),
    EventRow(
        E.GRANT, (S.URGENT,), S.APPROVED, Permission.REQUEST_DECIDE_EXCEPTIONAL,
        (G.OTHER_SCHOOL,), "Approve for a fixed period",
        done="approved the exceptional request for a fixed period", shown=Shown.TO_ALL,
        page=Page.EXCEPTIONAL, tells=(Tell.SCHOOL, Tell.CLERK, Tell.MEMBERS), mail=letters.GRANT,
    ),
    EventRow(
        E.REFUSE, (S.URGENT,), S.REFUSED, Permission.REQUEST_DECIDE_EXCEPTIONAL, (G.OTHER_SCHOOL,), "Decline for now",
        done="declined the exceptional request", shown=Shown.TO_ALL,
        page=Page.EXCEPTIONAL, tells=(Tell.SCHOOL, Tell.CLERK, Tell.MEMBERS), mail=letters.REFUSE,
    ),
    EventRow(
        E.REFER, (S.URGENT,), S.REFERRED, Permission.REQUEST_DECIDE_EXCEPTIONAL,
        (G.OTHER_SCHOOL,), "Refer to the council",
        done="referred the exceptional request to the council", shown=Shown.TO_ALL,
        page=Page.EXCEPTIONAL, tells=(Tell.SCHOOL, Tell.CLERK, Tell.MEMBERS), mail=letters.REFER,
    ),
    EventRow(
        E.CONTACT, (S.REFUSED,), S.DECLINED, Permission.REQUEST_HAND_OVER, (), "Record that you told the school",
        done="told the school why the chair declined the request", shown=Shown.TO_ALL,
        page=Page.CONTACT, tells=(Tell.SCHOOL, Tell.CHAIR), mail=letters.CONTACT,
    ),
    EventRow(
        E.FORWARD, (S.REFERRED,), S.WITH_COUNCIL, Permission.REQUEST_HAND_OVER, (), "Forward to the council",
        done="forwarded the request to the council", shown=Shown.TO_ALL,
        page=Page.FORWARD, tells=(Tell.MODERATORS, Tell.OFFICER, Tell.SCHOOL, Tell.CHAIR), mail=letters.FORWARD,
    ),
    # The council’s section (FORM-13, POST-4)
    EventRow(
        E.TAKE_UP, (S.ACKNOWLEDGED,), S.WITH_COUNCIL, Permission.REQUEST_DECIDE_FOR_COUNCIL,
        (G.OTHER_SCHOOL, G.REVIEW_ASKED, G.OTHER_HANDS), "Start the council’s review",
        done="started the council’s review", shown=Shown.TO_ALL,
        page=Page.TAKE_UP, tells=(Tell.SCHOOL, Tell.CHAIR, Tell.CLERK), mail=letters.TAKE_UP,
    ),
    EventRow(
        E.COUNCIL_APPROVE, (S.WITH_COUNCIL,), S.ACKNOWLEDGED, Permission.REQUEST_DECIDE_FOR_COUNCIL,
        (G.OTHER_SCHOOL, G.OTHER_HANDS), "Approve for the council",
        done="recorded the council’s decision: approved", shown=Shown.TO_ALL,
        page=Page.DECIDE_FOR_COUNCIL, tells=_TOLD_BY_COUNCIL, mail=letters.COUNCIL_APPROVE,
    ),
    EventRow(
        E.COUNCIL_DECLINE, (S.WITH_COUNCIL,), S.DECLINED, Permission.REQUEST_DECIDE_FOR_COUNCIL,
        (G.OTHER_SCHOOL, G.NOTHING_ELSE_APPROVED, G.OTHER_HANDS), "Decline for the council",
        done="recorded the council’s decision: declined", shown=Shown.TO_ALL,
        page=Page.DECIDE_FOR_COUNCIL, tells=_TOLD_BY_COUNCIL, mail=letters.COUNCIL_DECLINE,
    ),
    EventRow(
        E.COUNCIL_KEEP, (S.WITH_COUNCIL,), S.ACKNOWLEDGED, Permission.REQUEST_DECIDE_FOR_COUNCIL,
        (G.OTHER_SCHOOL, G.SOMETHING_ELSE_APPROVED, G.OTHER_HANDS), "Keep the community’s decision",
        done="kept the community’s decision, for the council", shown=Shown.TO_ALL,
        page=Page.DECIDE_FOR_COUNCIL, tells=_TOLD_BY_COUNCIL, mail=letters.COUNCIL_KEEP,
    ),
    EventRow(
        E.MODERATE, (S.ACKNOWLEDGED,), S.PROCESSED, Permission.REQUEST_MODERATE,
        (G.OTHER_SCHOOL, G.REVIEW_ANSWERED, G.OTHER_HANDS), "Record the council’s section",
        done="processed the request for the council", shown=Shown.TO_ALL,
        page=Page.MODERATE, tells=(Tell.SCHOOL, Tell.CHAIR, Tell.CLERK), mail=letters.MODERATE,
    ),
    EventRow(
        E.QUERY, _WITH_THE_COUNCIL, None, Permission.REQUEST_MODERATE,
        (G.OTHER_SCHOOL, G.SOMEBODY_TO_ASK), "Ask a question",
        done="asked a question for the council", shown=Shown.TO_ALL, page=Page.QUESTION, tells=(Tell.WHO_IS_ASKED,),
        mail=letters.QUERY,
    ),
    EventRow(
        E.REPLY, _WITH_THE_COUNCIL, None, Permission.REQUEST_HAND_OVER, (G.CLERK_IS_ASKED,), "Answer the council",
        done="answered the council’s question", shown=Shown.TO_ALL, page=Page.REPLY, tells=(Tell.WHO_ASKED,),
        mail=letters.REPLY,
    ),
    EventRow(
        E.REPLY_FOR_SCHOOL, _WITH_THE_COUNCIL, None, Permission.REQUEST_WRITE,
        (G.SCHOOL_IS_ASKED,), "Answer the council for the school",
        done="answered the council’s question for the school", shown=Shown.TO_ALL,
        page=Page.REPLY, tells=(Tell.WHO_ASKED,), mail=letters.REPLY_FOR_SCHOOL,
    ),
    EventRow(
        E.GIVE_BACK, (S.PROCESSED,), None, Permission.REQUEST_MODERATE,
        (G.OTHER_SCHOOL, G.MONEY_IS_PAID), "Take back money",
        done="recorded that money is taken back", shown=Shown.TO_ALL,
        page=Page.GIVE_BACK, tells=(Tell.SCHOOL, Tell.CHAIR, Tell.CLERK), mail=letters.GIVE_BACK,
    ),
)
# fmt: on

MACHINE = Machine(states=STATES, transitions=TRANSITIONS)
KEPT = {
    row.kept: row
    for row in (
        KeptRow(Kept.START, None, "started the request", Shown.TO_SCHOOL, None),
        KeptRow(Kept.PUT_OFF, None, "moved the request to", Shown.TO_MEETING, letters.PUT_OFF),
        KeptRow(
            Kept.MEETING_CANCELLED,
            None,
            "cancelled the meeting and moved the request to",
            Shown.TO_MEETING,
            letters.MEETING_CANCELLED,
        ),
        KeptRow(
            Kept.ENDED_EARLY, E.GIVE_BACK, "recorded an early end of the support", Shown.TO_ALL, letters.ENDED_EARLY
        ),
        KeptRow(
            Kept.NEVER_BEGAN, E.GIVE_BACK, "recorded that the support never started", Shown.TO_ALL, letters.NEVER_BEGAN
        ),
        KeptRow(
            Kept.NOT_BACK,
            E.GIVE_BACK,
            "recorded that no money is taken back after all",
            Shown.TO_ALL,
            letters.NOT_BACK,
        ),
    )
}
AFTER_PROCESSING = (E.GIVE_BACK, *(kept for kept, row in KEPT.items() if row.of is E.GIVE_BACK))
"""The steps that tell what was recorded of a request's money after it was processed."""
