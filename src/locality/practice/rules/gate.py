"""The gate: what in the texts of a case could tell of a child, each with its place. Pure (OBJ-2, RES-9).

Names and dates of birth must go before anybody else reads the case. The rest is shown to its writer, who mends it or
confirms that no child can be told by it: “the only”, a school's name, a day, an age, an exact amount of money, how to
reach somebody, the reference of a request, a grown-up by name, what few families have, fewer than 5 pupils.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from locality.masking.names import Mask
from locality.values.seen import composed, plain

AROUND = 40
"""Characters shown before and behind what was found."""
MOST_SHOWN = 50
"""More are never listed: whoever has so many writes the text another way."""


class Concern(StrEnum):
    """What was found."""

    NAME = "name"
    BORN = "born"
    REFERENCE = "reference"
    EMAIL = "email"
    PHONE = "phone"
    MONEY = "money"
    AGE = "age"
    DAY = "day"
    SCHOOL = "school"
    PERSON = "person"
    RARE = "rare"
    ONLY = "only"
    FEW = "few"


BLOCKS = (Concern.NAME, Concern.BORN)
"""Nobody can confirm these away."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in one text: what stands before it, the thing, and what stands behind it."""

    concern: Concern
    field: str
    before: str
    found: str
    after: str

    @property
    def blocks(self) -> bool:
        """Whether it must go."""
        return self.concern in BLOCKS


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: as it is compared, where it stands, and whether it has a capital."""

    key: str
    start: int
    end: int
    is_capital: bool
    opens: bool
    """Whether a sentence begins with it."""


_Place = tuple[Concern, int, int]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDS = frozenset(".!?\n:;")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_WORDS = frozenset((*_MONTHS, *(each[:3] for each in _MONTHS), "sept"))
_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_IN_FIGURES = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
_REFERENCE = re.compile(r"\b[A-Z]{2,4}-20[0-9]{2}-[0-9]{3,7}\b", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+'’-])[\w.+'’-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|0)(?:[ ().-]{0,2}[0-9]){9,13}(?![0-9])")
_FIGURES = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,2})?"
_MONEY = re.compile(
    rf"(?:£|\bGBP)\s?(?P<behind>{_FIGURES})|(?<![\w.,])(?P<before>{_FIGURES})\s?(?:pounds?\b|GBP\b)", re.IGNORECASE
)
_ROUND = 2
"""An amount with so many figures that are not nought behind them is no exact one: £25, £1,500."""
_AGE_IN_FIGURES = r"[1-9]|1[0-9]"
_AGE_IN_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
)
_A_YEAR = rf"(?:{_AGE_IN_FIGURES}|{_AGE_IN_WORDS})"
_AGE = re.compile(
    rf"\b{_A_YEAR}(?:\s|[-‐‑–])?(?:years?|yrs?)(?:\s|[-‐‑–])olds?\b|\b(?:aged|age of|age|turned|turning)\s{_A_YEAR}\b",
    re.IGNORECASE,
)
_BIRTH = frozenset(("born", "birth", "birthday", "birthdate", "dob", "bday"))
_NEAR_BIRTH = 6  # words

_FEW = frozenset(("0", "1", "2", "3", "4", "one", "two", "three", "four", "single", "both", "couple", "pair", "no"))
_FEW_ALONE = frozenset(("twin", "twins", "triplets"))
_PUPILS = frozenset(
    (
        "pupil", "pupils", "child", "children", "boy", "boys", "girl", "girls", "student", "students", "learner",
        "learners", "sibling", "siblings", "brother", "brothers", "sister", "sisters", "youngster", "youngsters", "kid",
        "kids", "teenager", "teenagers",
    )
)  # fmt: skip
_NO_COUNT = frozenset(
    (
        "year",
        "years",
        "yr",
        "stage",
        "ks",
        "key",
        "term",
        "terms",
        "week",
        "weeks",
        "phase",
        "tier",
        "level",
        "wave",
        "no",
    )
)
"""Behind these a figure counts nobody: Year 2, Key Stage 1."""
_OTHER_THINGS = frozenset(
    (
        "hour", "hours", "minute", "minutes", "day", "days", "week", "weeks", "term", "terms", "month", "months", "session",
        "sessions", "lesson", "lessons", "time", "times", "adult", "adults", "assistant", "assistants", "teacher",
        "teachers", "staff", "pound", "pounds", "visit", "visits", "group", "groups", "in", "out", "to", "with", "for",
        "that", "which", "thing", "things", "school", "schools", "and", "or", "idea", "ideas", "way", "ways", "stage",
    )
)  # fmt: skip
"""Between a number and “pupils” these say that something else is counted: 2 hours a week for pupils."""
_FAR_FROM_NUMBER = 4  # words
_WHOSE = ("the", "our", "his", "her", "their")
_ONLY = frozenset((first, second) for first in _WHOSE for second in ("only", "sole"))
_ONE_OF_THEM = frozenset(
    (("a", "boy"), ("a", "girl"), ("this", "boy"), ("this", "girl"), ("the", "boy"), ("the", "girl"))
)
"""Whoever writes so writes of one child: pupils are said of many, a boy or a girl of one."""
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr"))
_RARE = frozenset(
    (
        "prison", "refugee", "asylum", "traveller", "travellers", "roma", "gypsy", "adopted", "adoption", "fostered", "foster",
        "bereaved", "bereavement", "wheelchair", "deaf", "blind",
    )
)  # fmt: skip
"""What few families of a school have: with the school's name it can tell which."""

