"""Names as grammar ends them: Анна, Анны, Анной; Νίκος, Νίκου; Kowalski, Kowalska (RES-9). In small plain letters."""

import re

_CYRILLIC = re.compile("[а-яєіґ]{3,}")
_GREEK = re.compile("[α-ω]{3,}")
_GREEK_ENDINGS = (
    ("οσ", "οσ", ("ου", "ο", "ε", "οι", "ων")),
    ("ησ", "σ", ("",)),
    ("ασ", "σ", ("",)),
    ("α", "α", ("ασ",)),
    ("η", "η", ("ησ",)),
    ("ω", "ω", ("ωσ",)),
)
_ENDINGS = (
    ("скии", "скии", ("ского", "скому", "ским", "ском", "ская", "скои", "скую", "ские", "ских")),
    ("ии", "и", ("я", "ю", "ем", "и")),
    ("и", "и", ("я", "ю", "ем", "е", "єм", "ві", "єві")),  # й in plain letters: Андрей
    ("ия", "я", ("и", "ю", "еи")),
    ("а", "а", ("ы", "и", "і", "е", "у", "ои", "оі", "ою", "еи", "ею")),
    ("я", "я", ("и", "і", "е", "ю", "еи", "ею", "єю")),
    ("ь", "ь", ("я", "ю", "ем", "е", "и", "ью")),
)
"""How a name ends, how much of that goes, and what stands there instead; the first that fits."""
_BARE = ("а", "у", "ом", "ем", "е", "ым", "ові", "еві", "ы", "ов", "и", "і")
"""What stands behind a name that ends in no vowel: Ивана."""
_LATIN = (
    (("ski", "cki", "zki"), 5, 1, ("a", "iego", "iemu", "im", "imi", "ich", "iej")),
    (("ska", "cka", "zka"), 5, 1, ("i", "iego", "iemu", "im", "imi", "ich", "iej")),
    (("ov", "ev"), 5, 0, ("a",)),
    (("ova", "eva"), 6, 1, ("",)),
    (("ja",), 4, 1, ("i", "e", "o")),
    (("ia",), 4, 1, ("i",)),
    (("ciech", "slaw", "rz", "sz"), 3, 0, ("a", "owi", "em")),
)
"""Slavic names in Latin letters, of father and mother, and the cases that are no name of somebody else: how a name ends, how
many letters it has at least, how many go, and what stands there instead."""
_FAMILIES = (*_LATIN[0][0], *_LATIN[1][0])
_VOWELS = "аеиоуыэюяєі"


def declined(part: str) -> tuple[str, ...]:
    """The other forms of one part of a name; none in other scripts, or of less than three letters."""
    if part.isascii():
        return _in_latin(part)
    is_greek = _GREEK.fullmatch(part)
    if not is_greek and not _CYRILLIC.fullmatch(part):
        return ()
    for ending, gone, instead in _GREEK_ENDINGS if is_greek else _ENDINGS:
        if part.endswith(ending):
            stem = part[: -len(gone)]
            return tuple(stem + each for each in instead)
    return () if is_greek or part[-1] in _VOWELS else tuple(part + each for each in _BARE)


def _in_latin(part: str) -> tuple[str, ...]:
    for endings, least, gone, instead in _LATIN:
        if part.endswith(endings) and len(part) >= least:
            stem = part[: len(part) - gone]
            family = (part[:-2] + "cy",) if endings[0] in _FAMILIES else ()  # Kowalscy
            return (*(stem + each for each in instead), *family)
    return ()
