"""Text that every writer can take: no character that XML, a PDF or a spreadsheet refuses."""

import re
import unicodedata

from locality.values.letters import normalised

# Control characters but tab and line feed, half surrogates, non-characters, the byte order mark, and the two marks
# that turn the text after them backwards (they can make an answer look like another)
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\u202d\u202e"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_PILED = frozenset({"Mn", "Mc", "Me", "Cf"})  # accents, vowel signs, enclosing marks, joiners
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"[\S\xa0\u2007\u202f]+")  # no line ends at a no-break space either
ZERO_WIDTH_SPACE = "\u200b"


def clean(text: str) -> str:
    """The text with one kind of line end and without the characters no writer can take."""
    return _REFUSED.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The cleaned text on one line, for titles and headings."""
    return " ".join(clean(text).split())


def without_piles(text: str, highest: int) -> str:
    """The text with at most `highest` loose marks on one letter (an é is one letter and stays)."""
    if text.isascii():
        return text
    text = normalised("NFC", text)
    kept = []
    height = 0
    for letter in text:
        height = height + 1 if unicodedata.category(letter) in _PILED else 0
        if height <= highest:
            kept.append(letter)
    return "".join(kept)


def broken_words(text: str, longest: int) -> str:
    """The text with an invisible place to break the line in each word longer than `longest` characters."""

    def broken(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) <= longest:
            return word
        return ZERO_WIDTH_SPACE.join(word[start : start + longest] for start in range(0, len(word), longest))

    return _WORD.sub(broken, text)
