"""Counting words alike in the browser, on the server and in exports (FORM-04, FORM-05, FORM-08, FORM-09)."""

import re

from locality.values.sentences import count
from locality.values.typed import without_invisible

SEPARATORS: tuple[int, ...] = (
    *range(0x0009, 0x000E),  # tab, line feed, vertical tab, form feed, carriage return
    0x0020,  # space
    0x0085,  # next line
    0x00A0,  # no-break space
    0x1680,  # ogham space
    *range(0x2000, 0x200B),  # the spaces of typography
    0x2028,  # line separator
    0x2029,  # paragraph separator
    0x202F,  # narrow no-break space
    0x205F,  # mathematical space
    0x3000,  # ideographic space
)
"""The code points that stand between words: Unicode's White_Space, and nothing else.

`design/word-count.js` holds the same numbers, because neither language's own idea of a space is the other's; a test
compares the two.
"""

CHARACTERS_A_WORD = 40
"""Generous: a text within its words but longer than this a word is no text, and holds whoever lays it out."""

WHITESPACE = frozenset(chr(number) for number in SEPARATORS)
_WORD = re.compile("[^" + "".join(re.escape(character) for character in sorted(WHITESPACE)) + "]+")


def count_words(text: str) -> int:
    """How many words a text has: the longest runs of characters that are not in WHITESPACE.

    What shows nothing neither makes nor parts words, since it is taken out before the text is read by anybody.
    """
    return sum(1 for _ in _WORD.finditer(without_invisible(text)))


def why_too_long(noun: str, length: int, most: int) -> str:
    """The sentence where an answer has more characters than it may."""
    return f"{noun} must be {most:,} characters or fewer. Shorten it by {count(length - most, 'character')}."
