"""Everyday words in a name turned round, in small letters: "brown mason" is Mason Brown, "a young lily" a flower (RES-9)."""

from locality.masking.addresses import MODALS, Zone
from locality.masking.everyday import AS_WORDS, EVERYDAY
from locality.masking.grown_ups import ORDINARY_SURNAMES
from locality.masking.months import CALENDAR
from locality.masking.ordinary import ORDINARY_GIVEN_NAMES
from locality.masking.pieces import Pieces

SURNAMES = ORDINARY_SURNAMES | {
    "ash", "bright", "church", "field", "hall", "little", "oak", "oaks", "page", "park", "parish", "price", "reed", "stock",
    "street", "tailor", "tower", "towers",
}  # fmt: skip
"""Everyday words that say little before a name but how a family is called; not "hope", "day", "long": we hope Leo reads."""
DETERMINERS = frozenset(
    (
        "a", "an", "another", "any", "each", "every", "her", "his", "its", "my", "no", "one", "our", "some", "that", "the", "their",
        "these", "this", "those", "what", "which", "whose", "your",
    )
)  # fmt: skip
ADJECTIVES = frozenset(
    ("big", "bright", "dark", "good", "large", "little", "lovely", "new", "nice", "old", "pale", "pretty", "small", "tall", "very",
     "white")
)  # fmt: skip
BEFORE = ADJECTIVES | DETERMINERS
BETWEEN = (" ", "-", ", ")


def may_be_turned(pieces: Pieces, at: int, place: int, way: str, *, is_near: bool) -> bool:
    """Whether a name in another order, or with a part left out, is one here, whatever everyday words are in it.

    With a capital they are; in the name of a file and in an address too. In a sentence they are in small letters where one
    of them is a surname and no article goes before; two of them only where they are of a pupil of the request (`is_near`).
    """
    words = pieces.words
    ends = (at, place)
    small = [each for each in ends if words[each] in EVERYDAY and not pieces.has_capital(each)]
    if not small:
        return True
    are_words = all(words[each] in EVERYDAY for each in ends)
    if pieces.zones and pieces.zones[at] and pieces.zones[place]:
        is_slug = pieces.zones[at] == Zone.PATH and pieces.gaps[place] == "-"
        return is_near or not are_words or not is_slug
    if are_words and not is_near:
        return False
    if "".join(words[at : place + 1]) != way or any(gap not in BETWEEN for gap in pieces.gaps[at + 1 : place + 1]):
        return False  # young lilies
    if not all(_may_be_name(words[each], is_last=each == place) for each in ends if words[each] in EVERYDAY):
        return False
    after = words[place + 1] if place + 1 < len(words) and pieces.gaps[place + 1] == " " else ""
    return after not in AS_WORDS.get(words[place], ()) and not _has_article(pieces, at)


def _may_be_name(word: str, *, is_last: bool) -> bool:
    """Whether an everyday word says little in this place but what somebody is called."""
    if word in MODALS or word in CALENDAR:
        return False
    return word in SURNAMES or (is_last and word in ORDINARY_GIVEN_NAMES)


def _has_article(pieces: Pieces, at: int) -> bool:
    """Whether an article, or the like, goes before a piece: "a young lily", "a bright young lily"."""
    while at > 1 and pieces.gaps[at] == " " and pieces.words[at - 1] in ADJECTIVES and pieces.words[at - 2] in BEFORE:
        at -= 1
    return at > 0 and pieces.gaps[at] == " " and pieces.words[at - 1] in DETERMINERS
