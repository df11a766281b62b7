"""The school agrees what will be different for the pupils, and may move the review date once (OBJ-1)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.outcomes.actions.steps import as_read, take_review
from locality.outcomes.actions.telling import tell_groups
from locality.outcomes.models import AgreedOutcome, Review
from locality.outcomes.queries import locked_review, told_of
from locality.outcomes.rules import (
    GONE_ON,
    NewOutcome,
    allow_review,
    why_not_extended,
    why_not_later,
    why_not_outcomes,
)
from locality.outcomes.workflow import G, OfReview
from locality.resource_requests.actions.steps import without_names
from locality.values.dates import show_day
from locality.values.refusals import Refusal, refuse_first
from locality.values.transitions import Guards
from locality.values.working_days import day_of


@transaction.atomic
def agree_outcomes(
    review: Review, outcomes: Sequence[NewOutcome], *, by: Viewer, at: datetime, seen: str | None = None
) -> Review:
    """Agree one to three outcomes, in place of those agreed before. Raises NotAllowed and NotPossible."""
    review = locked_review(review)
    allow_review(by, OfReview.AGREE, review)
    now = as_read(review)
    guards: Guards = {G.AS_SEEN: lambda: Refusal(GONE_ON) if seen not in (None, now) else None}
    refuse_first(why_not_outcomes(outcomes))
    take_review(review, OfReview.AGREE, guards, by=by, at=at, after={"outcomes": len(outcomes)})
    AgreedOutcome.objects.filter(review=review).delete()
    AgreedOutcome.objects.bulk_create(
        AgreedOutcome(review=review, number=number, **vars(each)) for number, each in enumerate(outcomes, 1)
    )
    return review


@transaction.atomic
def extend_review(review: Review, *, due_on: date, because: str, by: Viewer, at: datetime) -> Review:
    """Move the review date to a later day, once, with a reason; the clerk is told. Raises NotAllowed and NotPossible."""
    review = locked_review(review)
    allow_review(by, OfReview.EXTEND, review)
    guards: Guards = {
        G.NOT_EXTENDED: lambda: why_not_extended(review),
        G.LATER: lambda: why_not_later(review, due_on, because, day_of(at)),
    }
    before = review.due_on
    take_review(
        review,
        OfReview.EXTEND,
        guards,
        by=by,
        at=at,
        after={"from": before.isoformat(), "to": due_on.isoformat()},
        extended_from=before,
        extended_because=without_names(review.rfr, because.strip())[:300],
        due_on=due_on,
    )
    tell_groups(
        told_of(review, day_of(at), but=by.user),
        review,
        kind="extended",
        subject=f"{review.school.name} moved its review date to {show_day(due_on)}",
        lines=[f"{review.school.name} moved the review date from {show_day(before)} to {show_day(due_on)}."],
        by=by,
        at=at,
    )
    return review
