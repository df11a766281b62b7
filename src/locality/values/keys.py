"""What two spellings have in common that a person takes for one: for keys of imports, names of places, and searches."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Generic, TypeVar

from locality.values.seen import composed, in_latin, plain

Thing = TypeVar("Thing")
Reference = tuple[str, ...]

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»＂"), '"')
_ASCII = {number: None for number in range(32) if not chr(number).isspace()} | {127: None, ord("`"): "'"}
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_FULL_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december")  # fmt: skip
_MONTHS |= {name: number for number, name in enumerate(_FULL_MONTHS, 1)} | {"sept": 9}
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: 00:00:00)?|([0-9]{2})/([0-9]{2})/([0-9]{4})", re.ASCII)

_SAID = {
    "saint": "st", "saints": "ss", "c of e": "church of england", "cofe": "church of england", "ce": "church of england",
    "c e": "church of england", "rc": "roman catholic",
}  # fmt: skip
"""How the same words of a school's name are said otherwise."""
_SAYINGS = re.compile(rf"\b(?:{'|'.join(sorted(_SAID, key=len, reverse=True))})\b")
_POINT_NOUGHT = re.compile(r"(?<=[0-9])\.0{1,4}$", re.ASCII)
"""What a spreadsheet writes behind a whole number."""
_BEHIND_YEAR = re.compile(r"^(20[2-3][0-9])([0-9]{1,8})$", re.ASCII)
"""A year and a number that have lost what stood between them."""


def searchable(text: str) -> str:
    """A text as it is searched: as a person sees it, in small letters, its words parted by one space.

    Letters are without their marks; apostrophes, dashes and spaces of every kind are alike; what is invisible is gone.
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).lower().split())
    return " ".join(plain(composed(text)).text.casefold().split())


MOST_PIECES = 8
"""Words and phrases that are looked for at once."""


def search_pieces(typed: str) -> list[str]:
    """What to look for in searchable texts: each word by itself, and each phrase that stands in quotation marks."""
    parts = typed.translate(_QUOTES).split('"')
    pieces: list[str] = []
    for number, part in enumerate(parts):
        is_quoted = number % 2 == 1 and number < len(parts) - 1  # a mark that is never closed quotes nothing
        pieces += [searchable(part)] if is_quoted else searchable(part).split()
    return [piece for piece in pieces if piece]


def is_named(name: str, words: str) -> bool:
    """Whether what somebody looks for stands in a name: both as people see them, and as they say them.

    "St." is "Saint", "&" is "and", "CofE" is "Church of England", and a dash is a space.
    """
    return _said(words).strip() in _said(name)


@lru_cache(maxsize=20_000)
def _said(name: str) -> str:
    """A name as it is looked for."""
    words = name_key(name).replace("&", " and ").replace(".", " ").replace("-", " ").split()
    return _SAYINGS.sub(lambda found: _SAID[found[0]], " ".join(words)) or name_key(name)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name as it is compared: as it is searched, without apostrophes, and without spaces around a dash.

    A letter of another alphabet is the Latin one that it looks like.
    """
    return _compared(name, in_latin(searchable(name)))


def taken_as(typed: str, kept: str) -> str:
    """A sentence where a name is known by letters of another alphabet that nobody can tell; else nothing."""
    if name_key(typed) != name_key(kept) or _compared(typed, searchable(typed)) == _compared(kept, searchable(kept)):
        return ""
    return f"“{typed}” looks the same as “{kept}”, and is taken as that."


def _compared(name: str, seen: str) -> str:
    parts = seen.replace("'", "").split("-")
    return "-".join(" ".join(part.split()) for part in parts) or seen or name.casefold()


def reference_key(reference: str) -> Reference:
    """A reference as it is compared: its words and numbers, the numbers without leading zeros.

    A spreadsheet makes a day of "Sep-26" and "2026-9"; such a day, and every way of writing that month, is one. It makes
    17.0 of 17. What stands between letters and figures counts for nothing; between two figures it counts, except behind a
    year: "DEC2026017" is "DEC-2026/017", and "DEC-20/26017" is another.
    """
    seen = searchable(reference)
    if day := _DAY.fullmatch(seen):
        year, month, number = (day[1], day[2], day[3]) if day[1] else (day[6], day[5], day[4])
        parts = [year, month] if number == "01" else [year, month, number]
    else:
        figures = _POINT_NOUGHT.sub("", seen.replace("'", ""))
        parts = ["".join(run) for kind, run in groupby(figures, _kind) if kind]
        if not all(part.isdecimal() for part in parts):
            parts = [piece for part in parts for piece in _BEHIND_YEAR.sub(r"\1 \2", part).split(" ")]
    return _month(tuple(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)) or (seen,)


def _kind(character: str) -> int:
    return 1 if character.isdecimal() else 2 if character.isalnum() else 0


def _month(parts: Reference) -> Reference:
    """A month of a year as year and number, however it is written; anything else as it is."""
    if len(parts) != 2:
        return parts
    first, second = parts
    if first in _MONTHS and second.isdecimal() and len(second) in {2, 4}:
        return (second if len(second) == 4 else f"20{second}", str(_MONTHS[first]))
    return parts


class ByName(Generic[Thing]):
    """Things by their names as people see them; of two that look alike, the one that is spelled so goes first."""

    def __init__(self, named: Iterable[tuple[str, Thing]] = ()) -> None:
        self._spelled: dict[str, Thing] = {}
        self._alike: dict[str, Thing] = {}
        for name, thing in named:
            self.add(name, thing)

    def add(self, name: str, thing: Thing) -> None:
        """Know one more; the first of those that look alike stays the one."""
        self._spelled.setdefault(name, thing)
        self._alike.setdefault(name_key(name), thing)

    def get(self, name: str) -> Thing | None:
        """The thing of this name, however it is spelled."""
        found = self._spelled.get(name)
        return found if found is not None else self._alike.get(name_key(name))

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None
