"""Exceptional requests: how many, and why (EXC-1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count, F, Q, Sum

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.communities.scope import Viewer
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import Progress
from locality.values.money import NOTHING, PENNY
from locality.values.working_days import end_of


class Outcome(StrEnum):
    """What became of an exceptional request."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    REFERRED = "referred"
    BACK = "back"


def outcome_of(state: str) -> Outcome:
    """What became of an exceptional request that stands here."""
    match MACHINE.state(state).progress:
        case Progress.CHAIR:
            return Outcome.WAITING
        case Progress.APPROVED:
            return Outcome.APPROVED
        case Progress.DECLINED:
            return Outcome.DECLINED
        case Progress.COUNCIL:
            return Outcome.REFERRED
        case Progress.UNSENT | Progress.RETURNED | Progress.WITHDRAWN | Progress.AGENDA | Progress.DEFERRED:
            return Outcome.BACK


@dataclass(frozen=True)
class Counted:
    """Exceptional requests of one kind: how many, of how many pupils, and what was approved for them in pounds."""

    reason: str
    outcome: Outcome
    area: str
    community: str
    inside: bool
    requests: int
    pupils: int
    approved: Decimal


def exceptional_for(viewer: Viewer, year: FundingYear | None) -> list[Counted]:
    """The exceptional requests a person may know of, submitted in a funding year or ever: one query.

    `inside`: the person holds an office in the community itself, so its numbers of pupils are not hidden.
    """
    scope = viewer.scope(Permission.REQUEST_SEE_SUBMITTED)
    seen = scope.q(community="community_id", area="community__area_id", authority="authority_id")
    found = ResourceRequest.objects.filter(seen, kind=ResourceRequest.Kind.EXCEPTIONAL, submitted_at__isnull=False)
    if year:
        before = date.fromordinal(year.start.toordinal() - 1)
        found = found.filter(
            authority=year.authority_id, submitted_at__gt=end_of(before), submitted_at__lte=end_of(year.end)
        )
    rows = (
        found.order_by()
        .values(
            "exceptional_reason", "state", "community_id", area=F("community__area__name"), name=F("community__name")
        )
        .annotate(requests=Count("pk"), pupils=Sum("pupil_count"), approved=Sum("approved_amount"))
    )
    return [
        Counted(
            reason=row["exceptional_reason"],
            outcome=outcome_of(row["state"]),
            area=row["area"],
            community=row["name"],
            inside=row["community_id"] in scope.communities,
            requests=row["requests"],
            pupils=row["pupils"] or 0,
            approved=(row["approved"] or NOTHING).quantize(PENNY),
        )
        for row in rows
    ]


def years_of_viewer(viewer: Viewer) -> list[FundingYear]:
    """The funding years that have begun in the person's councils, latest first."""
    return list(
        FundingYear.objects.filter(Q(authority__in=viewer.authority_ids), start__lte=viewer.today)
        .select_related("authority")
        .order_by("-start", "authority__name")
    )
