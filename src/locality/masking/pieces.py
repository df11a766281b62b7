"""A plain text in pieces: words, the words inside "AlfieOak.docx", numbers, and single signs of scripts without spaces."""

import re
from functools import cached_property
from itertools import accumulate

from locality.values.seen import Plain

WITHOUT_SPACES = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
"""Thai, Japanese, Chinese and Korean, in which nothing, or only grammar, parts a name from what follows."""
_PIECE = rf"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[{WITHOUT_SPACES}]|[^\W\d_A-Za-z{WITHOUT_SPACES}]+"
PIECE = re.compile(_PIECE)
_PIECES = re.compile(f"({_PIECE})")

_SKIPPED = " \"“”'(-"
_ENDS = ".!?:;\n•*"
_LOOK_BACK = 4


def small(word: str) -> str:
    """A word in small letters; the Greek s is one, also where it ends a word."""
    return word.lower() if word.isascii() else word.lower().replace("ς", "σ")


class Pieces:
    """The pieces of a text in order, in small letters; where each stands is worked out when it is first asked."""

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        parts = _PIECES.split(plain.text)
        self._parts = parts
        self._typed = parts[1::2]
        self.words = list(map(str.lower if plain.text.isascii() else small, self._typed))
        self.gaps = parts[0::2]
        """What stands before each piece, and behind the last."""
        self.zones: bytearray | None = None
        """In which part of an address or a file's name each piece stands, where there is one in the text."""

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._parts)))

    def start(self, at: int) -> int:
        """Where a piece begins."""
        return self._ends[2 * at]

    def end(self, at: int) -> int:
        """Where a piece ends."""
        return self._ends[2 * at + 1]

    def has_capital(self, at: int) -> bool:
        """Whether a piece begins with a capital; in scripts without capitals each piece counts as having one."""
        return not self._typed[at][0].islower()

    def is_capital(self, at: int) -> bool:
        """Whether a piece is one capital letter."""
        typed = self._typed[at]
        return len(typed) == 1 and typed.isupper()

    def is_in_capitals(self, at: int) -> bool:
        """Whether all letters of a piece are capitals."""
        return self._typed[at].isupper()

    def begins_sentence(self, at: int) -> bool:
        """Whether a piece is the first of its sentence or line: there an everyday word has a capital too."""
        if at and self.gaps[at] == " ":
            return False  # behind another word
        for place in range(self.start(at) - 1, self.start(at) - 1 - _LOOK_BACK, -1):
            if place < 0 or self.plain.text[place] in _ENDS:
                return True
            if self.plain.text[place] not in _SKIPPED:
                return False
        return False
