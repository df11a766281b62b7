"""The ways in which one name is written: whole, in parts, joined, turned round, with an initial (RES-9)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from itertools import permutations, product

from locality.masking.abbreviations import ABBREVIATIONS, SHORT_WORDS, TERMS
from locality.masking.declined import declined
from locality.masking.entries import NO_NAMES, NO_PERSON, TITLES, is_nobody
from locality.masking.in_latin import in_latin_letters
from locality.masking.pieces import PIECE, WITHOUT_SPACES, small
from locality.values.letters import normalised
from locality.values.seen import composed, plain, with_latin

PARTICLES = frozenset(
    (
        "ab", "abu", "al", "ap", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
        "el", "ibn", "la", "las", "le", "los", "mac", "mc", "saint", "san", "st", "ten", "ter", "ul", "ur", "van", "vom", "von",
        "zu",
    )
)  # fmt: skip
"""Small words inside names; a name of their own only where the name begins with them."""

MOST_PARTS = 6
"""Of so many parts each two are looked for together; of more each is hidden, by itself and with those beside it."""
MOST_PARTS_OF_A_PLACE = 14
MOST_SIGNS = 12
"""The same of signs of a script without spaces."""
LONGEST_NAME = 120
"""What stands further on in a name is no name: a signed form allows no more."""
LONGEST_BEGINNING = 24
"""A way that is longer is known by so many of its first letters until it is read whole."""
SHORTEST = 2
SHORTEST_TAIL = 3
_WORD = re.compile(rf"[{WITHOUT_SPACES}]|[^\W\d_{WITHOUT_SPACES}]+(?:'[^\W\d_{WITHOUT_SPACES}]+)*")

_NOTE = re.compile(
    r"[(\[]|\b(?:aka|also|called|formerly|known|likes|nee|nickname|preferred|prefers|twin|year|yr)\b", re.IGNORECASE
)
"""Where what is typed behind a name begins: "(Year 4)", "known as Bobby"."""
_NOTES = (NO_NAMES - TITLES) | NO_PERSON
_JOINED = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")

_IN_TWO = {"ä": ("ae", "a"), "å": ("aa", "a"), "ö": ("oe", "o"), "ø": ("oe", "o"), "ü": ("ue", "u"), "æ": ("ae", "a"),
           "œ": ("oe", "o"), "đ": ("dj", "d"), "ß": ("ss", "s")}  # fmt: skip
_ONE_OR_TWO = re.compile(rf"[{''.join(_IN_TWO)}]|(?:a[ae]|[ou]e)(?=[^\W\d_])", re.IGNORECASE)
_NORDIC = re.compile(r"\b(?=[^\W\d_]*?(?:[åøöüäæ]|aa))[^\W\d_]+", re.IGNORECASE)
MOST_MIXED = 5
"""Of how many such letters each mix is a spelling; of more, all in one letter or all in two."""
_MAC = re.compile(r"\b(?:mc|mac)(?=[ ']?[a-z]{4})", re.IGNORECASE)
_SAINT = re.compile(r"\b(?:st|saint)\b(?=[. -])", re.IGNORECASE)
_SURNAME_FIRST = re.compile(r"[^\W\d_a-z]{2,}[ -]+(?=[^\W\d_]*[a-z])")
"""QUORBURY Zephyrine: it can't be told which of them is the given name."""
MOST_INITIALS = 4
NO_INITIALS = ABBREVIATIONS - SHORT_WORDS


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
    initials: frozenset[str] = frozenset()
    """The first letters of given name and surname, and of all names."""
    given: frozenset[str] = frozenset()
    """The given name, where what was typed tells which of the parts it is: never a part of a surname."""
    surnames: frozenset[str] = frozenset()
    """The ways that leave the given name out; also each other part alone."""
    declined: frozenset[str] = frozenset()
    """Ways that end as the grammar of a Slavic language has it."""


