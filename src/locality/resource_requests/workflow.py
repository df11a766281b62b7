"""The words in which the life of a Request for Resource is told: its states, its events, and the columns of their rows.

The rows themselves stand in `life.py`. A row has every column: one that lacks any is no program, the type checker says.
"""

from dataclasses import KW_ONLY, dataclass, field
from enum import Enum, StrEnum

from locality.accounts.permissions import Permission
from locality.values.transitions import State, Transition


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
    CORRECT_TO_REFUSED = "correct_to_refused"
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

    OTHER_SCHOOL = "the person has no role at its school"
    NEVER_SUBMITTED = "it was never submitted"
    SUBMITTED = "it was submitted before"
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
    """What the history calls a step that is no event of the table, or more than its event alone tells."""

    START = "start"
    PUT_OFF = "put_off"
    MEETING_CANCELLED = "meeting_cancelled"
    ENDED_EARLY = "ended_early"
    NEVER_BEGAN = "never_began"
    NOT_BACK = "not_back"


# The columns of a state


class Turn(Enum):
    """Whose turn it is: by the permission that makes the next step a person's business, and in words."""

    SIGNATORY = (Permission.REQUEST_SIGN, "a signatory of the school")
    SCHOOL = (Permission.REQUEST_WRITE, "the school")
    CHAIR = (Permission.REQUEST_REVIEW, "the chair")
    CHAIR_ALONE = (Permission.REQUEST_DECIDE_EXCEPTIONAL, "the chair, outside meetings")
    MEETING = (Permission.REQUEST_DECIDE, "the meeting")
    CLERK = (Permission.REQUEST_HAND_OVER, "the clerk")
    OFFICER = (Permission.REQUEST_RECEIVE, "the area’s officer")
    PROCESSOR = (Permission.REQUEST_MODERATE, "who processes it for the council")
    MODERATOR = (Permission.REQUEST_DECIDE_FOR_COUNCIL, "the council’s moderators")
    NOBODY = (None, "no one")

    def __init__(self, permission: Permission | None, words: str) -> None:
        self.permission = permission
        self.words = words


class Progress(StrEnum):
    """How far it is on its way, in figures."""

    UNSENT = "being written"
    RETURNED = "back with the school"
    CHAIR = "with the chair"
    AGENDA = "on an agenda"
    DEFERRED = "deferred"
    COUNCIL = "for the council to decide"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Council(StrEnum):
    """What the council has of it."""

    NOTHING = "nothing yet"
    SENT = "sent to the area officer"
    RECEIVED = "received"
    PROCESSED = "processed"


class If(StrEnum):
    """What a sentence is said of, where a state has several: the first that holds is said."""

    EXCEPTIONAL_AGAIN = "it is exceptional and was submitted before"
    AGAIN = "it was submitted before"
    EXCEPTIONAL = "it is exceptional"
    NO_MEETING = "no meeting has it"
    NO_MONEY = "no money was to be paid"
    BY_COUNCIL = "the council decided it"
    INVITED = "a standard request is invited"
    DELETED = "it was never submitted"
    ALWAYS = ""


class By(StrEnum):
    """By when the next thing is to happen."""

    NO_DAY = ""
    SUBMISSION = "the last day of submission for the meeting ahead"
    PAPERS = "the day its meeting’s papers go out"
    HAND_OVER = "the days to send it to the council, from the approval"
    CONTACT = "the days to send it to the council, from the chair’s decision"
    PROCESSED = "the days of processing, from the receipt"


@dataclass(frozen=True)
class Stands:
    """Where a request stands and what comes next, for officers and for its own school.

    Officers read `now`, and that `who` will `do` it; whose turn it is reads “You need to”. Its school reads `school` and
    `school_next`, which say “you” and never its name. In braces is what `queries/where_it_stands.py` knows of each request:
    {by} is the day, beside its verb, and {will} becomes “was due to” once it is past.
    """

    of: If
    now: str
    who: str
    do: str
    school: str
    school_next: str
    by: By


class Listed(Enum):
    """The page on which several requests are listed: its address, and how it is narrowed; by their state where by nothing."""

    AMONG_ALL = ("requests", "")
    TO_PROCESS = ("received", "to-process")
    TO_DECIDE = ("received", "to-decide")


