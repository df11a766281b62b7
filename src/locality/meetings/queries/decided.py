"""What a meeting decided."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from locality.compiled.queries import CompiledModels
from locality.resource_requests.models import Decision
from locality.schedule.models import Meeting


def decisions_at(meeting: Meeting) -> dict[int, list[Decision]]:
    """What a meeting decided, by request: the decision made there, and what corrected it since. One query.

    The last of each counts. Those from before decisions kept their meeting are known by its day.
    """
    found: dict[int, dict[int, Decision]] = defaultdict(dict)
    for each in _decided.read(meeting.pk, meeting.day):
        found[each.rfr_id][each.pk] = each
    return {pk: list(decisions.values()) for pk, decisions in found.items()}


@CompiledModels
def _decided(meeting: int, day: date) -> QuerySet[Decision]:
    of_day = Q(meeting=None, decided_on=day) | Q(meeting=None, supersedes__meeting=None, supersedes__decided_on=day)
    return (
        Decision.objects.filter(Q(meeting=meeting) | of_day, rfr__agenda_items__meeting=meeting, exceptional=False)
        .exclude(method=Decision.Method.COUNCIL)
        .select_related("supersedes", "rfr__authority")
        .order_by("number")
    )
