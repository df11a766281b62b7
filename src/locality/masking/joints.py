"""How the pieces of a text stand beside one another: whether two are one name, an address, a month. No name is known here."""

from collections.abc import Container

from locality.masking.entries import TITLES
from locality.masking.ordinary import ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import PARTICLES

JOINTS = frozenset(" \n-_.,/'+&:")
"""The signs that may part the words of one name."""
MOST_JOINTS = 3
FAR_IN_REGISTER = 5
"""How many pieces a surname has at most before its comma."""
SPELLED_OUT = (" ", "-", ".", "_")
"""What parts the letters of a name that is spelled out."""
SHORTENED = TITLES | {"st", "jr", "snr"}
"""Words whose full stop ends no sentence."""
SPLIT_PARTICLES = PARTICLES - {"do", "san", "st", "saint", "ten"}
"""Small words with which a name may begin that is also written in one: Van der Lyn, Vanderlyn."""
SHORTEST_SPLIT = 2


def runs_on(pieces: Pieces, place: int) -> bool:
    """Whether a piece and the one before it may be one word: joined, with a hyphen, in capitals, or letter by letter."""
    gap = pieces.gaps[place]
    if gap in ("", "'"):
        return True
    is_letter, before_it = len(pieces.words[place]) == 1, len(pieces.words[place - 1]) == 1
    if is_letter or before_it:
        return is_letter and before_it and gap in SPELLED_OUT
    if gap == "-" or (gap[0] == "-" and len(gap) <= MOST_JOINTS and gap[1:].isspace()):
        return True  # also where a line ends within a word
    if gap not in (" ", "\n"):
        return False
    if pieces.has_capital(place - 1) and pieces.has_capital(place):
        return True
    return _may_be_split(pieces.words[place - 1]) and _may_be_split(pieces.words[place])


def _may_be_split(word: str) -> bool:
    """Whether a word is no everyday one, so that "xiu ying" may be Xiuying; or a small word of names, as in "van der lyn"."""
    if word in SPLIT_PARTICLES:
        return True
    return len(word) >= SHORTEST_SPLIT and word not in ORDINARY_WORDS and word not in PARTICLES


def is_in_address(pieces: Pieces, at: int) -> bool:
    """Whether a piece stands in the name of a file or in an address: "zquorbury@", "plan_zquorbury.docx"."""
    before, behind = pieces.gaps[at], pieces.gaps[at + 1]
    is_last = at + 1 == len(pieces.words)
    return before in ("_", ".") or behind in ("@", "_") or (behind == "." and not is_last)


def is_capital_inside(pieces: Pieces, at: int) -> bool:
    """Whether a piece has a capital that no sentence gives it."""
    return pieces.has_capital(at) and not pieces.begins_sentence(at)


def joins(pieces: Pieces, at: int) -> bool:
    """Whether only what may stand between two words of a name parts a piece from the one before; no end of a sentence."""
    gap = pieces.gaps[at]
    if len(gap) > MOST_JOINTS or not JOINTS.issuperset(gap):
        return False
    return "." not in gap or len(gap) == 1 or len(pieces.words[at - 1]) == 1 or pieces.words[at - 1] in SHORTENED


def with_title(pieces: Pieces, at: int) -> int:
    """Where "Mrs Barlow" begins."""
    return at - 1 if is_behind(pieces, at, TITLES) else at


def is_behind(pieces: Pieces, at: int, titles: Container[str]) -> bool:
    """Whether one of these titles stands before a piece: "Mrs Barlow", "MrsBarlow"."""
    if not at or pieces.words[at - 1] not in titles:
        return False
    gap = pieces.gaps[at]
    return (
        pieces.has_capital(at) and pieces.has_capital(at - 1)
        if not gap
        else len(gap) <= MOST_JOINTS and gap.strip(" \n") in ("", ".")
    )


def is_contracted(pieces: Pieces, at: int) -> bool:
    """Whether a piece is the beginning of "don't"."""
    return at + 1 < len(pieces.words) and pieces.words[at + 1] == "t" and pieces.gaps[at + 1] == "'"


def is_possessive(pieces: Pieces, at: int) -> bool:
    """Whether 's stands behind a piece."""
    return at + 1 < len(pieces.words) and pieces.words[at + 1] == "s" and pieces.gaps[at + 1] == "'"
