"""The ways in which one name is written: whole, in parts, joined, turned round, with an initial (RES-9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from itertools import permutations

from locality.masking.pieces import PIECE, WITHOUT_SPACES, small
from locality.values.seen import composed, long_form, plain, with_latin

TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "professor", "rev", "master"))
NO_NAMES = TITLES | frozenset(
    (
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "aka", "also", "and", "as", "born", "boy", "called", "child", "class", "dob", "form", "formerly", "girl", "in",
        "known", "likes", "name", "nee", "nickname", "of", "or", "preferred", "prefers", "pupil", "the", "to", "twin",
        "twins", "year", "yr",
    )
)  # fmt: skip
"""What people type beside a name: not taken for the pupil by itself, unless it is the last word: Emma Child."""
NO_PERSON = frozenset(
    (
        "aka", "boys", "children", "confidential", "dob", "girls", "group", "na", "name", "nee", "nickname", "nil", "none",
        "pupil", "pupils", "reception", "several", "siblings", "staff", "tba", "tbc", "training", "twin", "twins",
        "unknown", "various", "whole", "year", "yr",
    )
)  # fmt: skip
"""What people type where they have no name yet, or beside one: never a name."""
PARTICLES = frozenset(
    (
        "ab", "abu", "al", "ap", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
        "el", "ibn", "la", "las", "le", "los", "mac", "mc", "san", "st", "ten", "ter", "ul", "ur", "van", "vom", "von",
        "zu",
    )
)  # fmt: skip
"""Small words inside names; a name of their own only where the name begins with them."""

MOST_PARTS = 6
MOST_PARTS_OF_A_PLACE = 14
MOST_SIGNS = 12
"""How many signs of a script without spaces a name has at most."""
LONGEST_NAME = 120
"""What stands further on in a name is no name: a signed form allows no more."""
LONGEST_BEGINNING = 24
"""A way that is longer is known by so many of its first letters until it is read whole."""
SHORTEST = 2
SHORTEST_TAIL = 3
_WORD = re.compile(rf"[{WITHOUT_SPACES}]|[^\W\d_{WITHOUT_SPACES}]+(?:'[^\W\d_{WITHOUT_SPACES}]+)*")


class Kind(IntEnum):
    """How much of a name a spelling holds."""

    PART = 1
    """One part: a given name, or a surname."""
    WHOLE = 2
    """Several parts, in the name's own order."""
    TURNED = 3
    """Several parts in another order, or with one left out between them."""
    INITIAL = 4
    """A part and the first letter of another."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The ways of one name, in small plain letters without what parts the words."""

    parts: frozenset[str]
    """What can be a name by itself."""
    ways: dict[str, Kind]
    cuts: frozenset[str]
    """Where in these ways a space, comma or full stop may stand: after "ann" in "annoak"."""
    beginnings: frozenset[str]
    """Every beginning of a way, so that reading a text stops as soon as nothing can come of it."""
    complete: frozenset[str]
    """Every way, also with an s behind."""
    made_of: dict[str, frozenset[str]] = field(default_factory=dict)
    """The parts of each way; of known names only."""


@lru_cache(maxsize=4_000)  # as many as the schools of a meeting list in some years
def spelling_of(name: str) -> Spelling:
    """The ways in which a listed pupil's name is written."""
    ways: dict[str, Kind] = {}
    cuts: set[str] = set()
    alone: set[str] = set()
    for written in _variants(name):
        parts = _parts(written)
        alone.update(_names_among(parts))
        for several, kind in _several(parts):
            _add(ways, cuts, several, kind)
        for one, other in permutations(parts, 2):
            if len(one) >= SHORTEST and one not in NO_NAMES:
                _add(ways, cuts, (other[0], one), Kind.INITIAL)
                _add(ways, cuts, (one, other[0]), Kind.INITIAL)
        for inner in _inner_names(written):
            alone.update(part for part in inner if len(part) >= SHORTEST_TAIL and part not in PARTICLES | NO_NAMES)
            _add(ways, cuts, inner, Kind.WHOLE)
    for part in alone:
        ways.setdefault(part, Kind.PART)
    return _spelling(frozenset(alone), ways, cuts)


