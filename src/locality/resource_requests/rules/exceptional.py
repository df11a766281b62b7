"""What holds for exceptional requests: how long they may last, and when a standard one follows from them (EXC-4, EXC-6)."""

from datetime import date

from locality.resource_requests.content.days import why_not_weeks
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.refusals import Refusal


def is_exceptional(rfr: ResourceRequest) -> bool:
    """Whether it goes to the chair outside meetings."""
    return rfr.kind == ResourceRequest.Kind.EXCEPTIONAL


def why_not_period(starts_on: date | None, ends_on: date | None, weeks: int, today: date) -> Refusal | None:
    """What is wrong with the days of an exceptional allocation; nothing where they are right (EXC-6).

    `weeks`: the longest that it may last.
    """
    if starts_on is None or ends_on is None:
        return Refusal("Enter the first and last day of support.", "ends_on")
    if ends_on < today:  # first: of a year typed wrongly it says what is wrong, and no number of weeks would mend it
        return Refusal("The last day of support must be today or later.", "ends_on")
    if wrong := why_not_weeks(starts_on, ends_on, weeks):
        return Refusal(f"{wrong}.", "ends_on")
    return None


def opens_a_standard_request(rfr: ResourceRequest, decision: Decision | None) -> bool:
    """Whether a standard request can be started from it: it was granted, or declined with an invitation."""
    if not is_exceptional(rfr) or decision is None:
        return False
    return decision.outcome == Decision.Outcome.APPROVED or decision.invites_standard


def why_not_continue(
    rfr: ResourceRequest, decision: Decision | None, already: ResourceRequest | None
) -> Refusal | None:
    """Why no standard request can be started from this one."""
    if not opens_a_standard_request(rfr, decision):
        return Refusal(
            "A standard request can only continue an exceptional one that was approved, or declined with an "
            "invitation. You can start a request at any time."
        )
    if already:
        return Refusal(f"{already.reference} was already started from this request. Continue with that one.")
    return None