@lru_cache(maxsize=4_000)  # as many as the schools of a meeting list in some years
def spelling_of(name: str) -> Spelling:
    """The ways in which a listed pupil's name is written."""
    ways: dict[str, Kind] = {}
    cuts: set[str] = set()
    alone: set[str] = set()
    given: set[str] = set()
    others: set[str] = set()
    initials: set[str] = set()
    surnames: set[str] = set()
    for written in () if is_nobody(name) else _variants(name):
        parts = _parts(written)
        names = _names_among(parts)
        alone.update(names)
        given.update(parts[:1])
        others.update(parts[1:])
        initials |= _initials_of(parts, written)
        if (own := _without_note(written)) != written:
            initials |= _initials_of(_parts(own), own)
        for words in (*_long_words(written), *(each for each in _joined(written) if each[-1] in PARTICLES)):
            _add(ways, cuts, words, Kind.WHOLE)  # Thuy-Le
        core = _core(parts, names)
        for several, kind in _several(parts, names, core):
            _add(ways, cuts, several, kind)
            if parts[0] not in several:
                surnames.add("".join(several))
        for one, other in _pairs(core):
            if one in names:
                _add(ways, cuts, (other[0], one), Kind.INITIAL)
                _add(ways, cuts, (one, other[0]), Kind.INITIAL)
        for inner in _inner_names(written):
            alone.update(part for part in inner if len(part) >= SHORTEST_TAIL and part not in PARTICLES | NO_NAMES)
            _add(ways, cuts, inner, Kind.WHOLE)
            if "".join(inner) not in parts[:1]:
                surnames.add("".join(inner))
    for part in alone:
        ways.setdefault(part, Kind.PART)
    forms = frozenset(form for part in alone for form in declined(part))
    for form in forms:
        if ways.get(form, Kind.INITIAL) is Kind.INITIAL:
            ways[form] = Kind.PART  # Jurića, also where the given name begins with an A
    return replace(
        _spelling(frozenset(alone), ways, cuts),
        initials=frozenset(initials),
        given=frozenset() if _SURNAME_FIRST.match(name) else frozenset(given - others),
        surnames=frozenset(surnames.union(alone - given, *map(declined, alone - given))),
        declined=forms,
    )


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

    initials: set[str] = set()
    for written in _variants(name):
        parts = [part for part in _fewer(_parts(written)) if part not in TITLES]
        initials |= _initials(parts) | _initials([part for part in parts if part not in PARTICLES])
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
    return replace(_spelling(frozenset(singles), ways, cuts), made_of=made_of, initials=frozenset(initials))


def _spelling(parts: frozenset[str], ways: dict[str, Kind], cuts: set[str]) -> Spelling:
    beginnings = frozenset(way[:end] for way in ways for end in range(1, min(len(way), LONGEST_BEGINNING) + 1))
    complete = frozenset(way + ending for way in ways for ending in ("", "s", "es"))
    complete |= {way[:-1] + "ies" for way in ways if way[-1] == "y"}
    return Spelling(parts, ways, frozenset(cuts), beginnings, complete)


def _variants(name: str) -> set[str]:
    """The name in plain letters; also as typed where there is no ü, and the other way round, or with look-alikes."""
    name = normalised("NFC", composed(name[:LONGEST_NAME]))
    found = {plain(each).text for each in (*_letterings(name), *in_latin_letters(name))}
    found |= {_other_mac(each) for each in found}
    found |= {_other_saint(each) for each in found}
    latin = with_latin(plain(name))
    return found | {latin.text} if latin else found


def _letterings(name: str) -> set[str]:
    """Jürgen, Juergen, Jurgen: each letter with dots, a ring or a stroke in one letter or in two, in any mix."""
    places: list[tuple[int, int, tuple[str, str]]] = []
    for found in _ONE_OR_TWO.finditer(name):
        typed = found[0]
        ways = _IN_TWO.get(typed.lower(), (typed, typed[0]))
        if typed[0].isupper() and len(typed) == 1:
            shouts = name[found.end() : found.end() + 1].isupper() or name[: found.start()][-1:].isupper()
            ways = (ways[0].upper() if shouts else ways[0].capitalize(), ways[1].upper())
        places.append((*found.span(), ways))
    for word in _NORDIC.finditer(name):  # where å and ø are, a bare o may be an ø as well
        places += [
            (at, at + 1, (name[at], name[at] + ("E" if name.isupper() else "e")))
            for at in range(*word.span())
            if _is_bare_o(name, at)
        ]
    if not places:
        return {name}
    places.sort()
    letters = [each for _, _, each in places]
    mixes = product(*letters) if len(letters) <= MOST_MIXED else zip(*letters, strict=True)
    return {name, *(_with(name, places, mix) for mix in mixes)}


def _is_bare_o(name: str, at: int) -> bool:
    return name[at] in "oO" and name[at + 1 : at + 2].lower() != "e"


def _with(name: str, places: list[tuple[int, int, tuple[str, str]]], mix: tuple[str, ...]) -> str:
    parts, at = [], 0
    for (start, end, _), letters in zip(places, mix, strict=True):
        parts += [name[at:start], letters]
        at = end
    return "".join([*parts, name[at:]])


def _other_mac(written: str) -> str:
    """McAllister for MacAllister, and the other way round."""
    return _MAC.sub(lambda found: found[0][0] + ("c" if len(found[0]) == len("mac") else "ac"), written)


def _other_saint(written: str) -> str:
    """Saint Clair for St Clair, and the other way round."""
    return _SAINT.sub(lambda found: "Saint" if found[0].lower() == "st" else "St", written)


def _initials_of(parts: list[str], written: str) -> set[str]:
    names = _names_among(parts)
    named = [part for part in parts if part in names or len(part) == 1]
    with_small = [part for part in parts if part in named or part in PARTICLES]  # JDV for Jan de Vries
    return _initials(named, _doubled(written, parts[:1])) | _initials(with_small)


