"""What every decision shares, whoever made it: how it is kept, the money it promises, what the request copies of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from locality.accounts.models import User
from locality.budgets.actions.committing import commit, release
from locality.budgets.queries.money import held_by_decision
from locality.resource_requests.content.questions import RESPONSES
from locality.resource_requests.models import Decision, ResourceRequest, Version
from locality.resource_requests.queries.early_end import owed_until, still_ended
from locality.resource_requests.rules.agreed import Agreed, Bounds, more_than_asked, why_not_agreed
from locality.schedule.models import Meeting
from locality.values.money import NOTHING, say_money
from locality.values.refusals import Refusal, refuse, refuse_first

KINDS = tuple(name for name, _ in RESPONSES)
_OF_A_REFUSAL = ("reasons", "own_provision", "alternatives")
"""An approval may hold them from the time when the meeting's page kept them with it; nobody reads them there."""


@dataclass(frozen=True)
class NewDecision:
    """What was decided: the "CoS Section" of the form. `amount` in pounds goes with funding alone.

    `starts_on` and `ends_on` are the days the support is for: every approval of money or of a school's support has them.
    `more_because` says why `amount` is more than was asked; it goes with nothing else.
    """

    outcome: Decision.Outcome
    summary: str
    method: Decision.Method
    decided_on: date
    advice: bool = False
    school_support: bool = False
    funding: bool = False
    council_referral: bool = False
    details: str = ""
    amount: Decimal | None = None
    more_because: str = ""
    review_on: date | None = None
    agree: int | None = None
    disagree: int | None = None
    abstain: int | None = None
    reasons: str = ""
    own_provision: str = ""
    alternatives: str = ""
    needed: str = ""
    exceptional: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    invites_standard: bool = False


def agreed_of(made: NewDecision | Decision) -> Agreed:
    """What an approval agrees, of one that is made or of one on record."""
    kinds = frozenset(kind for kind in KINDS if getattr(made, kind))
    return Agreed(kinds, made.amount, made.more_because, made.starts_on, made.ends_on, made.review_on)


def complete_decision(rfr: ResourceRequest, ruling: NewDecision, bounds: Bounds) -> NewDecision:
    """The ruling, if it says what its outcome needs and keeps to its bounds. Raises NotPossible.

    Why it is more than was requested stays only where it is.
    """
    refuse(_why_not_whole(ruling))
    if ruling.outcome != Decision.Outcome.APPROVED:
        return replace(ruling, more_because="")
    refuse_first(why_not_agreed(agreed_of(ruling), bounds))
    over = more_than_asked(rfr.requested_amount, ruling.amount)
    return replace(ruling, more_because=ruling.more_because.strip() if over else "")


def _why_not_whole(ruling: NewDecision) -> Refusal | None:
    """The texts without which nobody could read what was decided, and why; the forms ask for each at its field."""
    by_council = ruling.method == Decision.Method.COUNCIL
    if not ruling.summary.strip():
        said = "Enter your rationale." if ruling.exceptional else "Enter the summary of the discussion."
        return Refusal("Enter the council’s reasons." if by_council else said, "summary")
    if ruling.outcome == Decision.Outcome.APPROVED:
        if not any(getattr(ruling, kind) for kind in KINDS):
            return Refusal("Select the kinds of support agreed.", "responses")
        return None if ruling.review_on else Refusal("Enter the review date.", "review_on")
    if ruling.outcome == Decision.Outcome.DECLINED:
        if not ruling.reasons.strip():
            return Refusal("Enter the reasons for declining.", "reasons")
        if not (ruling.exceptional or by_council or ruling.own_provision.strip()):
            return Refusal("Enter what the school will provide from its own resources.", "own_provision")
    if ruling.outcome == Decision.Outcome.DEFERRED and not ruling.needed.strip():
        return Refusal("Enter what information is needed.", "needed")
    return None


