"""Whether a part of a pupil's name stands in the name of somebody else: "Mark Jarrold", "JARROLD, Mark", "Leo Grant" (RES-9).

A letter in its place would say of which family the pupil is, or what the pupil is called, though nobody of that name is on
record.
"""

from collections.abc import Callable
from itertools import takewhile

from locality.masking.abbreviations import ABBREVIATIONS
from locality.masking.entries import NO_NAMES, NO_PERSON, OF_GROWN_UPS
from locality.masking.everyday import BASE_VERBS, BEHIND_PLURALS, OF_CHILDREN
from locality.masking.found import INSIDE_MIDDLE, MOST_MIDDLE
from locality.masking.months import CALENDAR
from locality.masking.ordinary import GIVEN_NAMES, OPENERS, ORDINARY_GIVEN_NAMES, ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import PARTICLES

IsOwn = Callable[[str], bool]
"""Whether a word, or a letter, may be of the pupil's own name."""
NO_GIVEN_NAMES = CALENDAR | NO_NAMES | NO_PERSON | ORDINARY_WORDS | ABBREVIATIONS | OF_CHILDREN | PARTICLES
NO_SURNAMES = (
    CALENDAR | NO_NAMES | NO_PERSON | ABBREVIATIONS | OF_CHILDREN | PARTICLES | OPENERS | BASE_VERBS | BEHIND_PLURALS
)  # fmt: skip
ORDINARY_SURNAMES = frozenset(
    (
        "archer", "baker", "ball", "banks", "barber", "bell", "berry", "bird", "bishop", "black", "bond", "booth", "brewer",
        "bridges", "brook", "brown", "burns", "bush", "butcher", "butler", "carpenter", "carter", "chambers", "cole", "cook",
        "cooper", "cotton", "cross", "curry", "dale", "dean", "drake", "draper", "dyer", "farmer", "fellows", "finch",
        "fisher", "flint", "flowers", "ford", "foster", "fowler", "fox", "freeman", "frost", "fuller", "gates", "glover",
        "grant", "graves", "gray", "green", "grey", "hale", "hardy", "hart", "hawk", "heath", "hedges", "hill", "hills",
        "hood", "hook", "hopper", "hunt", "hunter", "judge", "king", "knight", "lake", "lamb", "lane", "law", "lawn",
        "lightfoot", "lock", "lord", "marsh", "marshal", "martin", "mason", "mercer", "miles", "miller", "mills", "moody",
        "moon", "moss", "noble", "palmer", "partridge", "pearl", "pepper", "perry", "pike", "pitt", "pope", "porter",
        "potter", "prince", "prior", "rice", "rivers", "roper", "rose", "sadler", "salmon", "sands", "savage", "sawyer",
        "sergeant", "sexton", "sharp", "shepherd", "singer", "skinner", "slater", "snow", "sparks", "spicer", "stark",
        "steel", "stone", "swan", "swift", "tanner", "temple", "thatcher", "turner", "wade", "walker", "waller", "ward",
        "waterman", "waters", "weaver", "webb", "wells", "west", "wheeler", "white", "wise", "wolf", "wood", "woods",
        "wright", "young",
    )
)  # fmt: skip
"""Everyday words after which families are called, and with which no heading goes on: "Leo Grant", not "Leo Can read"."""
MOST_APART = 2
"""In how many letters two surnames differ that may be one, written in two ways."""
MOST_NAMES = 3
MOST_PARTICLES = 3
DOTS = (".", ". ")


def is_of_another(pieces: Pieces, at: int, ends: int, *, is_own: IsOwn, is_pupils: IsOwn) -> bool:
    """Whether the surname in these pieces is somebody else's. `is_pupils`: whether a word may be of any pupil's name."""
    return _stands_before(pieces, at, is_own) or _stands_behind(pieces, ends, is_pupils)


def has_other_surname(pieces: Pieces, ends: int, *, is_own: IsOwn, is_given: IsOwn) -> bool:
    """Whether behind a given name stands a surname that is not the pupil's; `is_given`: whether a pupil is called so.

    A middle name with the pupil's own surname behind it is none: "Leo James Ovenden".
    """
    place = ends + 1
    if place >= len(pieces.words) or pieces.gaps[place] != " " or is_given(pieces.words[place]):
        return False
    if not _is_surname(pieces, place, beside=ends):
        return False
    for near in range(place, min(place + MOST_NAMES, len(pieces.words))):
        if near > place and (pieces.gaps[near] not in (" ", "-", "'") or not _is_capital(pieces, near)):
            return True
        if is_own(pieces.words[near]):
            return False
    return True


