"""Whether a pupil's surname stands in the name of somebody else: "Mark Jarrold", "JARROLD, Mark" (RES-9).

A letter in its place would say whose family the pupil is of, though nobody of that name is on record.
"""

from collections.abc import Callable

from locality.masking.abbreviations import ABBREVIATIONS
from locality.masking.entries import NO_NAMES, NO_PERSON
from locality.masking.everyday import OF_CHILDREN
from locality.masking.months import CALENDAR
from locality.masking.ordinary import GIVEN_NAMES, OPENERS, ORDINARY_GIVEN_NAMES, ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import PARTICLES

IsOwn = Callable[[str], bool]
"""Whether a word, or a letter, may be of the pupil's own name."""
NO_GIVEN_NAMES = CALENDAR | NO_NAMES | NO_PERSON | ORDINARY_WORDS | ABBREVIATIONS | OF_CHILDREN | PARTICLES
MOST_PARTICLES = 3
DOTS = (".", ". ")


def is_of_another(pieces: Pieces, at: int, ends: int, *, is_own: IsOwn, is_pupils: IsOwn) -> bool:
    """Whether the surname in these pieces is somebody else's. `is_pupils`: whether a word may be of any pupil's name."""
    return _stands_before(pieces, at, is_own) or _stands_behind(pieces, ends, is_pupils)


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
    if is_own(word):
        return False
    if len(word) == 1:
        return _is_capital(pieces, place) and (gap in DOTS or (gap == " " and word not in ("a", "i")))
    return gap in (" ", "-") and _is_given(pieces, place, beside=at)


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
