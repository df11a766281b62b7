"""The emails of a review: school, clerk, area officer and the school that takes the second look. No pupil is named."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.communities.scope import Viewer
from locality.outbox.actions import put
from locality.outcomes.models import Review
from locality.outcomes.queries import clerks_of
from locality.values.working_days import day_of


def tell_of_review(
    people: Iterable[User],
    review: Review,
    *,
    kind: str,
    subject: str,
    lines: Sequence[str],
    by: User | None,
    at: datetime,
    page: str = "request_outcomes",
) -> None:
    """One email to each of them but whoever acts, with a link to the page; what the request is about stands below."""
    topic = review.rfr.topic
    for person in {each.pk: each for each in people}.values():
        if by is None or person.pk != by.pk:
            put(
                to=person,
                kind=f"review.{kind}",
                subject=f"{subject} ({review.rfr.reference})",
                lines=[*lines, *([f"It is about: “{topic}”"] if topic else [])],
                link=reverse(page, args=[review.rfr.reference]),
                reference=review.rfr.reference,
                at=at,
            )


def tell_clerk(review: Review, *, kind: str, subject: str, lines: Sequence[str], by: Viewer, at: datetime) -> None:
    """Tell the clerk of the community."""
    tell_of_review(clerks_of(review, day_of(at)), review, kind=kind, subject=subject, lines=lines, by=by.user, at=at)
