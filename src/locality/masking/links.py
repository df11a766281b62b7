"""What can be read in a link: words that a person typed, and keys of rooms, whose letters are in no order (RES-9)."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote

from locality.masking.pieces import PIECE
from locality.values.seen import plain

_APART = re.compile(r"[^\w.' -]+")
_FIGURES = re.compile(r"[0-9]+")
_GLUED = re.compile(r"(?<![0-9])[0-9]++(?=[^\W\d_])|(?<=[^\W\d_])[0-9]++")
_MADE = re.compile(r"\bmeet\.google\.com/([a-z]{3}-[a-z]{4}-[a-z]{3})\b")
"""The keys that look like words, and which nobody can choose."""
_SHORT = 2
_MOST_SHORT = 2
"""How many pieces of so few letters, and figures among letters, somebody types in the name of a room: "RfR", "Y6"."""
_FEWEST = 5
"""So many letters of a name, from border to border of its pieces, stand in no key by chance."""
_TIMES_CODED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a link, as a mask is to read it; a name in it counts from `fewest` letters."""

    text: str
    fewest: int

    def names_somebody(self, masked: str) -> bool:
        """Whether a name is lost from the part as the mask gave it back."""
        if self.text == masked:
            return False
        lost = Counter(PIECE.findall(self.text)) - Counter(PIECE.findall(masked))
        return sum(len(piece) * times for piece, times in lost.items()) >= self.fewest


def parts_of(link: str) -> list[Part]:
    """The parts of a link in order: signs that stand for others are read, figures are borders."""
    for _ in range(_TIMES_CODED):
        link = unquote(link)
    link = plain(link.replace("+", " ")).text
    made = set(_MADE.findall(link))
    return [_read(part, is_key=part in made or _is_key(part)) for part in _APART.split(link) if part]


def _read(part: str, *, is_key: bool) -> Part:
    text = _FIGURES.sub("_", part)
    # in a key "MariGold" is not Marigold: nobody types a name so
    return Part("_".join(PIECE.findall(text)), _FEWEST) if is_key else Part(text, 1)


def _is_key(part: str) -> bool:
    short = [piece for piece in PIECE.findall(_FIGURES.sub("_", part)) if len(piece) <= _SHORT]
    return len(short) + max(0, len(_GLUED.findall(part)) - 1) > _MOST_SHORT
