"""A case is written by its school: started, changed, looked at again, withdrawn. Nothing is ever copied from a request."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.hiding import without_pupils
from locality.communities.models import Authority, ListItem, School
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.practice.actions.steps import as_others_find, hold_case, take_case
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import needs_of
from locality.practice.queries.names import mask_of_school
from locality.practice.rules.permitted import why_not_as_seen
from locality.practice.rules.written import Written, why_not_written
from locality.practice.workflow import G, OfCase
from locality.values.refusals import NotPossible, refuse
from locality.values.whole import whole
from locality.values.working_days import day_of

YEARS_TO_REVIEW = 2
LONGEST_REASON = 300


@transaction.atomic
def start_case(*, school: School, written: Written, by: Viewer, at: datetime) -> PracticeCase:
    """A draft of this school, with whatever is known so far: of a report needs, phase, key stage and kind, and no text.

    Raises NotPossible.
    """
    allow(by, Permission.PRACTICE_WRITE, school=school)
    if school.community is None:
        raise NotPossible(f"{school.name} is not in a community, so there is no one to share a case with.", "school")
    case = PracticeCase(
        authority=school.authority,
        community=school.community,
        school=school,
        started_by=by.user,
        started_at=at,
    )
    needs = _fill(case, written, (), by=by, at=at)
    case.save()
    case.needs.set(needs)
    record("practice_case.started", case, by=by.user, at=at)
    return case


@transaction.atomic
def change_case(*, case: PracticeCase, written: Written, seen: str, by: Viewer, at: datetime) -> PracticeCase:
    """Write a case as given. One that others read is a draft again, until it is shared anew. Raises NotPossible.

    `seen`: the mark of the case as the writer had it open (`permitted.mark_of_case`).
    """
    case = hold_case(case)
    had = needs_of(case)
    before = [each.pk for each in had]
    why = why_not_as_seen(case, before, seen)
    take_case(case, OfCase.CHANGE, {G.AS_SEEN: lambda: why}, by=by, at=at, columns={"review_on": None, "reason": ""})
    needs = _fill(case, written, before, by=by, at=at)
    case.save()
    case.needs.set(needs)
    return case


@transaction.atomic
def review_case(*, case: PracticeCase, by: Viewer, at: datetime) -> PracticeCase:
    """Its school says that a case is still right: it is marked again only in 2 years. Raises NotPossible."""
    case = hold_case(case)
    return take_case(case, OfCase.REVIEW, {}, by=by, at=at, columns={"review_on": review_day(day_of(at))})


@transaction.atomic
def withdraw_case(*, case: PracticeCase, by: Viewer, at: datetime) -> PracticeCase:
    """Its school withdraws a case: at once nobody else reads it. Raises NotPossible."""
    case = hold_case(case)
    return take_case(case, OfCase.WITHDRAW, {}, by=by, at=at, columns={"reason": "", "review_on": None})


def review_day(today: date) -> date:
    """The day on which a case that is shared now is to be looked at again."""
    year = today.year + YEARS_TO_REVIEW
    return today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)


def typed_reason(case: PracticeCase, reason: str) -> str:
    """Why a case is sent back or withdrawn, as it is kept and sent: it names no pupil of the school or its community."""
    return whole(without_pupils(mask_of_school(case.school)(reason.strip()), [case.community]), LONGEST_REASON)


def _fill(case: PracticeCase, written: Written, had: Collection[int], *, by: Viewer, at: datetime) -> list[ListItem]:
    """Put what is written into the columns of a case; its needs are returned. Raises NotPossible."""
    refuse(why_not_written(written))
    asked = {*written.needs, *([written.key_stage] if written.key_stage else ())}
    offered = _offered(case.authority, asked, {*had, case.key_stage_id})
    needs = [_of_list(offered, pk, ListItem.ListName.NEED, "needs") for pk in dict.fromkeys(written.needs)]
    case.key_stage = (
        _of_list(offered, written.key_stage, ListItem.ListName.KEY_STAGE, "key_stage") if written.key_stage else None
    )
    case.title = " ".join(written.title.split())
    for name in ("phase", "kind", "cost", "result", "strength", "contact", "hours", "weeks"):
        setattr(case, name, getattr(written, name))
    case.tried, case.unsuited = written.tried.strip(), written.unsuited.strip()
    case.written_by, case.written_at, case.hidden_at = by.user, at, at
    for name, text in as_others_find(case, [each.label for each in needs]).items():
        setattr(case, name, text)
    return needs


def _offered(authority: Authority, asked: Collection[int], had: Collection[int | None]) -> dict[int, ListItem]:
    found = ListItem.objects.filter(authority=authority, pk__in=asked)
    return {each.pk: each for each in found if each.in_use or each.pk in had}


def _of_list(offered: dict[int, ListItem], pk: int, name: str, field: str) -> ListItem:
    found = offered.get(pk)
    if found is None or found.list_name != name:
        raise NotPossible("Select answers from the list", field)
    return found
