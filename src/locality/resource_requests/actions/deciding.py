"""Recording what the community decided, and the money with it (FORM-12, RES-7, DUR-7, DIS-5)."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from locality.communities.models import AuthorityRules
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.resource_requests.actions.decision_records import (
    NewDecision,
    agreed_of,
    complete_decision,
    copy_to_request,
    decision_on_record,
    is_on_record,
    promise_money,
    record_decision,
    say_more,
)
from locality.resource_requests.actions.processing import undo_processing
from locality.resource_requests.actions.steps import begin_event
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.changes import differences
from locality.resource_requests.queries.corrected import follow_correction
from locality.resource_requests.queries.decided import follow_decided
from locality.resource_requests.queries.early_end import ended_sentence
from locality.resource_requests.rules.agreed import Bounds
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.in_the_room import why_not_so_many
from locality.resource_requests.rules.interests import why_not_decide
from locality.resource_requests.rules.permitted import first_day_of, first_day_to_hand_over
from locality.resource_requests.workflow import E
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, Refusal, refuse
from locality.values.working_days import day_of

Outcome = Decision.Outcome

_EVENTS = {Outcome.APPROVED: E.APPROVE, Outcome.DECLINED: E.DECLINE, Outcome.DEFERRED: E.DEFER}
_CORRECTIONS = {Outcome.APPROVED: E.CORRECT_TO_APPROVED, Outcome.DECLINED: E.CORRECT_TO_DECLINED}
_CORRECTIONS_BY_CHAIR = _CORRECTIONS | {Outcome.DECLINED: E.CORRECT_TO_REFUSED}

_NOTHING_CHANGES = (
    "You have not changed anything. Change the answer that is wrong. If nothing is wrong, leave the decision as it is."
)

_CHAIR_ALONE = (
    "The chair made this decision without a meeting, so it has no positions or offers of members, and no referral for the "
    "council’s review."
)


@transaction.atomic
def decide(
    rfr: ResourceRequest, ruling: NewDecision, *, by: Viewer, at: datetime, meeting: Meeting | None = None
) -> Decision:
    """Record the decision; an approval with funding commits the money, or is refused as a whole.

    `meeting`: the one that decides, where it is not the one the request waits for (a meeting reopened after it put the
    request off). Raises NotPossible, and what `budgets.actions.commit` raises when the budget does not reach.
    """
    if ruling.outcome not in _EVENTS:
        raise NotPossible("A meeting can approve, decline or defer a request.")
    happening = begin_event(rfr, _EVENTS[ruling.outcome], by=by, at=at, meeting=meeting)
    rfr = happening.rfr
    _check_interests(rfr, ruling, rfr.meeting, by=by)
    rules = rules_on(rfr.authority, day_of(at))
    refuse(_why_not_by_rules(rules, ruling))
    ruling = complete_decision(rfr, ruling, Bounds(rfr.requested_amount, ruling.decided_on, day_of(at)))
    _check_day(rfr, ruling, at)
    _check_positions(rfr, ruling, rfr.meeting)
    decision = record_decision(rfr, ruling, by=by.user, at=at, meeting=rfr.meeting)
    promise_money(rfr, decision, by=by.user, at=at)
    copy_to_request(rfr, decision)
    happening.take()
    following = follow_decided(rfr, decision, by, at)
    happening.tell(*say_more(rfr, ruling), to_school=following)
    return decision


@transaction.atomic
def correct(
    rfr: ResourceRequest,
    ruling: NewDecision,
    *,
    ground: Decision.Ground,
    reason: str,
    seen: int | None = None,
    by: Viewer,
    at: datetime,
) -> Decision:
    """Replace the decision on record for new information or an error; the earlier one stays (DIS-5).

    `seen`: the number of the decision that the person read; another one that counts by now is not replaced unread.

    What the earlier one still holds is released and the new amount committed, and the minutes that tell of it follow
    (`corrected`), in one transaction. Raises NotPossible, also once something was paid.
    """
    if not reason.strip():
        raise NotPossible("Enter why you are correcting the decision.")
    if ruling.outcome not in _CORRECTIONS:
        raise NotPossible("You can correct a decision to approved or declined.")
    events = _CORRECTIONS_BY_CHAIR if is_exceptional(rfr) else _CORRECTIONS
    happening = begin_event(rfr, events[ruling.outcome], by=by, at=at)
    rfr = happening.rfr
    earlier = decision_on_record(rfr)
    if seen not in (None, earlier.number):
        raise NotPossible(
            "Someone corrected the decision after you opened this page. Press the button again to see how."
        )
    _check_interests(rfr, ruling, earlier.meeting, by=by)
    rules = rules_on(rfr.authority, day_of(at))
    refuse(_why_not_by_rules(rules, ruling))
    ruling = complete_decision(
        rfr, _as_exceptional(rfr, ruling, earlier), _bounds_of_correction(rfr, ruling, earlier, rules, at)
    )
    if is_on_record(ruling, earlier):
        raise NotPossible(_NOTHING_CHANGES)
    if ruling.decided_on != earlier.decided_on:
        _check_day(rfr, ruling, at, corrected=earlier)
    if _positions(ruling) != _positions(earlier):  # those on record may be of a time that no register bounded
        _check_positions(rfr, ruling, earlier.meeting)
    undone, ended_on = happening.about.undone, rfr.ended_on
    undo_processing(rfr, earlier, why=f"Decision {earlier.number} corrected", by=by.user, at=at)
    decision = record_decision(
        rfr,
        ruling,
        by=by.user,
        at=at,
        meeting=earlier.meeting or (None if earlier.exceptional else rfr.meeting),
        supersedes=earlier,
        ground=ground,
        reason=reason,
    )
    promise_money(rfr, decision, by=by.user, at=at)
    counts_from = first_day_to_hand_over(rfr, day_of(at))
    copy_to_request(rfr, decision)
    rfr.received_on = None
    rfr.corrected_on = counts_from if rfr.approved_on else None
    happening.take(note=reason)
    following = follow_decided(rfr, decision, by, at)
    invited = ["You are invited to submit a standard request."] if ruling.invites_standard else []
    happening.tell(
        *(each.sentence for each in differences(earlier, decision)),
        *(undone.sentences if undone else ()),
        *say_more(rfr, ruling),
        *ended_sentence(ended_on, rfr.ended_on, decision),
        "The reasons are on the request’s page.",
        to_school=[*invited, *following],
    )
    follow_correction(decision, by.user, at)
    return decision


def _why_not_by_rules(rules: AuthorityRules, ruling: NewDecision) -> Refusal | None:
    """A community defers, and asks for the council's review, where its council's rules allow that; its form offers it then."""
    if ruling.outcome == Outcome.DEFERRED and not rules.defer_allowed:
        return Refusal("The council’s rules do not allow a request to be deferred. Approve or decline it.", "outcome")
    if ruling.council_referral and not rules.council_referral_allowed:
        return Refusal("The council’s rules do not allow a referral for its review.", "responses")
    return None


def _check_day(rfr: ResourceRequest, ruling: NewDecision, at: datetime, corrected: Decision | None = None) -> None:
    today, first = day_of(at), first_day_of(rfr, corrected)
    if ruling.decided_on > today:
        raise NotPossible("The date of the decision cannot be in the future.", "decided_on")
    if ruling.decided_on < first:
        raise NotPossible(
            f"The date of the decision cannot be before {show_day(first)}, the day of its meeting."
            if (corrected and corrected.meeting) or rfr.meeting
            else f"The date of the decision cannot be before {show_day(first)}, when the school sent the request.",
            "decided_on",
        )


def _positions(made: NewDecision | Decision) -> tuple[int | None, ...]:
    return made.agree, made.disagree, made.abstain


def _check_interests(rfr: ResourceRequest, ruling: NewDecision, meeting: Meeting | None, *, by: Viewer) -> None:
    refuse(why_not_decide(rfr, meeting.pk if meeting else None, by.user, ruling.method))


def _check_positions(rfr: ResourceRequest, ruling: NewDecision, meeting: Meeting | None) -> None:
    refuse(why_not_so_many(rfr, meeting, ruling.agree, ruling.disagree, ruling.abstain))


def _bounds_of_correction(
    rfr: ResourceRequest, ruling: NewDecision, earlier: Decision, rules: AuthorityRules, at: datetime
) -> Bounds:
    exceptional = is_exceptional(rfr)
    return Bounds(
        rfr.requested_amount,
        ruling.decided_on,
        day_of(at),
        earlier=agreed_of(earlier),
        always_dated=exceptional,
        weeks=rules.exceptional_weeks if exceptional else None,
    )


def _as_exceptional(rfr: ResourceRequest, ruling: NewDecision, earlier: Decision) -> NewDecision:
    """A correction of what the chair decided alone is the chair's alone too, outside meetings (EXC-2, EXC-6)."""
    if not is_exceptional(rfr):
        return ruling
    if any(given is not None for given in _positions(ruling)) or ruling.method != Decision.Method.CHAIR:
        raise NotPossible(_CHAIR_ALONE)
    if ruling.own_provision or ruling.alternatives or ruling.council_referral:
        raise NotPossible(_CHAIR_ALONE)
    if ruling.outcome != Outcome.APPROVED:
        return replace(ruling, exceptional=True, reasons=ruling.reasons or ruling.summary, starts_on=None, ends_on=None)
    starts_on = ruling.starts_on or earlier.starts_on or rfr.starts_on
    ends_on = ruling.ends_on or earlier.ends_on or rfr.ends_on
    return replace(ruling, exceptional=True, starts_on=starts_on, ends_on=ends_on)
