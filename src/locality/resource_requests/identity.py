"""Who may see a pupil's name: decided here, and nowhere else (RES-9).

Every way out (page, search, PDF, Word, sheet, message) takes the pupils and the texts of a request through a
`Reader`. A reader without the right gets "Pupil A, Year 4", and texts in which the listed names are replaced.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.communities.scope import Viewer
from locality.masking.names import Hidden, Mask
from locality.resource_requests.models import Pupil, ResourceRequest
from locality.values.references import pupil_letter


@dataclass(frozen=True)
class PupilSeen:
    """A pupil as one reader may see them: `name` and `born` are None where they may not."""

    letter: str
    name: str | None
    born: date | None
    year_group: str
    support: str
    looked_after: bool
    has_specific_allocation: bool
    school_id: int

    @property
    def label(self) -> str:
        """What stands for the pupil on a page: the name, or "Pupil A, Year 4"."""
        return self.name or f"Pupil {self.letter}, {self.year_group}"


def sees_all_names(viewer: Viewer, request: ResourceRequest) -> bool:
    """Whether the person may see the identity of every pupil of the request."""
    return viewer.can(Permission.PUPILS_IDENTIFY, school=request.school, community=request.community)


def is_member(viewer: Viewer, request: ResourceRequest) -> bool:
    """Whether the person represents a school of the request's community; the authority's rules say if these see names."""
    return any(
        office.school and office.school.community_id == request.community_id
        for office in viewer.offices
        if Permission.REQUEST_SEE_SUBMITTED in ROLES[office.role].community_permissions
    )


def identity_masker(pupils: Iterable[tuple[str, str, date | None]]) -> Mask:
    """A function that hides who these pupils are: their names, what stands in place of each, and dates of birth."""
    return Mask(Hidden(name, stand_in, born) for name, stand_in, born in pupils)


def pupils_named_in(pupils: Iterable[tuple[str, str]], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Which pupils' names stand in which texts: (question, pupil's reference), to warn the school before it signs."""
    mask = Mask(Hidden(name, reference) for name, reference in pupils)
    return [(question, pupil.stand_in) for question, text in texts.items() for pupil in mask.named_in([text])]


def how_many_named(pupils: Iterable[tuple[str, date | None]], texts: Iterable[str]) -> int:
    """How many of these pupils are named in the texts, or told by their date of birth."""
    return len(Mask(Hidden(name, "", born) for name, born in pupils).named_in(texts))


class Reader:
    """One person reading one version's pupils, and any text of the request.

    `listed` are the pupils of every version: a name taken off the list later still stands in earlier texts.
    """

    def __init__(
        self,
        viewer: Viewer,
        request: ResourceRequest,
        version_id: int | None,
        listed: Iterable[Pupil],
        *,
        members_see_names: bool = False,
    ) -> None:
        sees_all = sees_all_names(viewer, request) or (members_see_names and is_member(viewer, request))
        own = viewer.scope(Permission.PUPILS_IDENTIFY).schools
        self.pupils: list[PupilSeen] = []
        hidden: list[tuple[str, str, date | None]] = []
        self._known: list[tuple[str, date | None]] = []
        for pupil in listed:
            named = sees_all or pupil.school_id in own
            letter = pupil_letter(pupil.position)
            if not named:
                hidden.append((pupil.name, f"Pupil {letter}", pupil.born))
            else:
                self._known.append((pupil.name, pupil.born))
            if pupil.version_id == version_id:
                self.pupils.append(_seen(pupil, letter, named=named))
        self._mask = identity_masker(hidden)

    @property
    def names_shown(self) -> int:
        """How many pupils this reader sees by name: a sight to record when above 0."""
        return sum(pupil.name is not None for pupil in self.pupils)

    def text(self, text: str) -> str:
        """A text as this reader may see it."""
        return self._mask(text)

    def named_in(self, texts: Iterable[str]) -> int:
        """How many pupils this reader sees by name in texts of a page that doesn't list them."""
        return how_many_named(self._known, texts)


def _seen(pupil: Pupil, letter: str, *, named: bool) -> PupilSeen:
    return PupilSeen(
        letter=letter,
        name=(pupil.name or None) if named else None,
        born=pupil.born if named else None,
        year_group=pupil.year_group,
        support=pupil.support,
        looked_after=pupil.looked_after,
        has_specific_allocation=pupil.has_specific_allocation,
        school_id=pupil.school_id,
    )
