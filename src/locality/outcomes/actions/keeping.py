"""What is typed into a report is kept while it is typed: it survives the session, the window and the machine (OBJ-1)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.outcomes.actions.steps import as_read
from locality.outcomes.models import DraftReport, Review
from locality.outcomes.queries import locked_review
from locality.outcomes.rules import GONE_ON, allow_review, why_not_now
from locality.outcomes.workflow import OfReview
from locality.values.refusals import Refusal, refuse


@transaction.atomic
def keep_typed(
    review: Review, typed: Mapping[str, Mapping[str, list[str]]], *, by: Viewer, at: datetime, seen: str | None = None
) -> DraftReport:
    """Keep what was typed into these fields of the person's own report; of the others, what was kept stays.

    `seen`: the mark of the page, so that what changes meanwhile is shown beside it. Raises NotAllowed and NotPossible.
    """
    review = locked_review(review)
    event = OfReview.REPORT if review.reported_on is None else OfReview.CORRECT
    allow_review(by, event, review)
    refuse(why_not_now(review, event))
    draft = DraftReport.objects.filter(review=review, person=by.user).first() or DraftReport(
        review=review, person=by.user
    )
    # the last words of a page whose report was sent meanwhile begin no draft of another
    now = as_read(review)
    refuse(Refusal(GONE_ON) if draft.pk is None and seen not in (None, now) else None)
    draft.typed, draft.saved_at = {**draft.typed, **typed}, at
    if seen in (None, now):
        draft.seen = now
    draft.save()
    return draft
