"""What may happen to a request, and why not: allowed, or the reason in plain English."""

from dataclasses import dataclass, replace
from datetime import date

from locality.accounts.permissions import Permission
from locality.budgets.queries.payments import Marked, paid_or_marked
from locality.communities.models import AuthorityRules, School
from locality.communities.scope import Viewer
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.rules.council import why_not_by_council
from locality.resource_requests.rules.exceptional import is_exceptional, why_not_continue
from locality.resource_requests.rules.interests import why_not_decide
from locality.resource_requests.workflow import MACHINE, E, S
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.transitions import NotPossible
from locality.values.working_days import day_of

_IMPARTIAL = {
    E.ADMIT,
    E.ACCEPT,
    E.RETURN,
    E.APPROVE,
    E.DECLINE,
    E.DEFER,
    E.CORRECT_TO_APPROVED,
    E.CORRECT_TO_DECLINED,
    E.ACKNOWLEDGE,
    E.ASK,
    E.GRANT,
    E.REFUSE,
    E.REFER,
    E.TAKE_UP,
    E.COUNCIL_APPROVE,
    E.COUNCIL_DECLINE,
    E.COUNCIL_KEEP,
    E.MODERATE,
    E.QUERY,
    E.GIVE_BACK,
}


@dataclass(frozen=True)
class Answer:
    """Allowed, or why not."""

    allowed: bool
    why: str = ""
    closed: tuple[Viewer, ResourceRequest] | None = None
    """Who asked about which request, where its state alone refuses: nobody may now."""
    stands: str = ""
    """What stands, as a heading, where it is neither the state nor the person: nobody may any more."""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)
_DECISIONS = {E.APPROVE, E.DECLINE, E.DEFER}
_CORRECTIONS = {E.CORRECT_TO_APPROVED, E.CORRECT_TO_DECLINED}
_REPLIES = {E.REPLY, E.REPLY_FOR_SCHOOL}
_NO_QUESTION = "Nothing waits for an answer"
_BY_KIND = {E.SUBMIT: ResourceRequest.Kind.STANDARD, E.SUBMIT_EXCEPTIONAL: ResourceRequest.Kind.EXCEPTIONAL}


def holds(viewer: Viewer, permission: Permission, rfr: ResourceRequest) -> bool:
    """Whether the person holds a permission over this request: schools by the lead school, others by community."""
    return viewer.can(permission, school=rfr.school, community=rfr.community)


def may(viewer: Viewer, event: E, rfr: ResourceRequest, *, meeting: Meeting | None = None) -> Answer:
    """Whether this person may cause this event now. The state is checked again, locked, by the action.

    `meeting`: the one that decides, where it is not the one the request waits for.
    """
    try:
        transition = MACHINE.find(rfr.state, event, called=rfr.officer_label)
    except NotPossible as refusal:
        return Answer(False, refusal.sentence, closed=(viewer, rfr))
    if not holds(viewer, Permission(transition.permission), rfr):
        return Answer(False, "None of the offices you hold today allows this.")
    if event in _IMPARTIAL and rfr.school_id in viewer.school_ids:
        return Answer(
            False, f"You hold an office in {rfr.school.name}, so another person must do this for its request."
        )
    if event is E.DISCARD and (sentence := why_not_discard(rfr)):
        return Answer(False, sentence)
    if event in _BY_KIND and rfr.kind != _BY_KIND[event]:
        return Answer(False, "This belongs to the other kind of request.")
    if event in _CORRECTIONS and rfr.decision:
        stands = _what_stands(rfr, rfr.decision, viewer.today)
        if stands is not None:
            return replace(stands, closed=(viewer, rfr))
    if event in _CORRECTIONS and is_exceptional(rfr) and not holds(viewer, Permission.REQUEST_DECIDE_EXCEPTIONAL, rfr):
        return Answer(False, "The chair alone decides exceptional requests, so only the chair can correct this one.")
    if event is E.ACCEPT and rfr.meeting_id is None:
        return Answer(False, "The community has no meeting ahead that this request can reach. Add a meeting first.")
    if sentence := _why_not_decide(viewer, event, rfr, meeting or rfr.meeting):
        return Answer(False, sentence)
    if event is E.ACKNOWLEDGE and rfr.decision and rfr.decision.recorded_by_id == viewer.user.pk:
        return Answer(False, "You recorded this decision, so another person must receive it for the council.")
    if sentence := why_not_by_council(event, rfr, viewer.user):
        nobody = event in _REPLIES
        return Answer(False, sentence, (viewer, rfr) if nobody else None, _NO_QUESTION if nobody else "")
    return YES


def why_not_yet(meeting: Meeting | None, today: date) -> str:
    """No decision before the day of its meeting; nothing where the day has come, or no meeting is planned to wait for."""
    if meeting is None or meeting.day <= today:
        return ""
    return (
        f"This request is for the meeting of {show_day(meeting.day)}: its decision can be recorded from that day on. If it "
        "can’t wait, the school can send an exceptional request to the chair."
    )