_KINDS_OF_SCHOOL = frozenset(
    (
        "school",
        "primary",
        "academy",
        "college",
        "infant",
        "infants",
        "junior",
        "juniors",
        "nursery",
        "secondary",
        "grammar",
    )
)
_GENERIC = _KINDS_OF_SCHOOL | {
    "church", "of", "england", "c", "e", "ce", "cofe", "catholic", "rc", "roman", "voluntary", "controlled", "aided", "va",
    "vc", "high", "community", "free", "first", "middle", "special", "the", "foundation", "trust", "preparatory", "and",
    "centre",
}  # fmt: skip
_LONG_ENOUGH = 5
"""Letters of a school's first word that is a name by itself: “Goldgate”, but not “St” or “All”."""
_NO_NAME = frozenset(
    (
        "our", "the", "a", "an", "your", "each", "every", "this", "that", "any", "another", "most", "many", "all", "special",
        "whole", "after", "before", "in", "at", "my", "both", "some", "other", "secondary", "primary", "mainstream",
        "sunday", "forest", "high", "infant", "junior", "nursery", "when", "if", "for",
    )
)  # fmt: skip
"""With a capital before “School” these name none: The School, Forest School."""


def look_over(texts: Mapping[str, str], mask: Mask, schools: Sequence[str]) -> list[Finding]:
    """Everything in the texts, by the field of each: the texts in their order, and in each from the beginning.

    `mask` knows the pupils of the school; `schools` are names of schools and places, the school's own first.
    """
    found: list[Finding] = []
    names = _names_by_first(schools)
    for field, typed in texts.items():
        text = composed(typed)
        places = _without_overlaps([*_by_mask(text, mask), *_in_words(text, names)])
        found += [_finding(field, text, place) for place in places]
    return found[:MOST_SHOWN]


def mark_of(texts: Mapping[str, str], *more: object) -> str:
    """A mark of what was shown: whoever confirms or releases a case does so of these texts alone."""
    parts = [f"{field}\x1f{text}" for field, text in texts.items()]
    whole = "\x1e".join([*parts, *map(str, more)])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _finding(field: str, text: str, place: _Place) -> Finding:
    concern, start, end = place
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"…{before.partition(' ')[2] or before}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    return Finding(
        concern, field, before.replace("\n", " "), text[start:end].replace("\n", " "), after.replace("\n", " ")
    )


def _without_overlaps(places: Iterable[_Place]) -> list[_Place]:
    """Of what stands on one place the gravest: a date of birth is no other day, a pupil's name no school's."""
    grave = list(Concern)
    kept: list[_Place] = []
    for place in sorted(places, key=lambda each: (grave.index(each[0]), each[1])):
        if not any(place[1] < end and start < place[2] for _, start, end in kept):
            kept.append(place)
    return sorted(kept, key=lambda each: each[1])


def _by_mask(text: str, mask: Mask) -> Iterator[_Place]:
    for start, end, is_born in mask.places(text):
        yield Concern.BORN if is_born else Concern.NAME, start, end


def _in_words(text: str, names: Mapping[str, list[tuple[str, ...]]]) -> Iterator[_Place]:
    words = _words_of(text)
    yield from _in_figures(text)
    yield from _days(text, words)
    yield from _only(words)
    yield from _rare(words)
    yield from _people(text, words)
    yield from _few(words)
    yield from _schools(text, words, names)


def _in_figures(text: str) -> Iterator[_Place]:
    """References, addresses and numbers of people, exact amounts and ages."""
    for concern, pattern in (
        (Concern.REFERENCE, _REFERENCE),
        (Concern.EMAIL, _EMAIL),
        (Concern.PHONE, _PHONE),
        (Concern.AGE, _AGE),
    ):
        for match in pattern.finditer(text):
            yield concern, match.start(), match.end()
    for match in _MONEY.finditer(text):
        amount = match["behind"] or match["before"]
        figures = amount.replace(",", "").partition(".")
        told = figures[0].lstrip("0").rstrip("0") if not figures[2].strip("0") else amount
        if len(told) > _ROUND:
            yield Concern.MONEY, match.start(), match.end()


