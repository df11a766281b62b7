"""The emails of a review: school, clerk, area officer and the school that takes the second look. No pupil is named."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.communities.scope import Viewer
from locality.outbox.actions import put, put_to_address
from locality.outcomes.models import Review
from locality.resource_requests.queries.who_is_told import Audience


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
    addresses: Iterable[str] = (),
) -> None:
    """One email to each of them but whoever acts, with a link to the page; what the request is about stands below.

    `addresses`: contacts that are no accounts.
    """
    about, reference = [f"It is about: “{review.rfr.topic}”"] if review.rfr.topic else [], review.rfr.reference
    kind, subject, link = f"review.{kind}", f"{subject} ({reference})", reverse(page, args=[reference])
    lines = [*lines, *about]
    for person in {each.pk: each for each in people}.values():
        if by is None or person.pk != by.pk:
            put(to=person, kind=kind, subject=subject, lines=lines, link=link, reference=reference, at=at)
    for address in addresses:
        put_to_address(address=address, kind=kind, subject=subject, lines=lines, link=link, reference=reference, at=at)


def tell_groups(
    told: Iterable[Audience], review: Review, *, kind: str, subject: str, lines: Sequence[str], by: Viewer, at: datetime
) -> None:
    """The same to the groups that a page named before."""
    found = list(told)
    people = [person for each in found for person in each.people]
    addresses = [each.address for each in found if each.address]
    tell_of_review(people, review, kind=kind, subject=subject, lines=lines, by=by.user, at=at, addresses=addresses)
