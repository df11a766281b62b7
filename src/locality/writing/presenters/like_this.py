"""What others tried, beside what somebody writes: sums first, then cases (RES-2)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.practice.models import PracticeCase
from locality.practice.queries.like_this import Sums, sums_like_this
from locality.practice.queries.similar import similar_cases
from locality.values.sentences import count
from locality.writing.presenters.draft import Draft

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
    found = similar_cases(viewer, filled.needs, school.phase, filled.key_stage, kind, words, limit=SHOWN)
    fewest = rules_on(draft.rfr.authority, viewer.today).small_number_below
    sums = say_sums(sums_like_this(draft.rfr.authority_id, filled.needs, school.phase), fewest)
    if not (found or sums):
        return None
    asked = {"phase": school.phase} | ({"need": str(filled.needs[0])} if filled.needs else {})
    return LikeThis(sums, tuple(_tried(each) for each in found), f"{reverse('practice')}?{urlencode(asked)}")


def _tried(case: PracticeCase) -> Tried:
    return Tried(
        case.shown_title,
        reverse("practice_case", args=[case.pk]),
        say_took(case.took, "no cost" if case.cost == "none" else case.get_cost_display()),
        case.get_result_display(),
    )


def say_took(took: str, cost: str) -> str:
    """ "60 hours over 12 weeks, under £500": what a case took and cost, as one line."""
    line = ", ".join(filter(None, (took, cost[:1].lower() + cost[1:])))
    return line[:1].upper() + line[1:]


def say_sums(sums: Sums, fewest: int) -> str:
    """ "Of 12 requests with these needs, 7 were agreed. Schools have reported on 5."

    No count below the council's `fewest`, which could point at a child, and none that could be worked out from the others.
    """
    if sums.decided < max(fewest, 1):
        return ""
    last, said = sums.decided, []
    for number in (sums.agreed, sums.reported, sums.hoped):
        if number < max(fewest, 1):
            break
        left = last - number
        said.append("all" if left == 0 else "nearly all" if 0 < left < fewest else f"{number:,}")
        last = last if said[-1] == "nearly all" else number
    requests = f"{count(sums.decided, 'request')} with these needs"
    if not said:
        return f"{requests} {'was' if sums.decided == 1 else 'were'} decided."
    agreed, *later = said
    sentences = [f"Of {requests}, {agreed} {'was' if agreed == '1' else 'were'} agreed."]
    if later:
        reported, *hoped = (f"{each} of those" if each.endswith("all") else each for each in later)
        came = [f"{each.removesuffix(' of those')} of those came to what was hoped, or more" for each in hoped]
        sentences.append(", and ".join([f"Schools have reported on {reported}", *came]) + ".")
    return " ".join(sentences)