def first_day_of(rfr: ResourceRequest, corrected: Decision | None = None) -> date:
    """The earliest date a decision can bear: its meeting's; outside meetings, the day on which the school sent the request."""
    meeting = (corrected and corrected.meeting) or rfr.meeting
    return meeting.day if meeting else day_of(rfr.submitted_at or rfr.created_at)


def why_not_discard(rfr: ResourceRequest) -> str:
    """Only what nobody outside the school has seen can be thrown away: after that, what was asked stays on record."""
    if rfr.submitted_at is None:
        return ""
    return "This request was submitted before, so it stays on record. A signatory can withdraw it."


def why_not_correct(decision: Decision) -> str:
    """A community corrects its own decisions; what the council decided is the council's."""
    if decision.method != Decision.Method.COUNCIL:
        return ""
    return (
        "The council decided this request, so the community can’t correct it. "
        "Ask the council’s moderator, or submit another request."
    )


def first_day_to_hand_over(rfr: ResourceRequest, today: date) -> date | None:
    """From which day an approval by a correction of today is handed over, where that is not the day of the approval (CLK-5).

    What was handed over already, or was refused, begins to wait today. What still waits has the day it had: a correction
    gives the clerk no more time.
    """
    return rfr.corrected_on if rfr.state == S.APPROVED else today


def _why_not_decide(viewer: Viewer, event: E, rfr: ResourceRequest, meeting: Meeting | None) -> str:
    """Not before the meeting's day, and not by whoever declared an interest there."""
    if event in _DECISIONS:
        early = why_not_yet(meeting, viewer.today)
        return early or why_not_decide(rfr, meeting.pk if meeting else None, viewer.user)
    if event in _CORRECTIONS and rfr.decision:
        return why_not_decide(rfr, rfr.decision.meeting_id, viewer.user)
    return ""


def _what_stands(rfr: ResourceRequest, decision: Decision, today: date) -> Answer | None:
    """What keeps a decision from being corrected by anybody."""
    if sentence := why_not_correct(decision):
        return Answer(False, sentence, stands="Decided by the council")
    marked = paid_or_marked(decision.pk, today) if rfr.processed_on else None
    if not marked:
        return None
    return Answer(
        False, why_not_once_paid(rfr, marked), stands="Already paid" if marked.paid else "Already marked as paid"
    )


def why_not_once_paid(rfr: ResourceRequest, marked: Marked) -> str:
    """A paid decision stays, and one that is marked as paid; what to do instead."""
    coming = f"{say_money(marked.coming)} will be paid"
    when = f"{marked.when} and is marked as paid already"
    if not marked.paid:
        said = f"{coming} to {rfr.school.name} for this decision {when}"
    else:
        said = f"{say_money(marked.paid)} was paid to {rfr.school.name} for this decision already"
        said += f", and {coming} {when}" if marked.coming else ""
    return (
        f"{said}, so it can’t be corrected. Ask the council’s moderator to record that the support ended early or that "
        "money comes back; for more support the school submits another request."
    )


def may_edit(viewer: Viewer, rfr: ResourceRequest) -> Answer:
    """Whether this person may change the draft."""
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        return Answer(False, "Only people of the school that leads this request can change it.")
    if not MACHINE.is_possible(rfr.state, E.ASK_TO_SIGN):
        return Answer(False, f"The answers can’t be changed now: the request is “{rfr.school_label}”.")
    return YES


def may_continue(viewer: Viewer, rfr: ResourceRequest, already: ResourceRequest | None) -> Answer:
    """Whether this person may start the standard request that follows an exceptional one (EXC-4, EXC-6)."""
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        return Answer(False, "Only people who write for the school that leads this request can start one from it.")
    sentence = why_not_continue(rfr, rfr.decision, already)
    return Answer(False, sentence) if sentence else YES


def may_ask(school: School) -> Answer:
    """Whether a school can submit a Request for Resource at all (RFR-1)."""
    if school.kind != School.Kind.MAINSTREAM:
        return Answer(
            False,
            f"{school.name} is registered as “{school.get_kind_display()}”. Only mainstream schools can submit a "
            "Request for Resource. If the register is wrong, tell the council’s locality team.",
        )
    if not school.is_open:
        return Answer(False, f"{school.name} is not open, so it can’t submit a Request for Resource.")
    if school.community_id is None:
        return Answer(
            False,
            f"{school.name} is not in a community of schools yet. Ask the council’s locality team to add it.",
        )
    return YES


def eligible_support(rules: AuthorityRules) -> frozenset[str]:
    """Which pupils may be in a request, by the authority's rules of the day."""
    found = set()
    if rules.sen_support_eligible:
        found.add("sen_support")
    if rules.ehcp_eligible:
        found.add("ehcp")
    return frozenset(found)


def is_late(submitted_on: date, deadline: date) -> bool:
    """Whether a submission misses a deadline, which lasts until the end of its day (PRE-2)."""
    return submitted_on > deadline


def own_school_reader(viewer: Viewer) -> bool:
    """Whether the person reads requests only as a school, and so in the school's words."""
    return not viewer.scope(Permission.REQUEST_SEE_SUBMITTED) or all(office.school_id for office in viewer.offices)
