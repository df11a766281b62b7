"""How many requests were like what somebody writes, and what came of them: sums alone, of the newest (RES-2).

No request is read here, only counted: whoever writes sees nothing of another school's.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from locality.outcomes.content import Came
from locality.outcomes.workflow import ReviewIs
from locality.resource_requests.models import Decision, ResourceRequest

NEWEST = 400
"""So many are counted: of more, the older ones would only cost time, and tell of another time."""


@dataclass(frozen=True)
class Sums:
    """Decided requests of one of the needs and the phase: how many, agreed, reported on, and with what was hoped, or more."""

    decided: int = 0
    agreed: int = 0
    reported: int = 0
    hoped: int = 0


def sums_like_this(authority: int, needs: Collection[int], phase: str) -> Sums:
    """The sums among the newest that a council's communities decided: one query, none without a need."""
    if not needs:
        return Sums()
    through = ResourceRequest.needs.through.objects.filter(listitem__in=sorted(needs)).order_by()
    like = ResourceRequest.objects.filter(
        authority=authority,
        school__phase=phase,
        submitted_at__isnull=False,
        decision__outcome__in=(Decision.Outcome.APPROVED, Decision.Outcome.DECLINED),
        pk__in=through.values("resourcerequest_id"),
    )
    newest = like.order_by("-pk").values("pk")[:NEWEST]
    found = ResourceRequest.objects.filter(pk__in=newest).aggregate(
        decided=Count("pk"),
        agreed=Count("pk", filter=Q(decision__outcome=Decision.Outcome.APPROVED)),
        reported=Count("pk", filter=Q(review__state=ReviewIs.REPORTED)),
        hoped=Count("pk", filter=Q(review__came_of_it=Came.AS_HOPED)),
    )
    return Sums(**found)
