"""What others tried, beside what somebody writes: sums first, then cases (RES-2)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.practice.models import PracticeCase
from locality.practice.queries.like_this import Sums, sums_like_this
from locality.practice.queries.similar import similar_cases
from locality.values.sentences import count
from locality.writing.presenters.draft import Draft

FEWEST = 5
"""Smaller counts could point at a child, so they are not said, nor what they could be worked out from."""
SHOWN = 3


@dataclass(frozen=True)
class Tried:
    """One case: its title and page, what it took, and what came of it."""

    title: str
    href: str
    took: str
    came: str


@dataclass(frozen=True)
class LikeThis:
    """What stands beside a question: a sentence of sums, some cases, and where there are more."""

    sums: str
    cases: tuple[Tried, ...]
    more: str


def like_this(viewer: Viewer, draft: Draft) -> LikeThis | None:
    """For whoever may read cases; nothing where there is nothing like it. Five queries at most."""
    if not viewer.can_somewhere(Permission.PRACTICE_SEE):
        return None
    filled, school = draft.filled, draft.rfr.school
    kind = filled.kinds[0].value if len(filled.kinds) == 1 else ""
    words = draft.raw.get("solution", "")
    found = similar_cases(
        viewer, filled.needs, school.phase, filled.key_stage, kind, words if filled.needs else "", limit=SHOWN
    )
    sums = say_sums(sums_like_this(draft.rfr.authority_id, filled.needs, school.phase))
    if not (found or sums):
        return None
    asked = {"phase": school.phase} | ({"need": str(filled.needs[0])} if filled.needs else {})
    return LikeThis(sums, tuple(_tried(each) for each in found), f"{reverse('practice')}?{urlencode(asked)}")


def _tried(case: PracticeCase) -> Tried:
    cost = "no cost" if case.cost == "none" else case.get_cost_display()
    return Tried(
        case.shown_title,
        reverse("practice_case", args=[case.pk]),
        ", ".join(filter(None, (case.took, cost))),
        case.get_result_display(),
    )


def say_sums(sums: Sums) -> str:
    """ "12 requests like this were decided: 7 were agreed, 5 have been reported on." No small count, and none by its rest."""
    if sums.decided < FEWEST:
        return ""
    last, said = sums.decided, []
    for number, words in (
        (sums.agreed, "were agreed"),
        (sums.reported, "have been reported on"),
        (sums.hoped, "came to what was hoped, or more"),
    ):
        if number < FEWEST:
            break
        if 0 < last - number < FEWEST:
            said.append(f"nearly all {words}")
        else:
            said.append(f"{number:,} {words}")
            last = number
    parts = ", ".join(said)
    decided = f"{count(sums.decided, 'request')} like this {'was' if sums.decided == 1 else 'were'} decided"
    return f"{decided}: {parts}." if parts else f"{decided}."
