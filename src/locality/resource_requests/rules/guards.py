"""The guards that the workflow table names: each says why an event may not happen, or nothing where it may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.budgets.queries.payments import Marked, paid_or_marked
from locality.communities.scope import Viewer
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.rules.council import COUNCIL_GUARDS
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.interests import why_not_decide
from locality.resource_requests.workflow import G
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.refusals import Refusal


@dataclass(frozen=True)
class Asked:
    """What a guard is asked about: who would act, on which request, and in which meeting it is decided."""

    viewer: Viewer
    rfr: ResourceRequest
    meeting: Meeting | None

    @cached_property
    def marked(self) -> Marked | None:
        """What was paid for its decision or is marked as paid; looked up once. One query where it was processed."""
        rfr = self.rfr
        return (
            (paid_or_marked(rfr.decision.pk, self.viewer.today) or None) if rfr.decision and rfr.processed_on else None
        )


@dataclass(frozen=True)
class Guard:
    """A rule that runs: a sentence or nothing, and the heading of what stands where it keeps everybody from the event."""

    why_not: Callable[[Asked], Refusal | None]
    stands: str = ""


def why_not_yet(meeting: Meeting | None, today: date) -> Refusal | None:
    """No decision before the day of its meeting; nothing where the day has come, or no meeting is planned to wait for."""
    if meeting is None or meeting.day <= today:
        return None
    return Refusal(
        f"This request is for the meeting on {show_day(meeting.day)}. You can record its decision from that day. If it "
        "cannot wait, the school can send an exceptional request to the chair."
    )


def why_not_discard(rfr: ResourceRequest) -> Refusal | None:
    """Only what nobody outside the school has seen can be deleted: after that, what was asked stays on record."""
    if rfr.submitted_at is None:
        return None
    return Refusal("This request has been submitted, so it stays on record. A signatory can withdraw it.")


def why_not_withdraw(rfr: ResourceRequest) -> Refusal | None:
    """Only what was submitted can be withdrawn: of a draft nothing stays on record that could be told as withdrawn."""
    if rfr.submitted_at is not None:
        return None
    return Refusal("This draft has not been submitted, so there is nothing to withdraw. You can delete the draft.")


def why_not_correct(decision: Decision) -> Refusal | None:
    """A community corrects its own decisions; what the council decided is the council's."""
    if decision.method != Decision.Method.COUNCIL:
        return None
    return Refusal(
        "The council decided this request, so the community cannot correct it. "
        "Contact the council’s moderator, or submit another request."
    )


def why_not_once_paid(rfr: ResourceRequest, marked: Marked) -> Refusal:
    """A paid decision stays, and one that is marked as paid; what to do instead."""
    coming = f"{say_money(marked.coming)} will be paid"
    when = f"{marked.when} and is marked as paid already"
    if not marked.paid:
        said = f"{coming} to {rfr.school.name} for this decision {when}"
    else:
        said = f"{say_money(marked.paid)} was paid to {rfr.school.name} for this decision already"
        said += f", and {coming} {when}" if marked.coming else ""
    return Refusal(
        f"{said}, so you cannot correct it. Ask the council’s moderator to record that the support ended early or to "
        "take money back. For more support, the school submits another request."
    )


def _why_other_school(asked: Asked) -> Refusal | None:
    if asked.rfr.school_id not in asked.viewer.school_ids:
        return None
    return Refusal(f"You have a role at {asked.rfr.school.name}, so someone else must do this for its request.")


def _why_not_standard(asked: Asked) -> Refusal | None:
    return (
        Refusal("This is an exceptional request. It goes to the chair, not to a meeting.")
        if is_exceptional(asked.rfr)
        else None
    )


def _why_not_exceptional(asked: Asked) -> Refusal | None:
    return (
        None
        if is_exceptional(asked.rfr)
        else Refusal("This is a standard request. It goes to a meeting of the community.")
    )


def _why_no_meeting(asked: Asked) -> Refusal | None:
    if asked.rfr.meeting_id is not None:
        return None
    return Refusal("There is no future meeting for this request. Add a meeting first.")


def _why_interest(asked: Asked) -> Refusal | None:
    return why_not_decide(asked.rfr, asked.meeting.pk if asked.meeting else None, asked.viewer.user)


def _why_interest_then(asked: Asked) -> Refusal | None:
    decision = asked.rfr.decision
    return why_not_decide(asked.rfr, decision.meeting_id, asked.viewer.user) if decision else None


def _why_by_council(asked: Asked) -> Refusal | None:
    return why_not_correct(asked.rfr.decision) if asked.rfr.decision else None


def _why_paid(asked: Asked) -> Refusal | None:
    return why_not_once_paid(asked.rfr, asked.marked) if asked.marked and asked.marked.paid else None


def _why_marked(asked: Asked) -> Refusal | None:
    return why_not_once_paid(asked.rfr, asked.marked) if asked.marked and not asked.marked.paid else None


def _why_not_the_chair(asked: Asked) -> Refusal | None:
    rfr, permission = asked.rfr, Permission.REQUEST_DECIDE_EXCEPTIONAL
    if not is_exceptional(rfr) or asked.viewer.can(permission, school=rfr.school, community=rfr.community):
        return None
    return Refusal("Only the chair decides exceptional requests, so only the chair can correct this one.")


def _why_recorded(asked: Asked) -> Refusal | None:
    if asked.rfr.decision is None or asked.rfr.decision.recorded_by_id != asked.viewer.user.pk:
        return None
    return Refusal("You recorded this decision, so someone else must acknowledge it for the council.")


_STANDS = {G.CLERK_IS_ASKED: "There is no question to answer", G.SCHOOL_IS_ASKED: "There is no question to answer"}


def _of_council(why: Callable[[ResourceRequest, User], Refusal | None]) -> Callable[[Asked], Refusal | None]:
    return lambda asked: why(asked.rfr, asked.viewer.user)


GUARDS: Mapping[G, Guard] = {
    G.OTHER_SCHOOL: Guard(_why_other_school),
    G.NEVER_SUBMITTED: Guard(lambda asked: why_not_discard(asked.rfr)),
    G.SUBMITTED: Guard(lambda asked: why_not_withdraw(asked.rfr)),
    G.STANDARD: Guard(_why_not_standard),
    G.EXCEPTIONAL: Guard(_why_not_exceptional),
    G.MEETING_AHEAD: Guard(_why_no_meeting),
    G.MEETING_DAY: Guard(lambda asked: why_not_yet(asked.meeting, asked.viewer.today)),
    G.NO_INTEREST: Guard(_why_interest),
    G.NO_INTEREST_THEN: Guard(_why_interest_then),
    G.NOT_BY_COUNCIL: Guard(_why_by_council, stands="Decided by the council"),
    G.NOT_PAID: Guard(_why_paid, stands="Already paid"),
    G.NOT_MARKED: Guard(_why_marked, stands="Already marked as paid"),
    G.CHAIR_CORRECTS: Guard(_why_not_the_chair),
    G.OTHER_THAN_RECORDED: Guard(_why_recorded),
    **{name: Guard(_of_council(why), _STANDS.get(name, "")) for name, why in COUNCIL_GUARDS.items()},
}
"""Every guard of the table; `may` asks those of an event's row, in their order."""
