"""What the parents of one child may be told of a request, as its own school may see it (RES-9)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.outcomes.models import Review
from locality.outcomes.workflow import ReviewIs
from locality.parents.models import PageForParents
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.identity import PupilSeen, Reader
from locality.resource_requests.queries.pupils import names_of

TOLD = frozenset({Decision.Outcome.APPROVED, Decision.Outcome.DECLINED})
"""The outcomes that parents can be told of; another says that the schools want to know more, or that the council decides."""
FAMILIES = "families"
"""What stands in an address for the page that names no child."""


@dataclass(frozen=True)
class OfChild:
    """One page that can be made: by letter for a child of the school, or for each family. `label`: as the school sees it."""

    key: str
    label: str
    school_id: int
    pupil: PupilSeen | None = None


def own_pupils(viewer: Viewer, reader: Reader) -> list[PupilSeen]:
    """The pupils of the request whose own school the person is of, with the right to their names."""
    own = viewer.scope(Permission.PUPILS_IDENTIFY).schools
    return [pupil for pupil in reader.pupils if pupil.school_id in own and pupil.named]


def pages_of(viewer: Viewer, reader: Reader) -> list[OfChild]:
    """The pages that a person can make: one a child of their own school; of several pupils, one for each family too."""
    found = [OfChild(pupil.letter, pupil.label, pupil.school_id, pupil) for pupil in own_pupils(viewer, reader)]
    if found and len(reader.pupils) > 1:
        found.append(OfChild(FAMILIES, "For each family, without a name", found[0].school_id))
    return found


def is_told(rfr: ResourceRequest) -> bool:
    """Whether there is a decision that parents can be told of."""
    return bool(rfr.version_id and rfr.decision and rfr.decision.outcome in TOLD)


def school_of(rfr: ResourceRequest, page: OfChild) -> str:
    """The school that tells the parents: of a joint request perhaps one of the others. One query, for those."""
    if page.school_id == rfr.school_id:
        return rfr.school.name
    return rfr.partners.filter(pk=page.school_id).values_list("name", flat=True).first() or rfr.school.name


def review_day(rfr: ResourceRequest, decision: Decision) -> date | None:
    """When the school looks at it again: the review date as it moved it, else that of the decision. One query."""
    moved = Review.objects.filter(rfr=rfr).exclude(state=ReviewIs.ENDED).values_list("due_on", flat=True).first()
    return moved or decision.review_on


def kept_pages(
    rfr: ResourceRequest, decision: Decision, key: str
) -> tuple[PageForParents | None, PageForParents | None]:
    """What the school changed on a page, and what it had changed for an earlier decision on the same version. One query.

    On another version, a letter can be that of another child.
    """
    found = PageForParents.objects.filter(decision__rfr=rfr, decision__version=decision.version_id, key=key).order_by(
        "-pk"
    )
    pages = list(found.exclude(text="", decision__lt=decision.pk).select_related("saved_by"))
    now = next((each for each in pages if each.decision_id == decision.pk), None)
    return now, next((each for each in pages if each.decision_id != decision.pk), None)


def without_others(rfr: ResourceRequest, child: PupilSeen | None, texts: Iterable[str]) -> list[str]:
    """The texts as the parents of one child may read them: every other pupil known is “a pupil”; without a child, everyone.

    Two queries. Who shares a word of the child's name is hidden with it, as in every text that others read.
    """
    texts = list(texts)
    names = names_of(rfr)
    others = [
        replace(each.hidden, stand_in=ANY_PUPIL)
        for each in (*names.pupils, *names.others_in(texts))
        if child is None or not _is_same(each.hidden, child)
    ]
    mask = Mask(dict.fromkeys(others), (*names.people, *([child.name] if child and child.name else [])))
    return [mask(text) for text in texts]


def _is_same(hidden: Hidden, child: PupilSeen) -> bool:
    """Whether this is the child, also where it is listed elsewhere without a date of birth."""
    return hidden.name == child.name and (hidden.born == child.born or hidden.born is None or child.born is None)
