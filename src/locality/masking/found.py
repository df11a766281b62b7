"""What is found in a text: where it stands, what others read there, and whose it may be (RES-9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from locality.masking.joints import joins
from locality.masking.pieces import Pieces

MANY = 30
"""Of more pupils with one name none is looked at for itself: the time must not grow with them."""
MOST_MIDDLE = 2
"""How many pieces a middle name has at most that no list holds: Mary-Ann, O'Neill."""
INSIDE_MIDDLE = (" ", "-", "'", "")
Span = tuple[int, int]
LOOKED_BACK = 24
"""Letters before a name that say whether it begins a sentence."""
_OPENING = " \t\u00a0\"“‘'("
_ENDS = re.compile(r"[.!?…][\"”’')]*\Z")
_SHORT = re.compile(
    r"(?:^|[^\w])(?:[^\W\d_]|[^\W\d_]\.[^\W\d_]|mr|ms|mrs|dr|st|no|vs|cf|eg|ie|rev|prof|etc|approx)\.\Z", re.IGNORECASE
)
"""A short word with a stop is rather one that was cut, such as "e.g.", than the end of a sentence."""
_IN_A_WORD = re.compile(r"\w|[.@_-]\w")
"""What follows a name inside a file’s name or an address."""


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
        between = at - self.ends - 1
        if self.instead != instead or self.suffix or between > MOST_MIDDLE:
            return False
        follows = is_surname and _is_middle(pieces, at - between, at) if between else joins(pieces, at)
        return follows and may_be_one(self.owners[-1], owners)

    def found(self, pieces: Pieces) -> Found:
        """Where it stands."""
        start, end = pieces.plain.span(pieces.start(self.first), pieces.end(self.ends))
        has_apostrophe = pieces.gaps[self.ends + 1].startswith("'")  # Wills’ needs
        return Found(start, end, self.instead, "’s" if self.suffix and not has_apostrophe else "", self.owners)


def _is_middle(pieces: Pieces, at: int, before: int) -> bool:
    """Whether words with a capital stand before another, as "James" and "Mary-Ann" do in "Leo Mary-Ann Ovenden"."""
    has_spaces = pieces.gaps[at] == " " == pieces.gaps[before]
    return (
        has_spaces
        and all(pieces.gaps[place] in INSIDE_MIDDLE for place in range(at + 1, before))
        and all(map(pieces.has_capital, range(at, before + 1)))
    )


def as_begun(instead: str, text: str, start: int, end: int) -> str:
    """What stands in place of a name, with a capital where it begins a sentence: "A pupil reads", not "a pupil reads"."""
    if not instead[:1].islower() or _IN_A_WORD.match(text, end) or not _begins(text, start):
        return instead
    return instead[:1].upper() + instead[1:]


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - LOOKED_BACK) : start]
    left = before.rstrip(_OPENING)
    if not left:
        return start <= LOOKED_BACK
    if left[-1] in "\n\r•*" or left in ("-", "–") or left[-2:] in ("\n-", "\n–"):
        return True
    return left != before and before[-1:] != "(" and bool(_ENDS.search(left)) and not _SHORT.search(left)


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
