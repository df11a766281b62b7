"""Greek and Cyrillic names in Latin letters: Дмитрий as Dmitriy, Dmitry or Dmitri; Γιώργος as Giorgos or Yiorgos (RES-9)."""

import re
from collections.abc import Iterator
from itertools import combinations, islice, product

from locality.masking.ordinary import ORDINARY_WORDS
from locality.values.seen import plain

_GREEK = {
    "γιω": ("gio", "yio", "yo", "geo"), "γι": ("gi", "yi", "y"), "γε": ("ge", "ye"), "γγ": ("ng",), "γκ": ("gk", "g"),
    "γχ": ("nch",), "ου": ("ou", "u"), "αυ": ("av", "af", "au"), "ευ": ("ev", "ef", "eu"), "μπ": ("mp", "mb", "b"),
    "ντ": ("nt", "d"), "τζ": ("tz", "j"), "ησ": ("is",), "αι": ("ai", "e"), "ει": ("ei", "i"), "οι": ("oi", "i"),
    "α": ("a",), "β": ("v", "b"), "γ": ("g",), "δ": ("d",), "ε": ("e",), "ζ": ("z",), "η": ("i", "e"), "θ": ("th",), "ι": ("i",),
    "κ": ("k", "c"), "λ": ("l",), "μ": ("m",), "ν": ("n",), "ξ": ("x", "ks"), "ο": ("o",), "π": ("p",), "ρ": ("r",), "σ": ("s",),
    "τ": ("t",), "υ": ("y", "i", "u"), "φ": ("f", "ph"), "χ": ("ch", "h", "kh"), "ψ": ("ps",), "ω": ("o",),
}  # fmt: skip
"""What stands for a letter, or for some together, the commonest first; in plain letters."""
_CYRILLIC = {
    "ий": ("iy", "y", "i", "ii"), "ій": ("iy", "ii", "y"), "ый": ("y", "yy", "yi"), "ия": ("iya", "ia", "iia"),
    "ія": ("iya", "iia", "ia"),
    "ья": ("ya", "ia", "iya"), "ье": ("ye", "ie"), "кс": ("ks", "x"), "др": ("dr", "der"), "дж": ("dzh", "j"),
    "а": ("a",), "б": ("b",), "в": ("v",), "г": ("g", "h"), "ґ": ("g",), "д": ("d",), "е": ("e", "ye"), "є": ("ye", "ie", "e"),
    "ё": ("yo", "e", "io"), "ж": ("zh", "j", "z"), "з": ("z",), "и": ("i", "y"), "і": ("i",), "ї": ("yi", "i"), "й": ("y", "i"),
    "к": ("k",), "л": ("l",), "м": ("m",), "н": ("n",), "о": ("o",), "п": ("p",), "р": ("r",), "с": ("s",), "т": ("t",),
    "у": ("u",), "ў": ("u", "w"), "ф": ("f",), "х": ("kh", "h"), "ц": ("ts", "c"), "ч": ("ch", "c"), "ш": ("sh", "s"),
    "щ": ("shch", "sch", "sht"), "ъ": ("", "a"), "ы": ("y",), "ь": ("",), "э": ("e",),
    "ю": ("yu", "iu", "ju"), "я": ("ya", "ia", "ja"),
    "ђ": ("dj",), "ј": ("j",), "љ": ("lj",), "њ": ("nj",), "ћ": ("c", "ch"), "џ": ("dz", "dzh"),
}  # fmt: skip
_IN_GREEK = re.compile("|".join(sorted(_GREEK, key=len, reverse=True)))
_IN_CYRILLIC = re.compile("|".join(sorted(_CYRILLIC, key=len, reverse=True)))
_WORDS = re.compile(r"([^\W\d_]+)")
MOST_FORMS = 40
MOST_ELSE = 2
"""In how many places a form has another letter than the commonest."""
SHORTEST = 3
"""A form of two letters is a word, or somebody's initials."""


_ORDINARY = ORDINARY_WORDS | {
    "cane", "era", "fee", "jar", "made", "make", "makes", "mane", "name", "pane", "sin", "sum", "take", "takes", "tame", "zone",
}  # fmt: skip
"""Words that no name is read as, unless its commonest letters are those."""


def in_latin_letters(name: str) -> list[str]:
    """The name with its Greek and Cyrillic words in Latin letters, each way a name; none where it has no such word."""
    if name.isascii():
        return []
    words = _WORDS.split(name)
    forms = [_forms(word) if at % 2 else [] for at, word in enumerate(words)]
    return [
        "".join(each[min(way, len(each) - 1)] if each else word for each, word in zip(forms, words, strict=True))
        for way in range(max(map(len, forms)))
    ]


def _forms(word: str) -> list[str]:
    """A word in Latin letters, the commonest way first; none where it is in Latin letters, or becomes too short."""
    small = word.lower()
    greek = plain(small).text.replace("ς", "σ")
    if all(letter in _GREEK for letter in greek):
        places = [_GREEK[found] for found in _IN_GREEK.findall(greek)]
    elif all(letter in _CYRILLIC for letter in small):
        places = [_CYRILLIC[found] for found in _IN_CYRILLIC.findall(small)]
    else:
        return []
    forms = dict.fromkeys(islice(_spelled(places), MOST_FORMS))
    return [
        form.capitalize() if word[0].isupper() else form
        for at, form in enumerate(forms)
        if len(form) >= SHORTEST and (not at or form not in _ORDINARY)
    ]


def _spelled(places: list[tuple[str, ...]]) -> Iterator[str]:
    """A word with the commonest letters in all places, then with others in one of them, then in two."""
    open_places = [at for at, letters in enumerate(places) if len(letters) > 1]
    for count in range(MOST_ELSE + 1):
        for changed in combinations(open_places, count):
            for others in product(*(places[at][1:] for at in changed)):
                instead = dict(zip(changed, others, strict=True))
                yield "".join(instead.get(at, letters[0]) for at, letters in enumerate(places))
