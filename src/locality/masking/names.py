"""A mask: what hides pupils' names and dates of birth in any text (RES-9)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from locality.masking.ordinary import ORDINARY_WORDS

ANY_PUPIL = "a pupil"
"""What stands for a pupil who is not listed in the request that is read."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A pupil whom the reader may not know: the name as typed, what stands in its place, and the date of birth.

    `elsewhere`: listed in another request of the school, not in this one.
    """

    name: str
    stand_in: str
    born: date | None = None
    elsewhere: bool = False


class Mask:
    """Hides pupils in a text. Call it with a text to have it as others read it.

    `known` are names that everybody may read: of staff, in full, and of schools. The first pupil listed with a name
    gives what stands in its place.
    """

    def __init__(self, pupils: Iterable[Hidden], known: Iterable[str] = ()) -> None:
        self._pupils = list(dict.fromkeys(pupils))
        self._names = name_masker({each.name: each.stand_in for each in self._pupils if each.name})
        self._days = birthday_masker(each.born for each in self._pupils if each.born)

    def __call__(self, text: str) -> str:
        """The text as others read it."""
        return self._days(self._names(text))

    def named_in(self, texts: Iterable[str]) -> list[Hidden]:
        """Which of the pupils the texts name, or tell by a date of birth; in the order in which they are listed."""
        together = "\n".join(texts)
        return [each for each in self._pupils if Mask([each])(together) != together]


def name_masker(names: Mapping[str, str]) -> Callable[[str], str]:
    """A function that replaces each pupil's full name, and each part of it that is a word, by their reference.

    `names` maps a name to what stands in its place, such as {"Ann Oak": "Pupil A"}.
    """
    swaps: dict[str, str] = {}
    spelled: set[str] = set()
    for name, stand_in in names.items():
        whole = " ".join(name.split())
        parts = [part for part in re.split(r"[\s\-]+", whole) if len(part) > 1]
        for written in filter(None, (whole, *parts)):
            for spelling in _spellings(written):
                swaps.setdefault(_key(spelling), stand_in)
                spelled.add(spelling)
    if not spelled:
        return lambda text: text
    by_length = sorted(spelled, key=lambda spelling: (-len(spelling), spelling))
    any_name = "|".join(_pattern(spelling) for spelling in by_length)
    pattern = re.compile(rf"(?<!\w)(?:{any_name})(?!\w)", re.IGNORECASE)

    def swap(match: re.Match[str]) -> str:
        key = _key(match[0])
        # with a capital it may be the pupil; "will" or "may" in small letters is the word
        if match[0][:1].islower() and key in ORDINARY_WORDS:
            return match[0]
        return swaps.get(key, "Pupil")

    return lambda text: pattern.sub(swap, text)


_APOSTROPHES = "'’‘ʼ`´"


def _spellings(name: str) -> set[str]:
    """The ways one name is written: composed or not, in the long form of ß and its like, with and without accents."""
    apart = unicodedata.normalize("NFD", name)
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    found = {name, unicodedata.normalize("NFC", name), apart, plain}
    return {spelling for written in found for spelling in (written, written.casefold()) if spelling.strip()}


def _key(text: str) -> str:
    """The same for all that counts as one spelling, whatever its case, spaces and apostrophes."""
    folded = unicodedata.normalize("NFC", " ".join(text.split()).casefold())
    return folded.translate(dict.fromkeys(map(ord, _APOSTROPHES), "'"))


def _pattern(spelling: str) -> str:
    """A spelling with any space between its words and any apostrophe in them."""
    escaped = (re.escape(part) for part in spelling.split())
    return r"\s+".join(re.sub(rf"\\?[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", part) for part in escaped)


def birthday_masker(days: Iterable[date]) -> Callable[[str], str]:
    """A function that hides these dates of birth, written as 27 March 2018, 27/3/18, March 27th, 2018 or 2018-03-27."""
    patterns = "|".join(_written(day) for day in sorted(set(days)))
    if not patterns:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{patterns})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub("(date of birth)", text)


def _written(day: date) -> str:
    """The ways in which people here write a day."""
    number, year = rf"0?{day.day}(?:st|nd|rd|th)?", rf"(?:{day.year}|[’']?{day.year % 100:02d})"
    month, between = rf"(?:{day:%B}|{day:%b}t?)\.?", r"\s*[./–\-\s]\s*"
    return "|".join(
        (
            rf"{number}{between}0?{day.month}{between}{year}",
            rf"{number}(?:\s+of)?{between}{month}(?:,\s*|{between}){year}",
            rf"{month}\s+{number},?\s+{year}",
            rf"{day.year}{between}0?{day.month}{between}0?{day.day}",
        )
    )