def say_more(rfr: ResourceRequest, ruling: NewDecision) -> list[str]:
    """For a message: that more was agreed than was asked. Why may tell of a child, so that only the page says it."""
    over = more_than_asked(rfr.requested_amount, ruling.amount)
    if not over or ruling.outcome != Decision.Outcome.APPROVED:
        return []
    return [f"That is {say_money(over)} more than was requested. The reason is on the request’s page."]


def record_decision(
    rfr: ResourceRequest,
    ruling: NewDecision,
    *,
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
    supersedes: Decision | None = None,
    ground: str = "",
    reason: str = "",
) -> Decision:
    """Put a decision on record. One that replaces another says which, and why."""
    return Decision.objects.create(
        rfr=rfr,
        version=Version.objects.get(rfr=rfr, number=rfr.version_number),
        number=Decision.objects.filter(rfr=rfr).count() + 1,
        meeting=meeting,
        supersedes=supersedes,
        ground=ground,
        correction_reason=reason,
        recorded_by=by,
        recorded_at=at,
        **vars(ruling),
    )


def is_on_record(ruling: NewDecision, decision: Decision) -> bool:
    """Whether a ruling says in all its answers what the decision says already: a correction of it would correct nothing."""
    answers = vars(ruling)
    if ruling.outcome == decision.outcome == Decision.Outcome.APPROVED:
        answers = {name: given for name, given in answers.items() if name not in _OF_A_REFUSAL}
    return all(_plain(given) == _plain(getattr(decision, name)) for name, given in answers.items())


def _plain(given: object) -> object:
    return " ".join(given.split()) if isinstance(given, str) else given


def decision_on_record(rfr: ResourceRequest) -> Decision:
    """The decision that counts: the latest that none replaced."""
    return Decision.objects.filter(rfr=rfr, superseded_by=None).latest("number")


def promise_money(rfr: ResourceRequest, decision: Decision, *, by: User, at: datetime) -> None:
    """Commit what a decision grants, in the funding years of its days. Raises what `budgets.actions.commit` raises.

    Where support ended early under the decision that it replaces, what is for later days is not committed again.
    """
    if not (decision.funding and decision.amount):
        return
    ended_on = still_ended(rfr, decision.starts_on, decision.ends_on)
    amount = owed_until(ended_on, decision.amount, decision.starts_on, decision.ends_on)
    if not amount:
        return
    period: dict[str, date] = {}
    if decision.starts_on and decision.ends_on:
        period = {"starts_on": decision.starts_on, "ends_on": ended_on or decision.ends_on}
    commit(
        community=rfr.community,
        on=decision.decided_on,
        amount=amount,
        reference=rfr.reference,
        decision_id=decision.pk,
        why=f"Approved for {rfr.school.name}",
        by=by,
        at=at,
        **period,
    )


def release_held(rfr: ResourceRequest, decision: Decision, *, why: str, by: User, at: datetime) -> Decimal:
    """Give back all that a decision still holds; how much that was, in pounds."""
    held = sum(held_by_decision(decision.pk).values(), NOTHING)
    if held > 0:
        release(decision_id=decision.pk, amount=held, reference=rfr.reference, why=why, by=by, at=at)
    return held


def copy_to_request(rfr: ResourceRequest, decision: Decision) -> None:
    """What lists show of the decision; nothing of an earlier processing remains but an early end. The caller saves.

    That the support ended early, or never began, is no part of any decision, so that no other decision makes it untrue.
    """
    approved = decision.outcome == Decision.Outcome.APPROVED
    rfr.ended_on = still_ended(rfr, decision.starts_on, decision.ends_on) if approved else None
    rfr.decision = decision
    rfr.approved_amount = decision.amount if approved else None
    rfr.approved_on = decision.decided_on if approved else None
    rfr.corrected_on = None
    if decision.exceptional and approved:
        rfr.starts_on, rfr.ends_on = decision.starts_on, decision.ends_on
    rfr.final_amount = None
    rfr.processed_on = None
