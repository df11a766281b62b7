"""Cases of the practice library in any state, brought there by the product's own actions."""

from typing import Any

from django.utils import timezone

from locality.practice.actions import merging, sharing, writing
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import needs_of
from locality.practice.rules.permitted import mark_of_case
from locality.practice.rules.written import Written
from tests.world import Side, acting, needs

TRIED = (
    "A mentor met a small group of pupils at the gate each morning and walked in with them. Staff kept a short note."
)


def written(side: Side, **changes: Any) -> Written:
    """Everything of a case, without anything that could tell of a child."""
    of_need = tuple(each.pk for each in needs(side, "SEMH"))
    given = {
        "title": "A calm start for pupils who find mornings hard", "needs": of_need, "phase": "primary",
        "kind": "advice", "tried": TRIED, "hours": 60, "weeks": 12, "cost": "under_500", "result": "some",
        "strength": "several", "unsuited": "Where no adult can be free at the gate.", "contact": "",
    }  # fmt: skip
    return Written(**given | changes)


def mark(case: PracticeCase) -> str:
    """The mark of a case as it stands."""
    case = PracticeCase.objects.get(pk=case.pk)
    return mark_of_case(case, [each.pk for each in needs_of(case)])


def case_in(side: Side, state: str, *, who: str = "school_editor", **changes: Any) -> PracticeCase:
    """A case of the side's school in this state, written by `who`."""
    by, now = acting(side.people[who]), timezone.now()
    school = changes.pop("school", side.school)
    case = writing.start_case(school=school, written=written(side, **changes), by=by, at=now)
    if state in ("shared", "asked", "released", "merged"):
        with_all = state in ("asked", "released")
        case = sharing.share_case(case=case, with_all=with_all, confirmed=True, seen=mark(case), by=by, at=now)
    if state == "released":
        case = sharing.release_case(case=case, seen=mark(case), by=acting(side.people["clerk"]), at=now)
    if state == "merged":
        other = case_in(side, "shared", who=who, school=school, **changes)
        case = merging.merge_case(case=case, into=other, by=acting(side.people["clerk"]), at=now)
    if state == "withdrawn":
        case = sharing.share_case(case=case, with_all=False, confirmed=True, seen=mark(case), by=by, at=now)
        case = writing.withdraw_case(case=case, by=by, at=now)
    return PracticeCase.objects.get(pk=case.pk)
