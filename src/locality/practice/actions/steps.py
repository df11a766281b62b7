"""What moves a case along its life: it asks the table (`workflow.py`), writes where the case stands, and logs it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.masking.names import Mask
from locality.practice.models import PracticeCase
from locality.practice.queries.names import mask_of_school, places_of
from locality.practice.rules.gate import Finding, look_over
from locality.practice.rules.written import texts_of
from locality.practice.workflow import MACHINE, CaseIs, OfCase
from locality.values.keys import searchable
from locality.values.transitions import Guards


def hold_case(case: PracticeCase) -> PracticeCase:
    """The case, locked and as it stands now: of two who do something with it at the same moment, the first does."""
    held = PracticeCase.objects.select_for_update(of=("self",))
    return held.select_related(
        "authority",
        "community",
        "school__authority",
        "school__community__area",
        "school__community__authority",
        "written_by",
        "asked_by",
        "started_by",
    ).get(pk=case.pk)


def allow_event(event: OfCase, by: Viewer, case: PracticeCase) -> None:
    """Refuse whoever does not hold the permission that the table asks for, for the case's school or place. Raises NotAllowed."""
    permission = Permission(MACHINE.row(event).permission)
    if permission is Permission.PRACTICE_WRITE:
        allow(by, permission, school=case.school)
    else:
        allow(by, permission, community=case.community, authority=case.authority)


def take_case(
    case: PracticeCase,
    event: OfCase,
    guards: Guards,
    *,
    by: Viewer,
    at: datetime,
    columns: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> PracticeCase:
    """Move a locked case along, with the columns that change with it, and log it. Raises NotPossible."""
    allow_event(event, by, case)
    case.state = CaseIs(MACHINE.ask(case.state, event, guards))
    given = dict(columns or {})
    for name, value in given.items():
        setattr(case, name, value)
    case.save(update_fields=["state", *given])
    record(f"practice_case.{event}", case, by=by.user, at=at, after={"state": str(case.state), **(after or {})})
    return case


def look_over_case(case: PracticeCase, mask: Mask | None = None) -> list[Finding]:
    """What in the texts of a case could tell of a child, by the names known now. Three queries; one where the mask is given."""
    return look_over(texts_of(case), mask or mask_of_school(case.school), places_of(case.school))


def look_over_as_read(case: PracticeCase, mask: Mask) -> tuple[bool, list[Finding]]:
    """Whether a pupil is named in a case; and what else was found, in the texts as others read them: no name beside it."""
    places = places_of(case.school)
    blocks = any(each.blocks for each in look_over(texts_of(case), mask, places))
    read = {name: mask(text) for name, text in texts_of(case).items()}
    return blocks, [each for each in look_over(read, mask, places) if not each.blocks]


def as_others_find(case: PracticeCase, labels: list[str]) -> dict[str, str]:
    """The columns that lists and searches read of what is written: without the pupils known now. Two queries."""
    mask = mask_of_school(case.school)
    title, tried, unsuited = (mask(text) for text in texts_of(case).values())
    return {"shown_title": title[:200], "search_text": searchable(" ".join([title, tried, unsuited, *labels]))}
