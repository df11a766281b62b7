"""What moves a review along its life: its table is asked, then it is written and logged."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from locality.audit.actions import record
from locality.communities.scope import Viewer
from locality.outcomes.models import AgreedOutcome, Report, Review
from locality.outcomes.queries import outcomes_of
from locality.outcomes.rules import why_not_now
from locality.outcomes.workflow import REVIEWS, OfReview
from locality.values.marks import mark_of
from locality.values.transitions import Guards

MOST_REPORTS = 32_000
"""More than a review ever has: the number is a small one."""


def take_review(
    review: Review,
    event: OfReview,
    guards: Guards,
    *,
    by: Viewer,
    at: datetime,
    after: dict[str, Any] | None = None,
    **columns: object,
) -> None:
    """Move a locked review along, with the columns that then say where it stands, and log it. Raises NotPossible."""
    state = REVIEWS.ask(review.state, event, guards, why_not_now(review, event))
    if state != review.state:
        review.state, review.since = state, at
    for name, value in columns.items():
        setattr(review, name, value)
    review.save(update_fields=["state", "since", *columns])
    record(f"review.{event}", review, by=by.user, at=at, after=after)


def as_read(review: Review, *, before: int = MOST_REPORTS) -> str:
    """The mark of a review as a page shows it: its state, its day, its outcomes and its last report (`before` a number)."""
    last = (
        Report.objects.filter(review=review, number__lt=before)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return mark_of_read(review, outcomes_of(review), last)


def mark_of_read(review: Review, outcomes: Iterable[AgreedOutcome], last: int | None) -> str:
    """The same of what a page has read already: its outcomes, and the number of its last report."""
    agreed = [[each.number, each.what, each.start, each.hoped, each.framework] for each in outcomes]
    return mark_of([review.state, review.due_on.isoformat(), agreed, last, review.decision_id])
