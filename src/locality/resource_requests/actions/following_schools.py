"""A school moves to another community: what it has not yet sent goes with it, what it has sent stays where it is.

Whoever serves the earlier community must not read a draft, and its money must not pay for it (RES-9, CTX-2); what was
submitted is on its agenda, and is decided there.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.models import Authority, Community
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.states import ENDED_STATES, UNSENT_STATES
from locality.values.sentences import in_a_row

NO_LONGER_THERE = (
    " No one at the school is invited to meetings there any more. The clerk there can invite someone as an adviser."
)


@transaction.atomic
def follow_schools(authority: Authority, by: User | None, at: datetime) -> None:
    """Drafts that were never submitted belong to the community of their school."""
    left = (
        ResourceRequest.objects.select_for_update(of=("self",))
        .filter(authority=authority, state__in=UNSENT_STATES, submitted_at=None, school__community__isnull=False)
        .exclude(community=F("school__community"))
        .select_related("school__community", "community")
    )
    for rfr in left:
        before, to = rfr.community, cast("Community", rfr.school.community)  # never None: see the filter
        rfr.community = to
        rfr.save(update_fields=["community"])
        record(
            "resource_request.move",
            rfr,
            by=by,
            at=at,
            before={"community": before.name},
            after={"community": rfr.community.name},
        )


def said_of_schools(schools: Mapping[int, bool]) -> dict[int, str]:
    """For each school with open requests: how many, and what becomes of them when it moves, or closes. One query."""
    drafts: Counter[int] = Counter()
    sent: dict[int, Counter[str]] = defaultdict(Counter)
    rows = ResourceRequest.objects.filter(school_id__in=schools).exclude(state__in=ENDED_STATES).order_by("pk")
    for school, state, submitted_at, community in rows.values_list(
        "school_id", "state", "submitted_at", "community__name"
    ):
        if state in UNSENT_STATES and submitted_at is None:
            drafts[school] += 1
        else:
            sent[school][community] += 1
    return {pk: _sentence(drafts[pk], sent[pk], moves=moves) for pk, moves in schools.items() if drafts[pk] or sent[pk]}


def _sentence(drafts: int, sent: Counter[str], *, moves: bool) -> str:
    total = drafts + sent.total()
    head = f"{total} of its requests {'is' if total == 1 else 'are'} open"
    if not moves:
        return head + "."
    parts = []
    if drafts:
        parts.append(f"{drafts} {'draft moves' if drafts == 1 else 'drafts move'} with it")
    parts += [f"{number} {'stays' if number == 1 else 'stay'} with {name}" for name, number in sent.items()]
    return f"{head}: {in_a_row(parts)}.{NO_LONGER_THERE if sent else ''}"
