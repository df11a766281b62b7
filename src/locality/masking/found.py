"""What is found in a text: where it stands, what others read there, and whose it may be (RES-9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from locality.masking.joints import joins
from locality.masking.pieces import Pieces

MANY = 30
"""Of more pupils with one name none is looked at for itself: the time must not grow with them."""
Span = tuple[int, int]


class Found(NamedTuple):
    """A place in a text that tells of pupils, and what others read there."""

    start: int
    end: int
    instead: str
    suffix: str
    owners: list[Sequence[int]]
    """Whose the names may be, for each of them."""


@dataclass(slots=True)
class Held:
    """A name while a text is read: its pieces, what stands for it, an s behind it, and whose it may be."""

    first: int
    ends: int
    instead: str
    suffix: str
    owners: list[Sequence[int]]

    def goes_on(
        self, pieces: Pieces, at: int, instead: str, owners: Sequence[int], *, is_surname: bool = False
    ) -> bool:
        """Whether what begins at a piece is another part of the same name; a middle name that no list holds may stand between."""
        middle = at - 1
        if self.instead != instead or self.suffix or self.ends < middle - 1:
            return False
        follows = joins(pieces, at) if self.ends == middle else is_surname and _is_middle(pieces, middle)
        return follows and may_be_one(self.owners[-1], owners)

    def found(self, pieces: Pieces) -> Found:
        """Where it stands."""
        start, end = pieces.plain.span(pieces.start(self.first), pieces.end(self.ends))
        has_apostrophe = pieces.gaps[self.ends + 1].startswith("'")  # Wills’ needs
        return Found(start, end, self.instead, "’s" if self.suffix and not has_apostrophe else "", self.owners)


def _is_middle(pieces: Pieces, at: int) -> bool:
    """Whether a word with a capital stands before another, as "James" does in "Leo James Ovenden"."""
    has_spaces = pieces.gaps[at] == " " == pieces.gaps[at + 1]
    return has_spaces and pieces.has_capital(at) and pieces.has_capital(at + 1)


def may_be_one(owners: Sequence[int], others: Sequence[int]) -> bool:
    """Whether two names beside one another may be one pupil's; of very many one is."""
    return owners is others or max(len(owners), len(others)) > MANY or not set(owners).isdisjoint(others)


def without_overlaps(found: list[Found]) -> list[Found]:
    """In order of place. Of two that overlap, one is left over all of both; it reads as the longer of them."""
    kept: list[Found] = []
    longest_first = sorted(found, key=itemgetter(1), reverse=True)  # two plain sorts: a key of both is slow for 200 kB
    for each in sorted(longest_first, key=itemgetter(0)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end > kept[-1].end:
            before = kept.pop()
            longer = max(before, each, key=lambda one: one.end - one.start)
            kept.append(Found(before.start, each.end, longer.instead, each.suffix, [*before.owners, *each.owners]))
    return kept