def has_title_behind(pieces: Pieces, ends: int) -> bool:
    """Whether "Barlow, Mrs" stands here; not "for Barlow, Mrs Smith"."""
    place = ends + 1
    if place >= len(pieces.words) or pieces.gaps[place] not in (", ", ",") or pieces.words[place] not in OF_GROWN_UPS:
        return False
    after = place + 1
    if after >= len(pieces.words) or pieces.gaps[after] not in (" ", ". ", "."):
        return True
    return len(pieces.words[after]) == 1 or not pieces.has_capital(after)


def may_be_surname(word: str) -> bool:
    """Whether a word with a capital, behind a given name, may be a surname."""
    return len(word) > 1 and word not in NO_SURNAMES


def are_alike(word: str, part: str) -> bool:
    """Whether a word may be this surname with a letter or two mistaken, or its initial: Ovendon for Ovenden."""
    if len(word) == 1 or word[0] != part[0]:
        return word == part[0]
    same = _same_letters(word, part) + _same_letters(word[::-1], part[::-1])
    return same >= max(len(word), len(part)) - MOST_APART


def _same_letters(one: str, other: str) -> int:
    """With how many letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_surname(pieces: Pieces, place: int, *, beside: int) -> bool:
    word = pieces.words[place]
    if not _is_capital(pieces, place) or not may_be_surname(word):
        return False
    if word in ORDINARY_WORDS and word not in ORDINARY_SURNAMES:
        return False
    if not pieces.is_in_capitals(place):
        return True
    goes_on = place + 1 < len(pieces.words) and pieces.gaps[place + 1] == " " and pieces.is_in_capitals(place + 1)
    return pieces.is_in_capitals(beside) and not goes_on  # LEO GRANT; not LEO STRUGGLES A LOT


def _stands_before(pieces: Pieces, at: int, is_own: IsOwn) -> bool:
    place = at - 1
    while (
        place >= 0
        and at - place <= MOST_PARTICLES
        and pieces.words[place] in PARTICLES
        and pieces.gaps[place + 1] == " "
    ):
        place -= 1
    if place < 0:
        return False
    word, gap = pieces.words[place], pieces.gaps[place + 1]
    if is_own(word) or _is_middle(pieces, place, is_own):
        return False
    if len(word) == 1:
        return _is_capital(pieces, place) and (gap in DOTS or (gap == " " and word not in ("a", "i")))
    return gap in (" ", "-") and _is_given(pieces, place, beside=at)


def _is_middle(pieces: Pieces, place: int, is_own: IsOwn) -> bool:
    """Whether the pupil's own given name stands before a name, or before two: Leo James Ovenden, Leo Mary-Ann Ovenden."""
    for before in range(place - 1, max(-1, place - 1 - MOST_MIDDLE), -1):
        if pieces.gaps[before + 1] not in INSIDE_MIDDLE or not _is_capital(pieces, before + 1):
            return False
        if len(pieces.words[before]) > 1 and _is_capital(pieces, before) and is_own(pieces.words[before]):
            return True
    return False


def _stands_behind(pieces: Pieces, ends: int, is_pupils: IsOwn) -> bool:
    place = ends + 1
    if place >= len(pieces.words) or pieces.gaps[place] not in (", ", ",") or is_pupils(pieces.words[place]):
        return False
    return len(pieces.words[place]) > 1 and _is_capital(pieces, place) and _is_given(pieces, place, beside=ends)


def _is_given(pieces: Pieces, place: int, *, beside: int) -> bool:
    """Whether a word is a given name: one of the lists, or one with a capital that does not merely begin a sentence."""
    word = pieces.words[place]
    if not _is_capital(pieces, place):
        return word in GIVEN_NAMES and word not in ORDINARY_WORDS
    if word in GIVEN_NAMES or word in ORDINARY_GIVEN_NAMES:
        return True
    if word in NO_GIVEN_NAMES or (word in OPENERS and pieces.begins_sentence(place)):
        return False
    return not pieces.is_in_capitals(place) or pieces.is_in_capitals(beside)


def _is_capital(pieces: Pieces, place: int) -> bool:
    """Whether a word begins with a capital, in a script that has capitals."""
    word = pieces.words[place]
    return pieces.has_capital(place) and word[0] != word[0].upper()
