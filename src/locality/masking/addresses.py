"""Which pieces of a text stand in the name of a file or in an address, and how names read there (RES-9).

Nothing in it is a sentence: "wren_plan.docx" is a child's plan, "quinnsmum@" somebody's mother. No pupil is known here.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from locality.masking.everyday import AS_WORDS, BASE_VERBS, COMPOUNDS, EVERYDAY, OF_CHILDREN, RELATIONS, SUBJECTS
from locality.masking.files import FIRST_PIECES, SHORTEST_INSIDE, ends_file, in_files, longest_inside
from locality.masking.grown_ups import ORDINARY_SURNAMES, may_be_surname
from locality.masking.meant import RATINGS
from locality.masking.months import AFTER_SEASONS, BEFORE_MONTHS, CALENDAR
from locality.masking.ordinary import GIVEN_NAMES, ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import LONGEST_BEGINNING, Kind


class Zone(IntEnum):
    """Where a piece stands."""

    TEXT = 0
    FILE = 1
    """In the name of a file, or among words that underscores join."""
    LOCAL = 2
    """Before the @ of an address, or behind that of "@quinn"."""
    DOMAIN = 3
    OFFICE = 4
    """The domain of a school, a council or a surgery."""
    PATH = 5
    """Behind the domain of a web address."""


_BREAKS = frozenset(' \n\t\r,;<>"“”|')
_TOPS = frozenset(("app", "blog", "co", "com", "edu", "eu", "info", "io", "net", "org", "scot", "tv", "uk", "wales"))
_OF_OFFICES = frozenset(("ac", "edu", "gov", "nhs", "police", "sch"))
_ENDS_OF_MARKS = frozenset("@_./")
MOST_WORDS_OF_A_FILE = 8
"""A text of so many words that ends as a file does is a file's name, spaces or not."""
MODALS = frozenset(("may", "will"))
BEFORE_MODALS = SUBJECTS | {"how", "i", "that", "this", "what", "which", "who"}
BEHIND_MODALS = BASE_VERBS | {"also", "change", "cost", "help", "look", "need", "support", "use", "work"}

