"""Unicode's forms of a text, in a time that grows as the text and no faster."""

import unicodedata
from typing import Literal

MOST_MARKS = 30
"""Loose marks on one letter that any language, and Unicode's own format for streams of text, can need."""

_MARKS_TO_BE = "\uff9e\uff9f"  # half-width, of Japanese: marks once their wide form is taken

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]


def normalised(form: Form, text: str) -> str:
    """The text in one of Unicode's forms, with at most MOST_MARKS loose marks on one letter.

    Python alone sorts the marks of a letter in the square of their number: 200,000 of them hold it for half a minute.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _without_heaps(text))


def _without_heaps(text: str) -> str:
    kept = []
    height = 0
    for letter in text:
        is_mark = letter > "\u02ff" and (unicodedata.category(letter)[0] == "M" or letter in _MARKS_TO_BE)
        height = height + 1 if is_mark else 0
        if height <= MOST_MARKS:
            kept.append(letter)
    return text if len(kept) == len(text) else "".join(kept)
