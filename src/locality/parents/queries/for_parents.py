"""What the parents of one child may be told of a request, as its own school may see it (RES-9)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
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


def without_others(rfr: ResourceRequest, child: PupilSeen, texts: Iterable[str]) -> list[str]:
    """The texts of a request as the parents of its one child may read them: every other pupil known is “a pupil”.

    Two queries. Who shares a word of the child's name is hidden with it, as in every text that others read.
    """
    texts = list(texts)
    names = names_of(rfr)
    own = (child.name, child.born)
    others = [
        replace(each.hidden, stand_in=ANY_PUPIL)
        for each in (*names.pupils, *names.others_in(texts))
        if (each.hidden.name, each.hidden.born) != own and not _is_same(each.hidden, child)
    ]
    mask = Mask(dict.fromkeys(others), (*names.people, child.name or ""))
    return [mask(text) for text in texts]


def _is_same(hidden: Hidden, child: PupilSeen) -> bool:
    """Whether this is the child, listed elsewhere without a date of birth."""
    return hidden.name == child.name and (hidden.born is None or child.born is None)