def _words_of(text: str) -> list[_Word]:
    found: list[_Word] = []
    ends = 0
    for match in _WORD.finditer(text):
        typed, between = match[0], text[ends : match.start()]
        opens = not found or not _ENDS.isdisjoint(between)
        found.append(_Word(_key(typed), match.start(), match.end(), typed[:1].isupper(), opens))
        ends = match.end()
    return found


def _key(word: str) -> str:
    """A word as it is compared: in small letters, without accents and apostrophes."""
    folded = word.lower() if word.isascii() else plain(word).text.casefold()
    return folded.replace("'", "").replace("’", "")


def _days(text: str, words: Sequence[_Word]) -> Iterator[_Place]:
    spans = [match.span() for match in _IN_FIGURES.finditer(text)]
    for first, second in pairwise(words):
        is_behind = first.key in _MONTH_WORDS and first.is_capital and _DAY.fullmatch(second.key)
        if is_behind or (_DAY.fullmatch(first.key) and second.key in _MONTH_WORDS):
            spans.append((first.start, second.end))
    spans += [
        (first.start, third.end)
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
        if _DAY.fullmatch(first.key) and second.key == "of" and third.key in _MONTH_WORDS
    ]
    years = {each.start: each.end for each in words if _YEAR.fullmatch(each.key)}
    spans = [(start, years.get(_behind(text, end), end)) for start, end in spans]
    births = [at for at, word in enumerate(words) if word.key in _BIRTH]
    for start, end in spans:
        near = [at for at, word in enumerate(words) if start <= word.start < end]
        is_birth = any(abs(at - other) <= _NEAR_BIRTH for at in near for other in births)
        yield Concern.BORN if is_birth else Concern.DAY, start, end


def _behind(text: str, end: int) -> int:
    """Where the next word would begin behind a day: “1 May 2019”, “May 1, 2019”."""
    return end + 2 if text.startswith(", ", end) else end + 1


def _only(words: Sequence[_Word]) -> Iterator[_Place]:
    for first, second in pairwise(words):
        if (first.key, second.key) in _ONLY:
            yield Concern.ONLY, first.start, second.end
        elif (first.key, second.key) in _ONE_OF_THEM:
            yield Concern.FEW, first.start, second.end


def _rare(words: Sequence[_Word]) -> Iterator[_Place]:
    for word in words:
        if word.key in _RARE:
            yield Concern.RARE, word.start, word.end


def _people(text: str, words: Sequence[_Word]) -> Iterator[_Place]:
    """A grown-up by title and name: who they teach is no secret at the school."""
    for first, second in pairwise(words):
        near = text[first.end : second.start].strip(". ") == "" and second.start - first.end <= len(". ")
        if first.key in _TITLES and first.is_capital and second.is_capital and near:
            yield Concern.PERSON, first.start, second.end


def _few(words: Sequence[_Word]) -> Iterator[_Place]:
    for at, word in enumerate(words):
        if word.key in _FEW_ALONE:
            yield Concern.FEW, word.start, word.end
        if word.key not in _FEW or (at and words[at - 1].key in _NO_COUNT):
            continue
        for other in words[at + 1 : at + 1 + _FAR_FROM_NUMBER]:
            if other.opens or other.key in _OTHER_THINGS:
                break
            if other.key in _PUPILS:
                yield Concern.FEW, word.start, other.end
                break


def _names_by_first(names: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """The names to look for, by their first words: each whole, and without the words that many schools have.

    A name of which one word is left is looked for by that word alone only for the first of them, the school's own; of that
    one its first word too, by which people call it.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for number, name in enumerate(names):
        whole = tuple(_key(match[0]) for match in _WORD.finditer(name))
        own = list(whole)
        while own and own[-1] in _GENERIC:
            own.pop()
        ways = {whole, tuple(own)}
        if number == 0 and own and len(own[0]) >= _LONG_ENOUGH:
            ways.add((own[0],))
        for way in ways:
            if len(way) > 1 or (way and number == 0 and way[0] not in _GENERIC):
                found.setdefault(way[0], []).append(way)
    return found


def _schools(text: str, words: Sequence[_Word], names: Mapping[str, list[tuple[str, ...]]]) -> Iterator[_Place]:
    for at, word in enumerate(words):
        for way in names.get(word.key, ()):
            there = words[at : at + len(way)]
            if word.is_capital and tuple(each.key for each in there) == way:
                yield Concern.SCHOOL, word.start, there[-1].end
    for first, second in pairwise(words):
        if (
            first.is_capital
            and second.is_capital
            and second.key in _KINDS_OF_SCHOOL
            and first.key not in _NO_NAME | _GENERIC
            and text[first.end : second.start] == " "
        ):
            yield Concern.SCHOOL, first.start, second.end
