"""Two cases that tell nearly the same become one: the links of the first lead to the other."""

from datetime import datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.practice.actions.steps import hold_case, take_case
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import needs_of
from locality.practice.rules.permitted import why_not_merge
from locality.practice.rules.written import likeness_of
from locality.practice.workflow import G, OfCase
from locality.values.transitions import Guards


@transaction.atomic
def merge_case(*, case: PracticeCase, into: PracticeCase, by: Viewer, at: datetime) -> PracticeCase:
    """Merge a case into another one, which stays as it is. Raises NotPossible."""
    held = {pk: hold_case(PracticeCase(pk=pk)) for pk in sorted({case.pk, into.pk})}
    case, other = held[case.pk], held[into.pk]
    one, another = likeness_of(case, needs_of(case)), likeness_of(other, needs_of(other))
    guards: Guards = {G.ALIKE: lambda: why_not_merge(case, other, one, another)}
    columns = {"merged_into": other, "review_on": None}
    return take_case(case, OfCase.MERGE, guards, by=by, at=at, columns=columns, after={"into": f"case {other.pk}"})
