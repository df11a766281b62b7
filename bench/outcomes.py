"""What came of those requests: a review of each that was granted, half of them reported on."""

import random
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from locality.outcomes.models import Review
from locality.resource_requests.models import ResourceRequest

_CAME = ("as_hoped",) * 4 + ("some",) * 3 + ("none", "cannot_say")
_STRENGTHS = ("school", "several", "several", "measured")
_AFTER = timedelta(days=84)
_BATCH = 2_000


@transaction.atomic
def fill_outcomes() -> int:
    """How many reports there are."""
    chance = random.Random(11)  # noqa: S311 - made-up rows
    granted = ResourceRequest.objects.filter(
        reference__startswith="RFR-1999-", approved_on__isnull=False, decision__isnull=False, review=None
    )
    now, reviews = timezone.now(), []
    for number, rfr in enumerate(granted.only("authority", "community", "school", "decision", "approved_on")):
        due = rfr.approved_on + _AFTER
        reported = number % 2 == 0 and due <= now.date()
        reviews.append(
            Review(
                rfr=rfr, decision_id=rfr.decision_id, authority_id=rfr.authority_id, community_id=rfr.community_id,
                school_id=rfr.school_id, state="reported" if reported else "under_way", since=now,
                agree_by=rfr.approved_on + timedelta(days=14), due_on=due, reported_on=due if reported else None,
                came_of_it=chance.choice(_CAME) if reported else "",
                strength=chance.choice(_STRENGTHS) if reported else "", reminded_on=now.date(),
            )
        )  # fmt: skip
    Review.objects.bulk_create(reviews, batch_size=_BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return sum(each.state == "reported" for each in reviews)
