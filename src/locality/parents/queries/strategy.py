"""What a school's community agreed for it in a funding year: counted, without a pupil."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.communities.models import School
from locality.communities.scope import Viewer
from locality.outcomes.models import Review
from locality.outcomes.workflow import ReviewIs
from locality.resource_requests.content.questions import Kind
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S
from locality.values.money import NOTHING


@dataclass(frozen=True)
class Agreed:
    """The requests that a school led and that were agreed in a year: how many, for how many pupils, what, and how much."""

    requests: int = 0
    pupils: int = 0
    kinds: tuple[Kind, ...] = ()
    amount: Decimal = NOTHING


def own_schools(viewer: Viewer) -> list[School]:
    """The schools of whose requests the person sees all, by name: one query."""
    own = viewer.scope(Permission.REQUEST_SEE).schools
    return list(School.objects.filter(pk__in=own).select_related("community", "authority").order_by("name", "pk"))


def years_of_schools(schools: Collection[School]) -> list[FundingYear]:
    """The funding years of their councils, latest first: one query."""
    return list(FundingYear.objects.filter(authority__in={each.authority_id for each in schools}).order_by("-start"))


def came_in(schools: Collection[School], year: FundingYear) -> dict[int, list[str]]:
    """What each school reported of what was agreed for it in the year, a word for each report: one query."""
    found = Review.objects.filter(
        school__in=schools, state=ReviewIs.REPORTED, rfr__approved_on__range=(year.start, year.end)
    )
    came: dict[int, list[str]] = defaultdict(list)
    for school, word in found.order_by("pk").values_list("school_id", "came_of_it"):
        came[school].append(word)
    return came


def agreed_in(school: School, year: FundingYear) -> Agreed:
    """What was agreed for the school in the year, by the day of the approval: one query.

    The money is the council's final amount, and what was agreed until there is one.
    """
    found = ResourceRequest.objects.filter(
        school=school,
        approved_on__range=(year.start, year.end),
        decision__outcome="approved",
    ).exclude(state=S.WITHDRAWN)
    sums = found.aggregate(
        requests=Count("pk"),
        pupils=Sum("pupil_count"),
        amount=Sum(Coalesce("final_amount", "approved_amount")),
        **{f"of_{kind}": Count("pk", filter=Q(**{f"decision__{kind}": True})) for kind in Kind},
    )
    return Agreed(
        sums["requests"],
        sums["pupils"] or 0,
        tuple(kind for kind in Kind if sums[f"of_{kind}"]),
        sums["amount"] or NOTHING,
    )
