"""A plain text in pieces: words, the words inside "AlfieOak.docx", numbers, and single signs of scripts without spaces."""

import re
from functools import cached_property

from locality.masking.folding import Plain

WITHOUT_SPACES = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
"""Thai, Japanese, Chinese and Korean, in which nothing, or only grammar, parts a name from what follows."""
PIECE = re.compile(rf"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[{WITHOUT_SPACES}]|[^\W\d_A-Za-z{WITHOUT_SPACES}]+")

_SKIPPED = " \"“”'(-"
_ENDS = ".!?:;\n•*"
_LOOK_BACK = 4


class Pieces:
    """The pieces of a text in order, in small letters; where each stands is worked out when it is first asked."""

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.words = list(map(str.lower, PIECE.findall(plain.text)))

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in PIECE.finditer(self.plain.text)]

    def start(self, at: int) -> int:
        """Where a piece begins."""
        return self._spans[at][0]

    def end(self, at: int) -> int:
        """Where a piece ends."""
        return self._spans[at][1]

    def gap(self, at: int) -> str:
        """What stands between a piece and the one before it."""
        return self.plain.text[self._spans[at - 1][1] : self._spans[at][0]]

    def has_capital(self, at: int) -> bool:
        """Whether a piece begins with a capital; in scripts without capitals each piece counts as having one."""
        return not self.plain.text[self.start(at)].islower()

    def begins_sentence(self, at: int) -> bool:
        """Whether a piece is the first of its sentence or line: there an everyday word has a capital too."""
        for place in range(self.start(at) - 1, self.start(at) - 1 - _LOOK_BACK, -1):
            if place < 0 or self.plain.text[place] in _ENDS:
                return True
            if self.plain.text[place] not in _SKIPPED:
                return False
        return False