class Page(Enum):
    """The pages of a request on which something is done with it, in the order of their buttons.

    Of each: its address, its button, and whether that can be the first thing to do. {council} is the council's short name,
    as the form has it.
    """

    WRITE = ("request_write", "Continue draft", True)
    CHECK = ("request_check", "Read and sign", True)
    EXCEPTIONAL = ("request_exceptional", "Decide request", True)
    REVIEW = ("request_review", "Review request", True)
    DECIDE = ("request_decide", "Record the decision", True)
    CONTACT = ("request_contact", "Tell the school", True)
    FORWARD = ("request_forward", "Forward request", True)
    HAND_OVER = ("request_hand_over", "Send request", True)
    ANSWER = ("request_answer", "Answer the area officer’s question", True)
    RECEIVE = ("request_receive", "Acknowledge request", True)
    REPLY = ("request_reply", "Answer the council’s question", True)
    TAKE_UP = ("request_take_up", "Start the council’s review", True)
    DECIDE_FOR_COUNCIL = ("request_council_decision", "Make the council’s decision", True)
    MODERATE = ("request_moderate", "Record the {council} Section", True)
    QUESTION = ("request_question", "Ask the school or the clerk", False)
    GIVE_BACK = ("request_give_back", "Take back money", False)
    CORRECT = ("request_correct", "Correct the decision", False)
    DISCARD = ("request_discard", "Delete draft", False)
    WITHDRAW = ("request_withdraw", "Withdraw request", False)

    def __init__(self, address: str, button: str, leads: bool) -> None:
        self.address = address
        self.button = button
        self.leads = leads


@dataclass(frozen=True)
class Todo:
    """What is to be done: in words, on the button, on which page; of several in words, on the button, and their list."""

    what: str
    button: str
    page: Page
    several: str
    button_of_several: str
    listed: Listed


@dataclass(frozen=True)
class Gone:
    """Why a meeting that had it on its agenda decides nothing: said while it runs, and later in its minutes."""

    now: str
    then: str


@dataclass(frozen=True)
class StateRow(State):
    """All that is said of a state. `waiting`: who set it going and waits; `todo`: the task of whose turn it is."""

    slug: S
    officer: str
    school: str
    colour: str
    _: KW_ONLY
    stands: tuple[Stands, ...]
    whose: Turn
    todo: Todo | None
    waiting: tuple[Permission, ...]
    progress: Progress
    council: Council
    gone: Gone | None


# The columns of an event


class Shown(StrEnum):
    """Who reads in the timeline that it happened; with the day of the meeting that it concerned."""

    TO_SCHOOL = "the school alone"
    TO_ALL = "everyone"
    FOR_MEETING = "everyone, with the meeting it is for"
    TO_MEETING = "everyone, with the meeting it goes to"


class Tell(StrEnum):
    """Whom an event tells; `queries/who_is_told.py` knows who they are."""

    SCHOOL = "the school"
    SIGNATORIES = "the school’s signatories"
    SIGNATORIES_ASKED = "the school’s signatories, once asked to sign"
    PARTNERS = "the signatories of the other schools"
    CHAIR = "the chair"
    CLERK = "the clerk"
    MEMBERS = "the members"
    MEMBERS_OF_EXCEPTIONAL = "the members, where it is exceptional"
    OFFICER = "the area’s officer"
    OFFICER_WHO_KNOWS = "the area’s officer, once it was sent there"
    MODERATORS = "the council’s moderators"
    PROCESSORS = "who processed it, once it was processed"
    FINANCE = "the council’s finance team, where an advance holds its money"
    WHO_IS_ASKED = "who is asked: the school or the clerk"
    WHO_ASKED = "who asked"


@dataclass(frozen=True)
class Letter:
    """Subject and first line of an email; what the reader has to do next, and by when, is added to the first line."""

    subject: str
    first: str


@dataclass(frozen=True)
class Mail:
    """What an event tells in an email: its own school, whose turn it now is, and others; in braces what `mailing.py` knows.

    None: no one of that kind is told, or for whose turn it is that they read what others read.
    """

    school: Letter | None
    turn: Letter | None
    others: Letter | None


@dataclass(frozen=True)
class EventRow(Transition):
    """All that is said of an event. `done`: what its person did, in words that follow their name."""

    event: E
    sources: tuple[S, ...]
    target: S | None
    permission: Permission
    guards: tuple[G, ...] = field()  # no default, where `Transition` has one
    label: str = field()
    _: KW_ONLY
    done: str
    shown: Shown
    tells: tuple[Tell, ...]
    page: Page
    mail: Mail | None


@dataclass(frozen=True)
class KeptRow:
    """All that is said of a step that the history keeps under a name of its own; `of`: the event that it was, if any."""

    kept: Kept
    of: E | None
    done: str
    shown: Shown
    mail: Mail | None
