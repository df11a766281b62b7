"""What a person sees of a text: letters without marks, one apostrophe, one dash, one space; nothing that is invisible.

Two spellings that look alike fold to the same letters, and each letter knows where it stood in the text (RES-9).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote_to_bytes

from locality.values.letters import normalised
from locality.values.typed import is_invisible

SLASHES = frozenset("\u2044\u2215\u29f8\uff0f")
APOSTROPHES = frozenset("'’‘‚‛ʼʻʽʾʿˈˊˋ`´′‵＇ꞌ\u02b9\u05f3·‧\u0387")
DASHES = frozenset("-‐‑‒–—―−﹘﹣－⁃\u2e3a\u2e3b\u30fb")
LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
SOFT_HYPHEN = "\u00ad"

_PLAIN = {
    "ς": "σ",
    "ß": "ss",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ı": "i",
    "ĸ": "k",
    "ə": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ɑ": "a",
    "ɡ": "g",
    "ـ": "",  # a stroke that makes an Arabic word longer
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
}
"""Letters whose plain form Unicode does not tell."""
_WITH = re.compile(r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL) ([A-Z]{1,2})(?: WITH .*)?")
"""The names of letters with a stroke, a hook or the like, and of those that are two, such as æ."""

_LOOK_ALIKES = (
    ("авеёкмнорстухіїјѕһԁԛԝӏґ", "abeekmhopctyxiijshdqwlr"),
    ("αβεζηικμνορτυχϲ", "abezhikmnoptyxc"),
)
"""Letters of Cyrillic and Greek that stand for Latin ones to the eye, in one case or the other."""
_LATIN = str.maketrans(
    {letter: latin for theirs, ours in _LOOK_ALIKES for letter, latin in zip(theirs, ours, strict=True)}
    | {
        letter.upper(): latin.upper()
        for theirs, ours in _LOOK_ALIKES
        for letter, latin in zip(theirs, ours, strict=True)
    }
)
_MIXED = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_KOREAN_APART = re.compile("[\u1100-\u11ff]+")

_BYTE = "%[0-9A-Fa-f]{2}"
_LATER = "%[89ABab][0-9A-Fa-f]"
_CODES = re.compile(
    r"(&(?:amp;){0,2}(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,24}[0-9]{0,2});"
    rf"|%[CDcd][0-9A-Fa-f]{_LATER}|%[Ee][0-9A-Fa-f](?:{_LATER}){{2}}|%[Ff][0-9A-Fa-f](?:{_LATER}){{3}}|{_BYTE})"
)
"""Letters as web pages and addresses write them."""

_LONG = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_LONG |= {letter.upper(): written.capitalize() for letter, written in _LONG.items()}


class _Letters(dict[str, str]):
    """What each character shows, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.invisible: set[str] = set()

    def __missing__(self, character: str) -> str:
        self[character] = shown = self._shown(character)
        return shown

    def _shown(self, character: str) -> str:
        if character in APOSTROPHES:
            return "'"
        if character in DASHES:
            return "-"
        if character in SLASHES:
            return "/"
        if character in LINE_ENDS:
            return "\n"
        if character.isspace():
            return " "
        kind = unicodedata.category(character)
        if kind == "Cc" or is_invisible(character):
            self.invisible.add(character)
            return ""
        if kind == "Nd":
            return str(unicodedata.digit(character))
        if "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff":
            return character  # a syllable of Korean is one letter to the eye
        apart = unicodedata.normalize("NFKD", character)
        kept = "".join(
            _bare(part) if part == character else self[part] for part in apart if unicodedata.category(part)[0] != "M"
        )
        # ŀ is an l with a dot, and ŉ an n with an apostrophe: in a letter they part no word
        return "".join(filter(str.isalnum, kept)) if character.isalpha() else kept


def _bare(letter: str) -> str:
    """A letter that can't be taken apart, as the Latin one that it looks like; a capital as its small letter does."""
    small = letter.lower()
    found = _PLAIN.get(small)
    if found is None and len(small) == 1:
        named = _WITH.fullmatch(unicodedata.name(small, ""))
        found = named[1].lower() if named else None
    if found is None:
        return letter
    return found if letter == small else found.capitalize()


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is seen, and where each of its characters stood; `starts` is None where nothing has moved."""

    text: str
    starts: list[int] | None
    length: int
    """How long the text was before."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece stood in the text, with the marks that follow it."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end] if end < len(self.starts) else self.length


def plain(text: str) -> Plain:
    """The text as it is seen: what is invisible is gone."""
    return _joined(text, list(map(_LETTERS.__getitem__, text)))


def with_latin(seen: Plain) -> Plain | None:
    """The text with Latin letters for those of other scripts that look alike; None where no word mixes scripts."""
    if not _MIXED.search(seen.text):
        return None
    return Plain(seen.text.translate(_LATIN), seen.starts, seen.length)


def in_latin(text: str) -> str:
    """The text with Latin letters for all that look like one: for names that are compared, in which no other script is meant."""
    return text if text.isascii() else text.translate(_LATIN)


def composed(text: str) -> str:
    """The text with whole syllables of Korean, which some systems write in parts."""
    return _KOREAN_APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def with_gaps(text: str) -> Plain | None:
    """The text with a space where something invisible stands, which may part two words; None where nothing does."""
    shown = list(map(_LETTERS.__getitem__, text))
    gaps = _LETTERS.invisible.intersection(text)
    if not gaps:
        return None
    parted = {character: "-" if character == SOFT_HYPHEN else " " for character in gaps}
    return _joined(text, [parted.get(character, letters) for character, letters in zip(text, shown, strict=True)])


def with_codes(text: str) -> Plain | None:
    """The text with the letters that codes of web pages and addresses stand for: Zo&euml;, Zo%C3%AB; None where none are."""
    if "&" not in text and "%" not in text:
        return None
    parts = _CODES.split(text)
    shown: list[str] = []
    for between, code in zip(parts[::2], [*parts[1::2], ""], strict=True):
        shown += map(_LETTERS.__getitem__, between)
        if code:
            shown += _decoded(code)
    return _joined(text, shown) if len(parts) > 1 else None


@lru_cache(maxsize=2_000)
def _decoded(code: str) -> tuple[str, ...]:
    """What a reader sees for "&euml;" or "%C3%AB", and nothing for its other signs; the code itself where it is none."""
    if code[0] == "&":
        written = unescape(code.replace("&amp;", "&", 1).replace("&amp;", "&", 1) if code != "&amp;" else code)
    else:
        read = unquote_to_bytes(code)
        try:
            written = read.decode()
        except UnicodeDecodeError:
            written = read.decode("latin-1")
    if written == code:
        return tuple(map(_LETTERS.__getitem__, code))
    return "".join(map(_LETTERS.__getitem__, normalised("NFC", written))), *[""] * (len(code) - 1)


def _joined(text: str, shown: list[str]) -> Plain:
    whole = "".join(shown)
    lengths = list(map(len, shown))
    if len(whole) == len(text) and (not lengths or max(lengths) == 1):
        return Plain(whole, None, len(text))
    starts = [at for at, length in enumerate(lengths) for _ in range(length)]
    return Plain(whole, starts, len(text))


def long_form(name: str) -> str:
    """A name as typed where there are no such letters: Jürgen as Juergen, Søren as Soeren."""
    return "".join(_LONG.get(letter, letter) for letter in normalised("NFC", name))