def _initials(names: list[str], doubled: Iterable[str] = ()) -> set[str]:
    """ZQ and ZAQ for Zephyrine Anneliese Quorbury, also AS of a Smith-Jones; none where they mean something else to everybody."""
    firsts = [name[0] for name in names]
    if len(firsts) < 2 or not all(letter.islower() for letter in firsts):
        return set()
    pairs = {firsts[0] + each[0] for each in (names[-1], *doubled)}
    return {*pairs, "".join(firsts[:MOST_INITIALS])} - NO_INITIALS


def _doubled(written: str, given: list[str]) -> list[str]:
    """The names in a double surname: Smith and Jones."""
    return [part for joined in _joined(written) if joined[:1] != given for part in joined if len(part) >= SHORTEST]


def _joined(written: str) -> Iterator[list[str]]:
    """The words of each double name."""
    for found in _JOINED.findall(written):
        if "-" in found:
            yield [small(word.replace("'", "")) for word in found.split("-")]


def surname_first(name: str) -> tuple[str, str]:
    """Surname and given names of "Oak, Ann"; else nothing and the whole: a note behind a name is none, "Ann Oak, Year 4"."""
    surname, comma, given = name.partition(",")
    first = _WORD.search(given)
    if not comma or first is None or small(first[0]) in _NOTES or surname.count("(") > surname.count(")"):
        return "", name
    return surname, given


def _without_note(written: str) -> str:
    note = _NOTE.search(written)
    return written[: note.start()] if note else written


def _parts(written: str) -> list[str]:
    """The words of a name in small letters, without apostrophes, given names first; double names in two."""
    surname, given = surname_first(written)
    return [small(word.replace("'", "")) for word in _WORD.findall(f"{given} {surname}")]


def _long_words(written: str) -> Iterator[list[str]]:
    """Each word of more signs than are looked for in any mix."""
    words = (_WORD.findall(word) for word in written.split())
    return (signs for signs in words if len(signs) > MOST_SIGNS and all(map(_are_signs, signs)))


def _are_signs(parts: list[str] | str) -> bool:
    return bool(parts) and parts[0][0] >= WITHOUT_SPACES[0]


def _fewer(parts: list[str]) -> list[str]:
    """The first and the last words of the name of a place or of somebody whom everybody knows."""
    if _are_signs(parts):
        return parts[:MOST_SIGNS]
    if len(parts) > MOST_PARTS_OF_A_PLACE:
        parts = [part for part in parts if part not in PARTICLES]
    half = MOST_PARTS_OF_A_PLACE // 2
    return parts if len(parts) <= 2 * half else [*parts[:half], *parts[-half:]]


def _most(parts: list[str]) -> int:
    return MOST_SIGNS if _are_signs(parts) else MOST_PARTS


def _core(parts: list[str], names: list[str]) -> list[str]:
    """A name without what is small in it or typed beside it, where it is long."""
    return parts if len(parts) <= _most(parts) else [part for part in parts if part in names or len(part) == 1]


def _several(parts: list[str], names: list[str], core: list[str]) -> Iterator[tuple[list[str], Kind]]:
    """Several parts of a name in each order in which they are written; of a long one in its own order."""
    most, count = _most(parts), len(parts)
    for words in (parts, core) if count > most else (parts,):
        for start in range(len(words)):
            for end in range(start + 2, min(start + most, len(words)) + 1):
                # "known as" and "de la" are none, and "as Bobby" is Bobby
                first, last = words[start], words[end - 1]
                if (last in names or len(last) == 1) and (first in names or first in PARTICLES or len(first) == 1):
                    yield words[start:end], Kind.WHOLE
                elif first in names and last in PARTICLES:
                    yield words[start:end], Kind.TURNED
    for turn in range(1, len(core) if len(core) <= most else 0):
        yield [*core[turn:], *core[:turn]], Kind.TURNED
    if count == 3 and parts[1] in PARTICLES:
        yield from ((each, Kind.TURNED) for each in (parts[::-1], parts[:0:-1], parts[1::-1]))  # An Van Nguyen
    for one, other in _pairs(core):
        if {one, other} & TERMS and {one, other} & NO_PERSON:
            continue  # TA support
        if not {one, other} & (NO_NAMES | PARTICLES) and len(one) >= SHORTEST and len(other) >= SHORTEST:
            yield [one, other], Kind.TURNED


def _pairs(core: list[str]) -> Iterator[tuple[str, str]]:
    """Each two parts of a name, in both orders; of a long one each with the first and with the last."""
    if len(core) <= _most(core):
        yield from permutations(core, 2)
        return
    for at, part in enumerate(core):
        for end in (0, len(core) - 1):
            if at != end:
                yield part, core[end]
                yield core[end], part


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
