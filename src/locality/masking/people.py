"""Names that somebody typed for a person who is no pupil: which of them everybody may read (RES-9)."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from locality.masking.called import Hidden
from locality.masking.entries import NO_NAMES
from locality.masking.everyday import RELATIONS
from locality.masking.grown_ups import are_alike, may_be_surname
from locality.masking.ordinary import ORDINARY_GIVEN_NAMES, ORDINARY_WORDS
from locality.masking.spelling import PARTICLES, spelling_of, surname_first
from locality.values.seen import long_form, plain

_ENDS = re.compile(r"[,;\n@(:–\d]")
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s\b")
LONGEST_CONTACT = 1_000
"""In characters: no form takes more, and a draft keeps whatever was typed, which every sight of the request reads."""


def known_by_hand(typed: Iterable[str], pupils: Iterable[Hidden]) -> list[str]:
    """Which of the names that somebody typed everybody may read: of a guest, an adviser, a contact, a signatory.

    Those at whose beginning stands a name that tells of no pupil: neither "Mother of Anna" nor "Anna’s Mum", nothing with
    two parts of one pupil's name. One part alone is no harm: hidden, "a pupil Grant" would say what the pupil is called.
    But a pupil's given name needs a surname beside it that is surely another.
    """
    names = [name for name in dict.fromkeys(map(contact_name, typed)) if name]
    if not names:
        return []
    said = frozenset(word for name in names for words in _words(name) for word in words)
    given: dict[str, set[str]] = defaultdict(set)
    whose: dict[str, set[str]] = defaultdict(set)
    for pupil in {each.name for each in pupils}:  # some thousand, of whom few have a part that is said
        for part in said & _given(pupil):
            given[part].add(pupil)
        for part in said & spelling_of(pupil).parts:
            if part not in PARTICLES:
                whose[part].add(pupil)
    return [name for name in names if not any(_tells(words, given, whose) for words in _words(name))]


def _tells(words: Collection[str], given: Mapping[str, Collection[str]], whose: Mapping[str, Collection[str]]) -> bool:
    """Whether the words of a name hold two parts of the name of one pupil, or a given name that may be a pupil here."""
    found = Counter(pupil for word in words for pupil in whose.get(word, ()))
    if any(times > 1 for times in found.values()):
        return True
    return any(_is_of_pupil(word, words, given) for word in words if word in given)


def _is_of_pupil(name: str, words: Collection[str], given: Mapping[str, Collection[str]]) -> bool:
    """Whether a given name among these words may be a pupil's: no other surname stands beside it, or one much like the pupil's."""
    others = [word for word in words if word != name]
    if not others or not all(may_be_surname(word) and word not in given for word in others):
        return True
    for pupil in given[name]:
        parts = spelling_of(pupil).parts - _given(pupil) - PARTICLES
        if not parts or any(are_alike(word, part) for word in others for part in parts):
            return True
    return False


def contact_name(text: str) -> str:
    """The person's name at the beginning of what was typed, such as "Ann Oak, SENCO, 01234"; or nothing.

    Two to four words that each begin with a capital, the first of them no everyday word: "Ask Ann", "The office" are none.
    One that is a given name too begins a name where no other is everyday: Mark Jarrold, but not "Will Call".
    Nor is it a name where somebody is called after a child, or in a text longer than any contact.
    """
    if len(text) > LONGEST_CONTACT:
        return ""
    words = _ENDS.split(text.strip(), maxsplit=1)[0].split()
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() for word in words):
        return ""
    first, *others = map(str.casefold, words)
    if first in ORDINARY_WORDS and (first not in ORDINARY_GIVEN_NAMES or not ORDINARY_WORDS.isdisjoint(others)):
        return ""
    if "of" in others:
        return ""
    if _POSSESSIVE.search(plain(text).text.lower()) or any(not RELATIONS.isdisjoint(each) for each in _words(text)):
        return ""
    return " ".join(words)


def _words(name: str) -> list[frozenset[str]]:
    """The words of a name in small plain letters; also as typed where there is no ü."""
    return [frozenset(_in_order(written)) for written in dict.fromkeys((name, long_form(name)))]


def _in_order(name: str) -> list[str]:
    return [word.replace("'", "") for word in _WORDS.findall(plain(name).text.lower())]


@lru_cache(maxsize=4_000)
def _given(name: str) -> frozenset[str]:
    """A pupil's first name, in its spellings; "Oak, Ann" is Ann."""
    _, first = surname_first(name)
    words = [[word for word in _in_order(written) if word not in NO_NAMES] for written in (first, long_form(first))]
    return frozenset(each[0] for each in words if each and len(each[0]) > 1)


_PARTS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """A name as it is seen, in small letters, its parts with a space between them."""
    return " ".join(_PARTS.findall(plain(name).text.lower()))
