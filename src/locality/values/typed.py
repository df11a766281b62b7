"""What a person typed, pasted or put into a cell, without what no eye sees.

Copies from spreadsheets, calculators, contacts and PDFs carry marks that show nothing: zero-width spaces, soft hyphens,
marks of direction, byte order marks. Nobody can delete what they can't see, so it is taken out wherever no letter needs
it. What stays is what a person meant.
"""

import re
import unicodedata

FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs to Unicode, and blank to the eye."""
NO_BREAK_SPACES = "\u00a0\u2007\u202f"

_JOINERS = frozenset("\u200c\u200d")
_FLAG = "\U0001f3f4"  # the flags of England, Scotland and Wales are this one with tags behind it
_FIRST_TAG, _LAST_TAG = "\U000e0020", "\U000e007f"
_FIRST_JOINED = "\u0600"  # before it stand the letters of scripts that need no joiner
_LATIN_AGAIN = range(0x1E00, 0x2100)  # later Latin and Greek letters, and signs of typography
_SPACES = re.compile(r"\s+")
_LINE_ENDS = frozenset("\r\n\v\f\x85\u2028\u2029")
_WIDE = {number: chr(number - 0xFEE0) for number in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE1: "£", 0x2212: "-"}


VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs of Arabic, Syriac and Kaithi that are drawn around or over the number behind them; to Unicode they are formats."""


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing and is no space: a format character, or a blank that passes for a letter."""
    if character in VISIBLE_FORMATS:
        return False
    return unicodedata.category(character) == "Cf" or character in FILLERS


class _Seen(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        self[number] = kept = "" if is_invisible(character) else character
        return kept


_SEEN = _Seen()


def without_invisible(text: str) -> str:
    """The text without characters that show nothing.

    A joiner stays behind a letter of a script that needs it, or a sign of which a picture is put together.
    """
    if text.isascii():
        return text
    seen = text.translate(_SEEN)
    if len(seen) == len(text):
        return text
    if not any(letter in _JOINERS or _FIRST_TAG <= letter <= _LAST_TAG for letter in text):
        return seen
    kept: list[str] = []
    for letter in text:
        if not is_invisible(letter) or (kept and _is_needed(letter, kept[-1])):
            kept.append(letter)
    return "".join(kept)


def _is_needed(mark: str, before: str) -> bool:
    if mark in _JOINERS:
        joins = before >= _FIRST_JOINED and ord(before) not in _LATIN_AGAIN
        return joins and unicodedata.category(before)[0] in "LMS"
    return _FIRST_TAG <= mark <= _LAST_TAG and (before == _FLAG or _FIRST_TAG <= before <= _LAST_TAG)


def shows(text: str) -> bool:
    """Whether there is something to see: not spaces, marks and invisible characters alone."""
    return any(map(_SHOWN.__getitem__, text))


class _Shown(dict[str, bool]):
    """Whether each character can be seen by itself, worked out when it is first met."""

    def __missing__(self, character: str) -> bool:
        nothing = character.isspace() or is_invisible(character)
        self[character] = shown = not nothing and unicodedata.category(character) not in {"Cc", "Cs", "Mn", "Me"}
        return shown


_SHOWN = _Shown()


def line(text: str) -> str:
    """A text of one line: nothing invisible, no-break spaces as plain ones, line ends as spaces, its ends trimmed."""
    seen = without_invisible(text)
    for space in NO_BREAK_SPACES:
        seen = seen.replace(space, " ")
    return _SPACES.sub(_on_one_line, seen).strip() if shows(seen) else ""


def _on_one_line(spaces: re.Match[str]) -> str:
    """Spaces as they are; with a line end among them, one space. (A pattern of both takes the square of their number.)"""
    return spaces[0] if _LINE_ENDS.isdisjoint(spaces[0]) else " "


def short(text: str) -> str:
    """A line without doubled spaces: names, and cells of a table."""
    return " ".join(line(text).split())


def lines(text: str) -> str:
    r"""A text of several lines, with `\n` between them: nothing invisible, its ends trimmed; nothing to see is empty."""
    seen = without_invisible(text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    return seen.strip() if shows(seen) else ""


def figures(text: str) -> str:
    """A number, amount, day, time, code or URN: nothing invisible, no no-break space, no full-width letter."""
    return unbroken(text.translate(_WIDE))


def unbroken(text: str) -> str:
    """A text in which no space is meant: nothing invisible, no no-break space, its ends trimmed."""
    if text.isascii():
        return text.strip()
    kept = text.translate(_SEEN)
    for space in NO_BREAK_SPACES:
        kept = kept.replace(space, "")
    return kept.strip()
