"""Who may see a pupil's name: decided here, and nowhere else (RES-9).

Every way out (page, search, PDF, Word, sheet, message) takes the pupils and the texts of a request through a
`Reader`. A reader without the right gets "Pupil A, Year 4", and texts in which the listed names are replaced.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.communities.scope import Viewer
from locality.masking.called import Hidden
from locality.masking.names import mask_for
from locality.resource_requests.models import Pupil, ResourceRequest
from locality.resource_requests.queries.pupil_names import Names, Whose
from locality.resource_requests.queries.pupils import as_listed, named_in
from locality.values.references import pupil_letter


@dataclass(frozen=True)
class PupilSeen:
    """A pupil as one reader may see them. Who may not know the name (`named`) knows letter and year group alone."""

    letter: str
    named: bool
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


def sees_all_names(viewer: Viewer, rfr: ResourceRequest) -> bool:
    """Whether the person may see the identity of every pupil of the request."""
    return viewer.can(Permission.PUPILS_IDENTIFY, school=rfr.school, community=rfr.community)


def is_member(viewer: Viewer, rfr: ResourceRequest) -> bool:
    """Whether the person represents a school of the request's community; the authority's rules say if these see names."""
    return any(
        office.school and office.school.community_id == rfr.community_id
        for office in viewer.offices
        if Permission.REQUEST_SEE_SUBMITTED in ROLES[office.role].community_permissions
    )


def known_to(viewer: Viewer, rfr: ResourceRequest, names: Names) -> tuple[Hidden, ...]:
    """The pupils whom a writer with the right to the request's names may be told of while a text is typed.

    Those signed in the request, those of schools whose pupils the writer may know, and for the asking school those typed
    in this very request or in what it was copied from. Any other would tell which names are listed elsewhere.
    """
    own = viewer.scope(Permission.PUPILS_IDENTIFY).schools
    asking = rfr.school_id in own
    return tuple(each.hidden for each in names.pupils if each.signed or each.school_id in own or (asking and each.own))


class Reader:
    """One person reading one version's pupils, and any text of the request.

    `names` are all whose names may stand in its texts: a name taken off the list later still stands in earlier ones.
    The letters are those of the version.
    """

    def __init__(
        self,
        viewer: Viewer,
        rfr: ResourceRequest,
        pupils: Iterable[Pupil],
        names: Names,
        *,
        texts: Iterable[str] = (),
        members_see_names: bool = False,
    ) -> None:
        """`pupils` and `texts` are those of the version that is read."""
        as_member = members_see_names and is_member(viewer, rfr)
        sees_all = sees_all_names(viewer, rfr) or as_member
        sees_community = viewer.can(Permission.PUPILS_IDENTIFY, community=rfr.community) or as_member
        own = viewer.scope(Permission.PUPILS_IDENTIFY).schools

        def sees(each: Whose) -> bool:
            return each.school_id in own or (sees_community if each.of_meeting else sees_all)

        listed = list(pupils)
        names = as_listed(names, map(_listed, listed)) if listed else names
        self.pupils = [_seen(each, named=sees_all or each.school_id in own) for each in listed]
        self.sees_numbers = (
            sees_all
            or all(each.named for each in self.pupils)
            or viewer.can(Permission.PUPILS_COUNT, school=rfr.school, community=rfr.community)
        )
        self._names, self._sees = names, sees
        self._texts = list(texts)
        self._others: dict[Whose, None] = {}
        self._read: set[str] = set()
        self._make()
        self._look_at(self._texts)

    def _make(self) -> None:
        """What hides the pupils whom the reader may not know, also of the community as far as a text may name them."""
        pupils = (*self._names.pupils, *self._others)
        self._seen = [each.hidden for each in pupils if self._sees(each)]
        hidden = tuple(each.hidden for each in pupils if not self._sees(each))
        self._mask = mask_for(hidden, (*self._names.people, *(each.name for each in self._seen)))

    def _look_at(self, texts: Iterable[str]) -> None:
        """Know the pupils of the community whom these texts may name."""
        new = [text for text in texts if text not in self._read]
        self._read.update(new)
        seen = {each.name for each in self._seen}
        found = dict.fromkeys(each for each in self._names.others_in(new) if each not in self._others)
        # a pupil whom the reader knows may be listed at another school too
        others = [each for each in found if self._sees(each) or each.hidden.name not in seen]
        if others:
            self._others |= dict.fromkeys(others)
            self._make()

    @cached_property
    def names_shown(self) -> int:
        """How many pupils this reader sees by name: a sight to record when above 0.

        Besides those listed, those of earlier or other requests whom the texts name.
        """
        listed = [pupil.name for pupil in self.pupils if pupil.name]
        others = [each for each in self._named(self._texts) if each.name not in listed]
        return len(listed) + len(others)

    def text(self, text: str) -> str:
        """A text as this reader may see it."""
        self._look_at([text])
        return self._mask(text)

    def named_in(self, texts: Iterable[str]) -> int:
        """How many pupils this reader sees by name in texts of a page that doesn't list them."""
        told = list(texts)
        self._look_at(told)
        return len(self._named(told))

    def _named(self, texts: Iterable[str]) -> list[Hidden]:
        return named_in(self._seen, self._names.people, texts) if self._seen else []


def _listed(pupil: Pupil) -> Whose:
    hidden = Hidden(pupil.name, f"Pupil {pupil_letter(pupil.position)}", pupil.born)
    return Whose(hidden, pupil.school_id, signed=True, own=True)


def _seen(pupil: Pupil, *, named: bool) -> PupilSeen:
    """What tells one child from another is told with the name, or not at all."""
    return PupilSeen(
        letter=pupil_letter(pupil.position),
        named=named,
        name=(pupil.name or None) if named else None,
        born=pupil.born if named else None,
        year_group=pupil.year_group,
        support=pupil.support if named else "",
        looked_after=named and pupil.looked_after,
        has_specific_allocation=named and pupil.has_specific_allocation,
        school_id=pupil.school_id,
    )
