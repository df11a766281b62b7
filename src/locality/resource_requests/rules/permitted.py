"""What may happen to a request, and why not: allowed, or the reason in plain English."""

from dataclasses import dataclass
from datetime import date

from locality.accounts.permissions import Permission
from locality.communities.models import AuthorityRules, School
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.rules.exceptional import why_not_continue
from locality.resource_requests.rules.guards import GUARDS, Asked
from locality.resource_requests.workflow import E, G, S
from locality.schedule.models import Meeting
from locality.values.refusals import NotAllowed, NotPossible
from locality.values.working_days import day_of


@dataclass(frozen=True)
class Answer:
    """Allowed, or why not."""

    allowed: bool
    why: str = ""
    closed: tuple[Viewer, ResourceRequest] | None = None
    """Who asked about which request, where its state alone refuses: nobody may now."""
    stands: str = ""
    """What stands, as a heading, where it is neither the state nor the person: nobody may any more."""
    lacks_right: bool = False
    """Whether no office of the person allows it at all."""

    def __bool__(self) -> bool:
        return self.allowed

    def insist(self) -> None:
        """Refuse where it is not allowed. Raises NotAllowed for lack of right, otherwise NotPossible."""
        if not self.allowed:
            raise (NotAllowed if self.lacks_right else NotPossible)(self.why)


YES = Answer(True)


def holds(viewer: Viewer, permission: Permission, rfr: ResourceRequest) -> bool:
    """Whether the person holds a permission over this request: schools by the lead school, others by community."""
    return viewer.can(permission, school=rfr.school, community=rfr.community)


def may(viewer: Viewer, event: E, rfr: ResourceRequest, *, meeting: Meeting | None = None) -> Answer:
    """Whether this person may cause this event now. The action asks the same again, of the locked request.

    `meeting`: the one that decides, where it is not the one the request waits for.
    """
    if sentence := why_not_now(viewer, event, rfr):
        return Answer(False, sentence, closed=(viewer, rfr))
    transition = MACHINE.find(rfr.state, event)
    if not holds(viewer, Permission(transition.permission), rfr):
        return Answer(False, NO_OFFICE, lacks_right=True)
    asked = Asked(viewer, rfr, meeting or rfr.meeting)
    for name in transition.guards:
        guard = GUARDS[G(name)]
        if why := guard.why_not(asked):
            return Answer(False, why.sentence, (viewer, rfr) if guard.stands else None, guard.stands)
    return YES


def first_day_of(rfr: ResourceRequest, corrected: Decision | None = None) -> date:
    """The earliest date a decision can bear: its meeting's; outside meetings, the day on which the school sent the request."""
    meeting = (corrected and corrected.meeting) or rfr.meeting
    return meeting.day if meeting else day_of(rfr.submitted_at or rfr.created_at)


def first_day_to_hand_over(rfr: ResourceRequest, today: date) -> date | None:
    """From which day an approval by a correction of today is handed over, where that is not the day of the approval (CLK-5).

    What was handed over already, or was refused, begins to wait today. What still waits has the day it had: a correction
    gives the clerk no more time.
    """
    return rfr.corrected_on if rfr.state == S.APPROVED else today


def may_edit(viewer: Viewer, rfr: ResourceRequest) -> Answer:
    """Whether this person may change the draft."""
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        return Answer(False, "Only people at the school that leads this request can change it.", lacks_right=True)
    if not MACHINE.is_possible(rfr.state, E.ASK_TO_SIGN):
        return Answer(False, f"You cannot change the answers now because the request is “{rfr.school_label}”.")
    return YES


def may_continue(viewer: Viewer, rfr: ResourceRequest, already: ResourceRequest | None) -> Answer:
    """Whether this person may start the standard request that follows an exceptional one (EXC-4, EXC-6)."""
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        sentence = "Only people who write for the school that leads this request can start one from it."
        return Answer(False, sentence, lacks_right=True)
    why = why_not_continue(rfr, rfr.decision, already)
    return Answer(False, why.sentence) if why else YES


def may_ask(school: School) -> Answer:
    """Whether a school can submit a Request for Resource at all (RFR-1)."""
    if school.kind != School.Kind.MAINSTREAM:
        return Answer(
            False,
            f"{school.name} is registered as “{school.get_kind_display()}”. Only mainstream schools can submit a "
            "Request for Resource. If the register is wrong, contact the council’s locality team.",
        )
    if not school.is_open:
        return Answer(False, f"{school.name} is not open, so it cannot submit a Request for Resource.")
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


def why_not_now(viewer: Viewer, event: E, rfr: ResourceRequest) -> str:
    """Why an event does not belong to the state, which the sentence names as this person reads it; or nothing."""
    if MACHINE.is_possible(rfr.state, event):
        return ""
    try:
        MACHINE.find(rfr.state, event, called=label_for(viewer, rfr))
    except NotPossible as refusal:
        return refusal.sentence
    return ""


def label_for(viewer: Viewer, rfr: ResourceRequest) -> str:
    """The word for the state that this person reads: the school's or the officer's."""
    return rfr.school_label if own_school_reader(viewer) else rfr.officer_label


def own_school_reader(viewer: Viewer) -> bool:
    """Whether the person reads requests only as a school, and so in the school's words."""
    return not viewer.scope(Permission.REQUEST_SEE_SUBMITTED) or all(office.school_id for office in viewer.offices)