@lru_cache(maxsize=2_000)
def known_spelling_of(name: str) -> Spelling:
    """The ways in which somebody or some place that everybody may know is written: never by one word alone."""
    ways: dict[str, Kind] = {}
    cuts: set[str] = set()
    singles: set[str] = set()
    made_of: dict[str, frozenset[str]] = {}

    def add(parts: list[str], kind: Kind) -> None:
        _add(ways, cuts, parts, kind)
        made_of.setdefault("".join(parts), frozenset(parts))

    for written in _variants(name):
        parts = [part for part in _parts(written, MOST_PARTS_OF_A_PLACE) if part not in TITLES]
        inside = [piece for inner in _inner_names(written) for piece in inner if len(piece) >= SHORTEST_TAIL]
        singles.update(part for part in (*parts, *inside) if len(part) >= SHORTEST and part not in PARTICLES)
        for end in range(2, len(parts) + 1):
            add(parts[:end], Kind.WHOLE)
        for turn in range(1, len(parts)):
            add([*parts[turn:], *parts[:turn]], Kind.WHOLE)
        if len(parts) >= 2:
            first, last = parts[0], parts[-1]
            add([first, last], Kind.WHOLE)
            add([last, first], Kind.WHOLE)
            add([first[0], last], Kind.INITIAL)
            add([last, first[0]], Kind.INITIAL)
            add([first, last[0]], Kind.INITIAL)
    return replace(_spelling(frozenset(singles), ways, cuts), made_of=made_of)


def _spelling(parts: frozenset[str], ways: dict[str, Kind], cuts: set[str]) -> Spelling:
    beginnings = frozenset(way[:end] for way in ways for end in range(1, min(len(way), LONGEST_BEGINNING) + 1))
    complete = frozenset(way + ending for way in ways for ending in ("", "s", "es"))
    complete |= {way[:-1] + "ies" for way in ways if way[-1] == "y"}
    return Spelling(parts, ways, frozenset(cuts), beginnings, complete)


def _variants(name: str) -> set[str]:
    """The name in plain letters; also as typed where there is no ü, and the other way round, or with look-alikes."""
    name = composed(name[:LONGEST_NAME])
    seen, long = plain(name), plain(long_form(name)).text
    latin = with_latin(seen)
    return {seen.text, long, *_short_forms(seen.text), *((latin.text,) if latin else ())}


def _short_forms(seen: str) -> Iterator[str]:
    """Juergen as Jurgen, which is how Jürgen looks without its dots."""
    short = re.sub(r"([AaOoUu])[Ee](?=[^\W\d_])", r"\1", seen)
    if short != seen:
        yield short


def _parts(written: str, most: int = MOST_PARTS) -> list[str]:
    """The words of a name in small letters, without apostrophes, given names first; double names in two."""
    surname, comma, given = written.partition(",")
    ordered = f"{given} {surname}" if comma and _WORD.search(given) else written
    parts = [small(word.replace("'", "")) for word in _WORD.findall(ordered)]
    if parts and parts[0][0] >= WITHOUT_SPACES[0]:
        return parts[:MOST_SIGNS]
    if len(parts) > most:
        parts = [part for part in parts if part not in PARTICLES]
    return parts if len(parts) <= most else [*parts[: most // 2], *parts[-most // 2 :]]


def _several(parts: list[str]) -> Iterator[tuple[list[str], Kind]]:
    """Several parts of a name in each order in which they are written."""
    count = len(parts)
    names = _names_among(parts)
    for start in range(count):
        for end in range(start + 2, count + 1):
            # "known as" and "de la" are none, and "as Bobby" is Bobby
            first, last = parts[start], parts[end - 1]
            if (last in names or len(last) == 1) and (first in names or first in PARTICLES or len(first) == 1):
                yield parts[start:end], Kind.WHOLE
    for turn in range(1, count):
        yield [*parts[turn:], *parts[:turn]], Kind.TURNED
    for one, other in permutations(parts, 2):
        if not {one, other} & (NO_NAMES | PARTICLES) and len(one) >= SHORTEST and len(other) >= SHORTEST:
            yield [one, other], Kind.TURNED


def _names_among(parts: list[str]) -> list[str]:
    """Which parts are a name by themselves: no title, no small word inside; the last one always, if it is of a person."""
    long = [part for part in parts if len(part) >= SHORTEST and part not in NO_PERSON]
    first, last = parts[:1], parts[-1:] if len(parts) > 1 else []
    return [
        part for part in long if part in last or (part not in NO_NAMES and (part in first or part not in PARTICLES))
    ]


def _inner_names(written: str) -> Iterator[list[str]]:
    """The names inside one word: O and Brien in O'Brien, Mary and Jane in MaryJane."""
    for word in _WORD.findall(written):
        inner = [small(piece) for piece in PIECE.findall(word)]
        if len(inner) > 1:
            yield inner


def _add(ways: dict[str, Kind], cuts: set[str], parts: tuple[str, ...] | list[str], kind: Kind) -> None:
    whole = "".join(parts)
    if len(whole) < SHORTEST:
        return
    ways.setdefault(whole, kind)
    ends = 0
    for part in parts[:-1]:
        ends += len(part)
        cuts.add(whole[:ends])
