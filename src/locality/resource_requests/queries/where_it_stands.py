"""The one sentence that opens a request's page: where it stands, what comes next, who does it, by when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from locality.accounts.permissions import Permission
from locality.budgets.queries.payments import PaymentLine
from locality.communities.deadlines import Deadlines
from locality.communities.scope import Viewer
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.rules.council import received_day
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import holds
from locality.resource_requests.workflow import By, If, S, Stands, Turn
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import NOTHING, say_money
from locality.values.working_days import day_of


class Reads(Enum):
    """Who reads where a request stands: its own school, one there who may sign, whose turn it is, or another."""

    SCHOOL = "its school"
    SIGNATORY = "a signatory of its school"
    TURN = "whose turn it is"
    OTHER = "another"


OWN = frozenset({Reads.SCHOOL, Reads.SIGNATORY})
"""Who reads the request as theirs."""
_MAY_BE_YOU = {"the chair", "the clerk", "the area officer"}
"""Who is one person as a rule, with no reason that only their page knows why they may not do it after all."""
_TOLD_TO = _MAY_BE_YOU | {"the council"}
"""The same in a message, which goes to those at the council who are to decide, and asks them to."""


@dataclass(frozen=True)
class Standing:
    """Where a request stands, in words; `due` is the date by which the next thing is to happen, where there is one.

    `next`: who needs to do what, in words that go on from a name, without the day.
    """

    now: str
    following: str = ""
    next: str = ""
    due: date | None = None
    distance: str = ""

    @property
    def sentence(self) -> str:
        """The whole of it: "Approved for £4,200. Next, the clerk will send it … by Thursday 26 November 2026 (…)."."""
        return " ".join(f"{each}." for each in (self.now, self.following) if each)


@dataclass(frozen=True)
class ToPay:
    """Payments are to come: the next one's earliest day, the first it covers, whether one was made before or more follow.

    `pays_on`: the day of the advance it is in, where it is in one.
    """

    next_due: date
    begins: date
    begun: bool
    more: bool = False
    pays_on: date | None = None


def to_pay_of(payments: Iterable[PaymentLine], today: date) -> ToPay | None:
    """What is still to come, as the table of payments says it: marked as paid for a later day is not paid yet."""
    coming = [each for each in payments if each.amount > 0 and not (each.is_paid(today) or each.cancelled)]
    if not coming:
        return None
    following = min(coming, key=lambda each: (each.due_on, each.covers.start))
    more = any(each.due_on > following.due_on for each in coming)
    begun = any(each.is_paid(today) for each in payments)
    return ToPay(following.due_on, following.covers.start, begun=begun, more=more, pays_on=following.pays_on)


def reads_as(viewer: Viewer, rfr: ResourceRequest) -> Reads:
    """As whom a person reads where the request stands. No queries."""
    if rfr.school_id in viewer.school_ids:
        return Reads.SIGNATORY if holds(viewer, Permission.REQUEST_SIGN, rfr) else Reads.SCHOOL
    turn = MACHINE.state(rfr.state).whose
    recorded = turn is Turn.OFFICER and (rfr.decision is None or rfr.decision.recorded_by_id == viewer.user.pk)
    its_turn = turn.permission is not None and not recorded and holds(viewer, turn.permission, rfr)
    return Reads.TURN if its_turn else Reads.OTHER


def where_it_stands(
    rfr: ResourceRequest,
    deadlines: Deadlines,
    today: date,
    reads: Reads = Reads.OTHER,
    *,
    ahead: Meeting | None = None,
    to_pay: ToPay | None = None,
    distances: bool = True,
) -> Standing:
    """Where the request stands today, in words for who reads it. No queries.

    `ahead` is the meeting a draft would reach; `to_pay`: payments are to come; `distances`: how far off the day is, which
    a message leaves out because nobody knows when it is read.
    """
    stands = _row(rfr)
    paying = to_pay if rfr.state == S.PROCESSED and rfr.approved_on else None
    due = _paid_by(rfr, deadlines, paying) if paying else _due(stands.by, rfr, deadlines, ahead)
    distance = deadlines.distance(due, today) if due and deadlines.is_counted(due, today) else ""
    said = Said(rfr, reads, ahead, due, due is not None and due < today, distance if distances else "")
    words = _Words(said)
    own = reads in OWN
    now = (stands.school if own else stands.now).format_map(words)
    next_ = ""
    if paying:
        following = _paying(paying, said, deadlines, today)
    elif own:
        following = stands.school_next.format_map(words)
    else:
        following = _officers_next(stands, said, words, _MAY_BE_YOU if distances else _TOLD_TO)
    if stands.do:
        who, do = stands.who.format_map(words), stands.do.format_map(words.without("by", "to_be_discussed"))
        next_ = f"{who} needs to {do}"
    return Standing(now, following, next_, due, distance)


def _officers_next(stands: Stands, said: "Said", words: "_Words", may_be_you: set[str]) -> str:
    if not stands.do:
        return ""
    who, do = stands.who.format_map(words), stands.do.format_map(words)
    if said.reads is Reads.TURN and who in may_be_you:
        return f"You were due to {do}" if said.is_late else f"You need to {do}"
    return f"{who[:1].upper()}{who[1:]} was due to {do}" if said.is_late else f"Next, {who} will {do}"


def _paid_by(rfr: ResourceRequest, deadlines: Deadlines, to_pay: ToPay) -> date | None:
    return None if to_pay.begun or rfr.approved_on is None else deadlines.paid(rfr.approved_on, to_pay.begins)


def _paying(to_pay: ToPay, said: "Said", deadlines: Deadlines, today: date) -> str:
    """The next payment on the day that the table of payments has for it: that of its advance, as soon as it is in one."""
    which = "the next payment" if to_pay.begun else "the first payment" if to_pay.more else "the payment"
    if to_pay.pays_on:
        when = f"on {show_day(to_pay.pays_on)}{deadlines.near(to_pay.pays_on, today)}"
    elif to_pay.next_due > today:
        when = f"in the first school advance on or after {show_day(to_pay.next_due)}"
    else:
        when = "in the next school advance"
    if said.is_late:
        return f"The council was due to make {which}{said.by}. It will make it {when}"
    return f"The council will make {which} {when}"


def due_of(rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None = None) -> date | None:
    """The date alone, for whoever shows no words and no payments."""
    return _due(_row(rfr).by, rfr, deadlines, ahead)


def _row(rfr: ResourceRequest) -> Stands:
    return next(each for each in MACHINE.state(rfr.state).stands if _holds(each.of, rfr))


def period_of(rfr: ResourceRequest) -> str:
    """The days of an exceptional allocation, in words."""
    if rfr.starts_on is None or rfr.ends_on is None:
        return "a fixed period"
    return f"{show_day(rfr.starts_on)} to {show_day(rfr.ends_on)}"


@dataclass(frozen=True)
class Said:
    """What the words in braces are worked out from."""

    rfr: ResourceRequest
    reads: Reads
    ahead: Meeting | None
    due: date | None
    is_late: bool
    distance: str

    @property
    def by(self) -> str:
        """The day beside its verb: " by Thursday 26 November 2026 (in 3 working days)"."""
        if self.due is None:
            return ""
        return f" by {show_day(self.due)}{f' ({self.distance})' if self.distance else ''}"

    @property
    def to_be_discussed(self) -> str:
        """What submitting by that day is good for."""
        return f", so that it can be discussed on {show_day(self.ahead.day)}" if self.ahead else ""

    def asks(self, verb: str) -> str:
        """A school asked to submit its request, with the day, or told that it can although no meeting is planned."""
        if self.ahead is None:
            return f"No meeting has been planned yet, but you can still {verb}"
        return f"{verb[:1].upper()}{verb[1:]}{self.by}{self.to_be_discussed}"


class _Words(dict[str, str]):
    """What stands for the words in braces, worked out as a sentence of the table asks for each."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        self._said = said

    def __missing__(self, word: str) -> str:
        return WORDS[word](self._said)

    def without(self, *words: str) -> "_Words":
        """The same, with nothing for these."""
        less = _Words(self._said)
        less.update(dict.fromkeys(words, ""))
        return less


