"""A review follows the decision: it begins with an approval, and ends where a correction approves nothing any more."""

from datetime import date, datetime
from typing import Any

from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.outcomes.actions.steps import take_review
from locality.outcomes.models import Review
from locality.outcomes.queries import locked_review
from locality.outcomes.rules import last_day_to_agree, supports
from locality.outcomes.workflow import OfReview, ReviewIs
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.dates import show_day
from locality.values.working_days import day_of


def follow_decision(rfr: ResourceRequest, decision: Decision, by: Viewer, at: datetime) -> list[str]:
    """Begin the review of what a decision approves, or let the one there is follow it; in the decision's transaction.

    A report that was sent stays with the decision that it tells of. What the school's email is to say of it, is answered.
    """
    found = Review.objects.filter(rfr=rfr).first()
    if found is None:
        return _begin(rfr, decision, by=by, at=at) if supports(decision) else []
    review = locked_review(found)
    if review.state == ReviewIs.REPORTED:
        return []
    if not supports(decision):
        if review.state == ReviewIs.ENDED:
            return []
        take_review(review, OfReview.END, {}, by=by, at=at, decision=decision)
        return ["You no longer need to report what came of the support."]
    before, due_on = review.due_on, decision.review_on or review.due_on
    event = OfReview.RENEW if review.state == ReviewIs.ENDED else OfReview.FOLLOW
    moved = review.extended_from is not None and due_on < review.due_on
    columns: dict[str, Any] = {} if moved else {"due_on": due_on, "extended_from": None, "extended_because": ""}
    agree_by = last_day_to_agree(deadlines_of(rfr.authority, on=day_of(at)), day_of(at))
    if event == OfReview.RENEW:
        columns |= {"agree_by": agree_by}
    take_review(review, event, {}, by=by, at=at, decision=decision, **columns)
    if review.state == ReviewIs.TO_AGREE:
        return _to_do(review)
    return [] if review.due_on == before else [_to_report(review.due_on)]


def _to_do(review: Review) -> list[str]:
    return [f"Agree one to three outcomes by {show_day(review.agree_by)}.", _to_report(review.due_on)]


def _to_report(due_on: date) -> str:
    return f"We’ll ask you to report what came of the support by {show_day(due_on)}."


def _begin(rfr: ResourceRequest, decision: Decision, *, by: Viewer, at: datetime) -> list[str]:
    deadlines = deadlines_of(rfr.authority, on=day_of(at))
    review = Review.objects.create(
        rfr=rfr,
        decision=decision,
        authority=rfr.authority,
        community=rfr.community,
        school=rfr.school,
        since=at,
        agree_by=last_day_to_agree(deadlines, day_of(at)),
        due_on=decision.review_on or decision.decided_on,
    )
    record("review.begun", review, by=by.user, at=at, after={"due_on": review.due_on.isoformat()})
    return _to_do(review)
