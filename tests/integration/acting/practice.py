"""What is done with cases of the practice library, and by whom."""

from django.utils import timezone

from locality.practice.actions import merging, sharing, steps, writing
from tests.integration.acting.acts import INNER, Do, act
from tests.practice_world import case_in, mark, written
from tests.world import Side

WRITERS = ("school_editor", "signatory", "conflicted_chair")
KEEPERS = ("clerk", "deputy_clerk", "locality_team")


@act(writing.start_case, *WRITERS)
def _(side: Side) -> Do:
    given = written(side)
    return lambda by: writing.start_case(school=side.school, written=given, by=by, at=timezone.now())


@act(writing.change_case, *WRITERS)
def _(side: Side) -> Do:
    case, given = case_in(side, "shared"), written(side, weeks=3)
    seen = mark(case)
    return lambda by: writing.change_case(case=case, written=given, seen=seen, by=by, at=timezone.now())


@act(writing.review_case, *WRITERS)
def _(side: Side) -> Do:
    case = case_in(side, "shared")
    return lambda by: writing.review_case(case=case, by=by, at=timezone.now())


@act(writing.withdraw_case, *WRITERS)
def _(side: Side) -> Do:
    case = case_in(side, "shared")
    return lambda by: writing.withdraw_case(case=case, by=by, at=timezone.now())


@act(sharing.share_case, *WRITERS)
def _(side: Side) -> Do:
    case = case_in(side, "draft")
    seen = mark(case)
    return lambda by: sharing.share_case(case=case, with_all=True, confirmed=True, seen=seen, by=by, at=timezone.now())


@act(sharing.release_case, *KEEPERS)
def _(side: Side) -> Do:
    case = case_in(side, "asked")
    seen = mark(case)
    return lambda by: sharing.release_case(case=case, seen=seen, by=by, at=timezone.now())


@act(sharing.send_case_back, *KEEPERS)
def _(side: Side) -> Do:
    case = case_in(side, "asked")
    seen = mark(case)
    return lambda by: sharing.send_case_back(case=case, reason="Not yet", seen=seen, by=by, at=timezone.now())


@act(sharing.pull_case, *KEEPERS)
def _(side: Side) -> Do:
    case = case_in(side, "shared")
    return lambda by: sharing.pull_case(case=case, reason="A child can be told", by=by, at=timezone.now())


@act(merging.merge_case, *KEEPERS)
def _(side: Side) -> Do:
    case, other = case_in(side, "shared"), case_in(side, "shared")
    return lambda by: merging.merge_case(case=case, into=other, by=by, at=timezone.now())


for _each in (steps.allow_event, steps.take_case):
    INNER[f"{_each.__module__}.{_each.__qualname__}"] = "asks what the table says, for the actions that move a case"
