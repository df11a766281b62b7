"""What a school's community agreed for it in a funding year: counted, without a pupil."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.budgets.queries.held import coming_back_by_decisions, kept_by_decisions
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
    """The requests that a school led and that were agreed in a year: how many, for how many pupils, what, and how much.

    `amount`: what was kept of the money; `pupils_with_money`: the pupils of those requests that kept some.
    """

    requests: int = 0
    pupils: int = 0
    kinds: tuple[Kind, ...] = ()
    amount: Decimal = NOTHING
    pupils_with_money: int = 0


_Row = tuple[int, int, frozenset[Kind]]
"""A request: its decision, how many pupils, and the kinds of support that were agreed."""


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


def agreed_in(schools: Collection[School], year: FundingYear) -> dict[int, Agreed]:
    """What was agreed for each school in the year, by the day of the approval: three queries.

    The money is what the decisions promised, as the ledger has it, less what the school gave back or is to give back.
    """
    found = ResourceRequest.objects.filter(
        school__in=schools,
        approved_on__range=(year.start, year.end),
        decision__outcome="approved",
    ).exclude(state=S.WITHDRAWN)
    rows = found.order_by("pk").values_list(
        "school_id", "decision_id", "pupil_count", *(f"decision__{kind}" for kind in Kind)
    )
    of_school: dict[int, list[_Row]] = defaultdict(list)
    for school, decision, pupils, *kinds in rows:
        of_school[school].append(
            (decision, pupils, frozenset(kind for kind, has in zip(Kind, kinds, strict=True) if has))
        )
    decisions = [decision for each in of_school.values() for decision, *_ in each]
    kept, coming = kept_by_decisions(decisions), coming_back_by_decisions(decisions)
    money = {each: kept.get(each, NOTHING) - coming.get(each, NOTHING) for each in decisions}
    return {school: _in_all(rows, money) for school, rows in of_school.items()}


def _in_all(rows: list[_Row], money: Mapping[int, Decimal]) -> Agreed:
    return Agreed(
        requests=len(rows),
        pupils=sum(pupils for _, pupils, _ in rows),
        kinds=tuple(kind for kind in Kind if any(kind in kinds for *_, kinds in rows)),
        amount=sum((money[decision] for decision, *_ in rows), NOTHING),
        pupils_with_money=sum(pupils for decision, pupils, _ in rows if money[decision]),
    )
