"""How the pieces of a text stand beside one another: whether two are one name, an address, a month. No name is known here."""

from locality.masking.days import FILLERS, MONTHS
from locality.masking.pieces import Pieces
from locality.masking.spelling import TITLES

JOINTS = frozenset(" \n-_.,/'+&:")
"""The signs that may part the words of one name."""
MOST_JOINTS = 3
SPELLED_OUT = (" ", "-", ".", "_")
"""What parts the letters of a name that is spelled out."""
SHORTENED = TITLES | {"st", "jr", "snr"}
"""Words whose full stop ends no sentence."""
BEFORE_MONTHS = frozenset(("in", "early", "late", "mid", "until", "till"))
"""Words behind which nobody is meant."""
OFTEN_BEFORE_MONTHS = frozenset(("by", "since", "during", "next", "last", "this", "every", "before", "after"))
"""Words behind which a child may be meant: since April, after June, by Summer. A child of the request is hidden there."""
OF_AGES = frozenset(("year", "years", "yr", "yrs", "month", "months", "yo"))
SEASONS = ("spring", "summer", "autumn", "winter")
AFTER_SEASONS = frozenset(
    ("term", "terms", "age", "ages", "half", "holiday", "holidays", "scheme", "lesson", "lessons")
)


def runs_on(pieces: Pieces, place: int) -> bool:
    """Whether a piece and the one before it may be one word: joined, with a hyphen, in capitals, or letter by letter."""
    gap = pieces.gaps[place]
    if gap in ("", "'"):
        return True
    lengths = {len(pieces.words[place - 1]), len(pieces.words[place])}
    if 1 in lengths:
        return lengths == {1} and gap in SPELLED_OUT
    if gap == "-" or (gap[0] == "-" and len(gap) <= MOST_JOINTS and gap[1:].isspace()):
        return True  # also where a line ends within a word
    return gap in (" ", "\n") and pieces.has_capital(place - 1) and pieces.has_capital(place)


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
    before = at - 1
    titled = before >= 0 and pieces.words[before] in TITLES and pieces.gaps[at] in (" ", ". ", ".", "\n")
    return before if titled else at


def is_contracted(pieces: Pieces, at: int) -> bool:
    """Whether a piece is the beginning of "don't"."""
    return at + 1 < len(pieces.words) and pieces.words[at + 1] == "t" and pieces.gaps[at + 1] == "'"


def is_month(pieces: Pieces, at: int, *, is_near: bool) -> bool:
    """Whether April or May stands beside the number of a day or a year, or after "in"; Summer before "term".

    "Since April" is the month too, unless a child of the request is called so (`is_near`). "April's" never is: a month
    owns little.
    """
    words = pieces.words
    if _is_possessive(pieces, at):
        return False
    is_before = at and pieces.gaps[at] == " " and words[at] in (*MONTHS, *SEASONS)
    if is_before and (words[at - 1] in BEFORE_MONTHS or (not is_near and words[at - 1] in OFTEN_BEFORE_MONTHS)):
        return True
    if at + 1 < len(words) and words[at + 1] in AFTER_SEASONS and pieces.gaps[at + 1] == " ":
        return True
    if words[at] not in MONTHS:
        return False
    day = at - 2 if at >= 2 and words[at - 1] in FILLERS else at - 1
    if day >= 0 and words[day].isdecimal() and len(words[day]) <= 2 and joins(pieces, at):
        return True
    return _goes_before_number(pieces, at)


def _is_possessive(pieces: Pieces, at: int) -> bool:
    return at + 1 < len(pieces.words) and pieces.words[at + 1] == "s" and pieces.gaps[at + 1] == "'"


def _goes_before_number(pieces: Pieces, at: int) -> bool:
    """Whether a year stands behind, or a day that is no age: "May 2027", "May-27"; not "June, 7," nor "April 8 year old"."""
    words = pieces.words
    if at + 1 >= len(words) or not words[at + 1].isdecimal() or not joins(pieces, at + 1):
        return False
    if len(words[at + 1]) == 4:
        return True
    is_age = "," in pieces.gaps[at + 1] or (at + 2 < len(words) and words[at + 2] in OF_AGES)
    return len(words[at + 1]) <= 2 and not is_age
