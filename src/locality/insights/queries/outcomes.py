"""What the money came to: the reviews of a funding year with what the ledger keeps for each (OBJ-3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.budgets.queries.held import coming_back_by_decisions, kept_by_decisions
from locality.communities.scope import Viewer
from locality.outcomes.models import Review, SecondLevel
from locality.outcomes.workflow import ReviewIs
from locality.resource_requests.models import ResourceRequest
from locality.values.money import NOTHING

NOT_REPORTED = "not_reported"


@dataclass(frozen=True)
class Reviewed:
    """One review whose date has come, or that was reported: its money in pounds, and what came of it.

    `kept` is what was promised, less what was given back or is to be.

    `came` is `NOT_REPORTED` where the school has not said it. `inside`: the reader holds an office in its community.
    """

    community: str
    school: str
    phase: str
    advice: bool
    school_support: bool
    funding: bool
    needs: tuple[str, ...]
    pupils: int
    kept: Decimal
    came: str
    strength: str
    inside: bool


def reviewed_for(viewer: Viewer, year: FundingYear | None) -> list[Reviewed]:
    """The reviews a person may know of, whose date is in a funding year and has come, or that were reported: four queries."""
    if year is None:
        return []
    scope = viewer.scope(Permission.REQUEST_SEE_SUBMITTED)
    seen = scope.q(community="community_id", area="community__area_id", authority="authority_id")
    of_year = Q(authority=year.authority_id, due_on__gte=year.start, due_on__lte=year.end)
    told = Q(due_on__lte=viewer.today) | Q(state=ReviewIs.REPORTED)
    reviews = Review.objects.filter(seen, of_year, told).exclude(state=ReviewIs.ENDED).order_by()
    rows = reviews.values(
        "rfr_id", "decision_id", "community_id", "came_of_it", "strength", name=F("community__name"), of=F("school__name"),
        phase=F("school__phase"), pupils=F("rfr__pupil_count"), advice=F("decision__advice"),
        school_support=F("decision__school_support"), funding=F("decision__funding"),
    )  # fmt: skip
    needs, decisions = _needs_of(reviews.values("rfr_id")), reviews.values("decision_id")
    kept, back = kept_by_decisions(decisions), coming_back_by_decisions(decisions)
    return [
        Reviewed(
            community=row["name"],
            school=row["of"],
            phase=row["phase"],
            advice=row["advice"],
            school_support=row["school_support"],
            funding=row["funding"],
            needs=tuple(needs.get(row["rfr_id"], ())),
            pupils=row["pupils"],
            kept=kept.get(row["decision_id"], NOTHING) - back.get(row["decision_id"], NOTHING),
            came=row["came_of_it"] or NOT_REPORTED,
            strength=row["strength"],
            inside=row["community_id"] in scope.communities,
        )
        for row in rows
    ]


def _needs_of(requests: QuerySet[Review, Any]) -> dict[int, list[str]]:
    through = ResourceRequest.needs.through.objects.filter(resourcerequest_id__in=requests)
    found: dict[int, list[str]] = defaultdict(list)
    for rfr, label in through.order_by().values_list("resourcerequest_id", "listitem__label"):
        found[rfr].append(label)
    return found


@dataclass(frozen=True)
class Agreement:
    """How often a second school said the same of an outcome as the first: `same` of `all`."""

    same: int
    all: int


def agreement_for(viewer: Viewer, year: FundingYear | None) -> Agreement:
    """Of the second looks that this person may know of: one query."""
    if year is None:
        return Agreement(0, 0)
    scope = viewer.scope(Permission.REQUEST_SEE_SUBMITTED)
    of = "look__report__review__"
    seen = scope.q(community=f"{of}community_id", area=f"{of}community__area_id", authority=f"{of}authority_id")
    of_year = {f"{of}authority": year.authority_id, f"{of}due_on__gte": year.start, f"{of}due_on__lte": year.end}
    levels = SecondLevel.objects.filter(seen, **of_year)
    first = levels.filter(outcome__results__report=F("look__report"))
    pairs = list(first.values_list("level", "outcome__results__level"))
    return Agreement(sum(second == said for second, said in pairs), len(pairs))


def last_year_begun(years: list[FundingYear], today: date) -> FundingYear | None:
    """The year that runs today, else the latest that has begun."""
    return next((each for each in years if each.start <= today <= each.end), years[0] if years else None)
