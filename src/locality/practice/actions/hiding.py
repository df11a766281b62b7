"""Names that become known later are hidden in what lists and searches read of cases; a case's page hides them at once (RES-9)."""

from datetime import datetime

from django.db import transaction

from locality.communities.models import School
from locality.practice.actions.steps import as_others_find, hold_case
from locality.practice.queries.cases import needs_of
from locality.practice.queries.names import cases_behind


@transaction.atomic
def hide_new_names(*, school: School, at: datetime) -> int:
    """Hide the pupils known of a school by now in its cases that were written before; how many cases were read again."""
    behind = list(cases_behind(school))
    for found in behind:
        case = hold_case(found)
        columns = as_others_find(case, [each.label for each in needs_of(case)])
        for name, text in columns.items():
            setattr(case, name, text)
        case.hidden_at = at
        case.save(update_fields=["hidden_at", *columns])
    return len(behind)
