"""A pupil whose name may stand in a text, and all names that belong to the texts of one request (RES-9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from locality.masking.called import Hidden
from locality.resource_requests.queries.community_pupils import may_be_named


@dataclass(frozen=True, slots=True)
class Whose:
    """A pupil whose name may stand in a text, with the pupil's own school.

    `signed`: listed in a version of the request itself, in whichever. `own`: there, in its drafts, or in what it was copied
    or continued from. `of_meeting`: known only of another request that the same meeting had.
    """

    hidden: Hidden
    school_id: int
    signed: bool = False
    own: bool = False
    of_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody whose name may stand in the texts of one request: pupils, those of the request first, and others.

    `on_record` are the names of accounts and of places, `by_hand` those that somebody typed. `of_community` are all pupils
    of its community, as `may_be_named` reads them.
    """

    pupils: tuple[Whose, ...] = ()
    on_record: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    of_community: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """Names that everybody may read."""
        return (*self.by_hand, *self.on_record)

    @property
    def hidden(self) -> list[Hidden]:
        """All its pupils."""
        return [each.hidden for each in self.pupils]

    def others_in(self, texts: Iterable[str]) -> list[Whose]:
        """Pupils of the community whom its own lists don't hold, and whom any of the texts may name."""
        found = may_be_named(self.of_community, texts)
        if not found:
            return []
        here = {(each.hidden.name, each.hidden.born, each.school_id) for each in self.pupils}
        return [
            Whose(each.hidden, each.school_id, of_meeting=True)
            for each in found
            if (each.hidden.name, each.hidden.born, each.school_id) not in here
        ]