LONGEST_REST = 24
SURE = 6
"""A name of so many letters is one inside a longer word whatever stands beside it, unless the two make another name."""
_BEFORE = RELATIONS | {
    "about", "and", "baby", "big", "for", "from", "hello", "help", "hi", "iam", "im", "its", "little", "love", "miss", "mr", "mrs",
    "ms", "my", "of", "our", "photo", "photos", "plan", "report", "s", "save", "team", "the", "to", "with",
}  # fmt: skip
_BEHIND = RELATIONS | OF_CHILDREN | {
    "and", "art", "fan", "friends", "fund", "here", "is", "love", "mob", "of", "page", "photo", "photos", "s", "the", "world", "x",
}  # fmt: skip
"""Words that run into a name: "teamquinn", "quinnsplan"."""
_LONGEST_WORD = max(map(len, _BEFORE | _BEHIND))
_OTHER_NAMES = frozenset(
    (
        "a", "ah", "bel", "bella", "belle", "by", "e", "ella", "elle", "er", "ers", "es", "ette", "etta", "ez", "field", "ford",
        "i", "ia", "ian", "ie", "in", "ina", "ine", "io", "is", "ius", "la", "land", "le", "ley", "line", "lla", "lle", "lyn",
        "lynn", "man", "mann", "o", "on", "sen", "ska", "ski", "sky", "son", "ssen", "ton", "tte", "us", "well", "wood", "worth",
        "y",
    )
)  # fmt: skip
"""What makes another name of one: Daniel and Danielle, Robert and Robertson."""
_OF_RELATIONS = tuple(sorted(RELATIONS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of names where a word of an address is read."""

    beginnings: Container[str]
    """Every beginning of one."""
    kinds: Mapping[str, Kind]
    """How much of a pupil's name each way of it holds."""
    known: Container[str]
    """Words in the names of people and places that everybody may know."""
    given: Container[str]
    """Given names: of everyday words only these are a pupil's beside a word such as mum."""
    is_near: Callable[[str], bool]
    """Whether a pupil of the request is called so."""

    def is_whole(self, word: str) -> bool:
        """Whether a whole word is read elsewhere: a name by itself, or one that everybody may know."""
        return word in self.kinds or word in self.known

    def is_inside(self, way: str) -> bool:
        """Whether a pupil is called so, and it is no everyday word."""
        return self.kinds.get(way, Kind.INITIAL) is not Kind.INITIAL and way not in EVERYDAY

    def are_several(self, way: str) -> bool:
        """Whether it is more than one name of a pupil: only then the domain of an address is a child's."""
        return self.is_inside(way) and self.kinds[way] is not Kind.PART

    def is_meant(self, way: str, *, is_shown: bool) -> bool:
        """Whether it is a pupil's beside a word such as mum; an everyday one where an s shows it, or in the request."""
        if way not in EVERYDAY:
            return self.is_inside(way)
        return way in self.kinds and way in self.given and (is_shown or self.is_near(way))


def zones_of(pieces: Pieces) -> bytearray | None:
    """The zone of each piece; nothing where the text holds no file and no address. Each piece is read once."""
    words, gaps = pieces.words, pieces.gaps
    found: bytearray | None = None
    free = 0
    for at in [at for at, gap in enumerate(gaps[:-1]) if gap and gap[-1] in _ENDS_OF_MARKS]:
        if at < free or not _is_mark(pieces, at):
            continue
        first, free = _token(pieces, at, free)
        found = found or bytearray(len(words))
        _fill(pieces, first, free, found)
    if found and len(words) <= MOST_WORDS_OF_A_FILE and not any("\n" in gap for gap in gaps):
        ending = len(words) - 1
        while ending and not gaps[ending]:
            ending -= 1  # the pieces of mp4
        if not gaps[-1] and found[ending - 1] == Zone.FILE and gaps[ending] == "." and ends_file(pieces, ending):
            return bytearray([zone or Zone.FILE for zone in found])
    return found


def _is_mark(pieces: Pieces, at: int) -> bool:
    """Whether a piece shows that it stands in an address: behind an @ or an underscore, at the end of a domain or file."""
    gap = pieces.gaps[at]
    if gap == ".":
        word = pieces.words[at]
        is_domain = word in _TOPS or (at > 0 and pieces.words[at - 1] == "www")
        return at > 0 and (is_domain or (word in FIRST_PIECES and ends_file(pieces, at)))
    return gap[-1:] == "@" or gap in ("://", "_")


def _token(pieces: Pieces, at: int, free: int) -> tuple[int, int]:
    """The first of the pieces around a piece that no space parts, and the one behind the last of them."""
    gaps, first, end = pieces.gaps, at, at + 1
    while first > free and (not gaps[first] or _BREAKS.isdisjoint(gaps[first])):
        first -= 1
    while end < len(pieces.words) and (not gaps[end] or _BREAKS.isdisjoint(gaps[end])):
        end += 1
    return first, end


def _fill(pieces: Pieces, first: int, end: int, found: bytearray) -> None:
    """Say of each piece of an address, or of a file's name, in which part of it it stands."""
    words, gaps = pieces.words, pieces.gaps
    inside = range(first + 1, end)
    signs = "".join(gaps[first + 1 : end])
    has_top = not _TOPS.isdisjoint(words[first + 1 : end]) and any(
        gaps[at] == "." and words[at] in _TOPS for at in inside
    )
    if gaps[first].endswith("@") or "@" in signs:
        zone = Zone.LOCAL
    elif words[first] == "www" or "://" in signs or has_top:
        zone = Zone.DOMAIN
    else:
        found[first:end] = bytes((Zone.FILE,)) * (end - first)
        return
    for at in range(first, end):
        gap = gaps[at] if at > first else ""
        if zone is Zone.LOCAL and "@" in gap:
            zone = Zone.DOMAIN
        elif zone is Zone.DOMAIN and gap[:1] in ("/", "?", "#"):
            zone = Zone.PATH
        found[at] = zone
    if any(found[at] == Zone.DOMAIN and words[at] in _OF_OFFICES for at in inside):
        found[first:end] = bytes(Zone.OFFICE if each == Zone.DOMAIN else each for each in found[first:end])


def is_name_alone(pieces: Pieces, at: int, is_pupils: Callable[[str], bool]) -> bool:
    """Whether a given name that is an everyday word too is the name here, in an address or in the name of a file.

    Not "will_be_sent.pdf", "mark_scheme.pdf" nor "mark.jones@": there somebody else is called so.
    """
    zone = pieces.zones[at] if pieces.zones else Zone.TEXT
    word, words, gaps = pieces.words[at], pieces.words, pieces.gaps
    before = words[at - 1] if at and _BREAKS.isdisjoint(gaps[at]) and "/" not in gaps[at] else ""
    is_last = at + 1 >= len(words) or not _BREAKS.isdisjoint(gaps[at + 1]) or not {"/", "@"}.isdisjoint(gaps[at + 1])
    after = "" if is_last else words[at + 1]
    if zone == Zone.PATH:
        return is_last and gaps[at][-1:] in ("/", "@")
    if zone not in (Zone.FILE, Zone.LOCAL):
        return False
    if word in RATINGS and not RATINGS.isdisjoint((before, after)):
        return False
    if after in AS_WORDS.get(word, ()) or before in COMPOUNDS.get(word, ()):
        return False
    if word in MODALS and (before in BEFORE_MODALS or after in BEFORE_MODALS or after in BEHIND_MODALS):
        return False
    if word in CALENDAR and (
        before in BEFORE_MONTHS or after in AFTER_SEASONS or not CALENDAR.isdisjoint((before, after))
    ):
        return False
    return zone != Zone.LOCAL or not any(_is_of_another(each, is_pupils) for each in (before, after))


def _is_of_another(word: str, is_pupils: Callable[[str], bool]) -> bool:
    is_surname = word in ORDINARY_SURNAMES or word not in ORDINARY_WORDS
    return is_surname and word.isalpha() and may_be_surname(word) and not is_pupils(word)


def beside_relation(word: str, names: Names) -> str:
    """The name in "zoesmum" and "mumofzoe"; empty where there is none."""
    if word in RELATIONS or not (word.endswith(_OF_RELATIONS) or word.startswith(_OF_RELATIONS)):
        return ""
    for relation in _OF_RELATIONS:
        if word.endswith(relation):
            stem = word[: -len(relation)]
            if stem[-1:] == "s" and names.is_meant(stem[:-1], is_shown=True):
                return stem[:-1]
            if stem and names.is_meant(stem, is_shown=False):
                return stem
        for link in ("of", "to"):
            whose = word.removeprefix(relation + link)
            if whose != word and names.is_meant(whose, is_shown=True):
                return whose
    return ""


def name_inside(word: str, beginnings: Container[str], is_name: Callable[[str], bool], *, strictly: bool) -> str:
    """The longest name inside a word of an address, if what stands around it goes with a name: "quinnsmum".

    A long name may have anything around it that does not make another name of it, unless `strictly`.
    """
    if word in ORDINARY_WORDS or word in GIVEN_NAMES or word in RELATIONS:
        return ""
    found = ""
    for start in range(len(word)):
        for end in range(start + 1, min(start + LONGEST_BEGINNING, len(word)) + 1):
            way = word[start:end]
            if way not in beginnings:
                break
            if len(way) <= max(len(found), SHORTEST_INSIDE - 1) or not is_name(way):
                continue
            if _goes_around(word, start, end, is_sure=len(way) >= SURE and not strictly):
                found = way
    return found


def _goes_around(word: str, start: int, end: int, *, is_sure: bool) -> bool:
    """Whether what stands before and behind a name in a word may stand there."""
    if is_sure and (start or len(word) - end > LONGEST_REST):
        return True
    if start > LONGEST_REST or len(word) - end > LONGEST_REST:
        return False
    if is_sure:
        return word[end:] not in _OTHER_NAMES
    return _is_made_of(word[:start], _BEFORE) and _is_made_of(word[end:], _BEHIND)


def _is_made_of(letters: str, words: Container[str]) -> bool:
    """Whether some letters are words in a row, or nothing at all."""
    ends = {0}
    for at in range(len(letters)):
        if at in ends:
            ends.update(at + size for size in range(1, _LONGEST_WORD + 1) if letters[at : at + size] in words)
    return len(letters) in ends


def names_inside(pieces: Pieces, names: Names) -> Iterator[tuple[int, str]]:
    """The pieces of files' names and of addresses in which a name runs into another word, and the name."""
    files = set(in_files(pieces))
    if not pieces.zones and not files:
        return
    zones = pieces.zones or bytearray(len(pieces.words))
    read: dict[tuple[str, int, bool], str] = {}
    for at in [at for at, word in enumerate(pieces.words) if len(word) >= SHORTEST_INSIDE]:
        word, zone, is_file = pieces.words[at], zones[at], at in files
        if zone == Zone.OFFICE or not (zone or is_file):
            continue
        way = read.get((word, zone, is_file))
        if way is None:
            way = read[word, zone, is_file] = _inside(word, zone, names, is_file=is_file)
        if way:
            yield at, way


def _inside(word: str, zone: int, names: Names, *, is_file: bool) -> str:
    if names.is_whole(word):
        return ""
    way = beside_relation(word, names)
    if not way and is_file:
        way = longest_inside(word, names.beginnings, names.is_inside)
    if not way and zone in (Zone.LOCAL, Zone.PATH):
        way = name_inside(word, names.beginnings, names.is_inside, strictly=False)
    if not way and zone == Zone.DOMAIN:
        way = name_inside(word, names.beginnings, names.are_several, strictly=True)
    return way