def _granted(rfr: ResourceRequest) -> str:
    amount = f"Approved for {say_money(rfr.approved_amount)}" if rfr.approved_amount else "Approved"
    return f"{amount}, from {period_of(rfr)}" if is_exceptional(rfr) and rfr.ends_on else amount


WORDS: Mapping[str, Callable[[Said], str]] = {
    "school": lambda said: "your school" if said.reads in OWN else said.rfr.school.name,
    "area": lambda said: said.rfr.community.area.name,
    "receiver": lambda said: "the council" if said.reads in OWN else f"the {said.rfr.community.area.name} area officer",
    "meeting": lambda said: show_day(said.rfr.meeting.day) if said.rfr.meeting else "",
    "since": lambda said: show_day(day_of(said.rfr.state_since)),
    "granted": lambda said: _granted(said.rfr),
    "received_on": lambda said: show_day(received_day(said.rfr)),
    "processed_on": lambda said: show_day(said.rfr.processed_on or day_of(said.rfr.state_since)),
    "final": lambda said: say_money(said.rfr.final_amount or NOTHING),
    "by": lambda said: said.by,
    "will": lambda said: "was due to" if said.is_late else "will",
    "to_be_discussed": lambda said: said.to_be_discussed,
    "submit": lambda said: said.asks("submit it"),
    "resubmit": lambda said: said.asks("change and resubmit it"),
    "add": lambda said: said.asks("add it and resubmit the request"),
    "sign": lambda said: (
        "Sign and submit it" if said.reads is Reads.SIGNATORY else "Next, a signatory will sign and submit it"
    ),
}
"""The words in braces in the sentences of the table."""


def _holds(of: If, rfr: ResourceRequest) -> bool:
    match of:
        case If.EXCEPTIONAL:
            return is_exceptional(rfr)
        case If.EXCEPTIONAL_AGAIN:
            return is_exceptional(rfr) and rfr.submitted_at is not None
        case If.AGAIN:
            return rfr.submitted_at is not None
        case If.NO_MEETING:
            return rfr.meeting is None
        case If.NO_MONEY:
            return rfr.final_amount is None
        case If.BY_COUNCIL:
            return bool(rfr.decision and rfr.decision.method == Decision.Method.COUNCIL)
        case If.INVITED:
            return bool(rfr.decision and rfr.decision.invites_standard)
        case If.DELETED:
            return rfr.is_deleted
        case If.ALWAYS:
            return True


def _due(by: By, rfr: ResourceRequest, deadlines: Deadlines, ahead: Meeting | None) -> date | None:
    match by:
        case By.SUBMISSION:
            return deadlines.submission(ahead.day) if ahead else None
        case By.PAPERS:
            return deadlines.papers(rfr.meeting.day) if rfr.meeting else None
        case By.HAND_OVER:
            return deadlines.hand_over(rfr.hand_over_from) if rfr.hand_over_from else None
        case By.CONTACT:
            return deadlines.hand_over(day_of(rfr.state_since))
        case By.PROCESSED:
            return deadlines.processed(received_day(rfr))
        case By.NO_DAY:
            return None
