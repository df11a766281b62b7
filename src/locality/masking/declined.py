"""Names as grammar ends them: Анна, Анны, Анной; Νίκος, Νίκου; Kowalski, Kowalska (RES-9). In small plain letters."""

import re

from locality.masking.ordinary import GIVEN_NAMES, ORDINARY_GIVEN_NAMES, ORDINARY_WORDS

_Endings = tuple[tuple[tuple[str, ...], int, int, tuple[str, ...]], ...]
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
    ("ова", "а", ("", "ы", "и", "і", "е", "у", "ои", "оі", "ою", "ым", "ых", "ыми", "ом")),
    ("ева", "а", ("", "ы", "и", "і", "е", "у", "ои", "оі", "ою", "ым", "ых", "ыми", "ом")),
    ("ия", "я", ("и", "ю", "еи")),
    ("а", "а", ("ы", "и", "і", "е", "у", "ои", "оі", "ою", "еи", "ею")),
    ("я", "я", ("и", "і", "е", "ю", "еи", "ею", "єю")),
    ("ь", "ь", ("я", "ю", "ем", "е", "и", "ью")),
)
"""How a name ends, how much of that goes, and what stands there instead; the first that fits."""
_SHORTEST_FAMILY = 5
"""Ева is no family."""
_BARE = ("а", "у", "ом", "ем", "е", "ым", "ові", "еві", "ы", "ов", "и", "і")
"""What stands behind a name that ends in no vowel: Ивана."""
_OF_FAMILY = ("ои", "оі", "ою", "ых", "ыми")
"""What stands behind Петров besides."""
_LATIN: _Endings = (
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
_OF_FAMILIES: _Endings = (
    (("kova", "hova", "cova", "zova", "tova"), 7, 3, ("", "i", "ovi", "em")),
    (("ak", "cik", "czyk", "zyk"), 5, 0, ("a", "owi", "iem", "ow", "owie", "om", "ova", "ovi")),
    (("orvath",), 7, 0, ("a", "ova", "ovi")),
    (("otna", "orna", "erna"), 6, 1, ("y", "e", "eho", "emu", "ou")),
    (("otny", "orny", "erny"), 6, 1, ("a", "e", "eho", "emu", "ou")),
    (("iwa", "awa"), 5, 1, ("y", "e", "ie", "o", "owie", "ow", "om")),
    (("ovic", "evic", "uric", "asic", "esic", "ilic", "elic"), 5, 0, ("a", "u", "em", "i", "ima", "ova")),
)
"""The same of family names in Latin letters: Nováková, Nowak, Novotná, Śliwa, Jurić. None that makes Dominika of Dominik."""
_FAMILIES = (*_LATIN[0][0], *_LATIN[1][0])
_OTHER_WORDS = ORDINARY_WORDS | GIVEN_NAMES | ORDINARY_GIVEN_NAMES
"""No form of a name: Mark is no Marková."""
_VOWELS = "аеиоуыэюяєі"


def declined(part: str) -> tuple[str, ...]:
    """The other forms of one part of a name; none in other scripts, or of less than three letters."""
    if part.isascii():
        return _in_latin(part)
    is_greek = _GREEK.fullmatch(part)
    if not is_greek and not _CYRILLIC.fullmatch(part):
        return ()
    for ending, gone, instead in _GREEK_ENDINGS if is_greek else _ENDINGS:
        if part.endswith(ending) and (len(part) >= _SHORTEST_FAMILY or len(ending) < len("ова")):
            stem = part[: -len(gone)]
            return tuple(stem + each for each in instead)
    if is_greek or part[-1] in _VOWELS:
        return ()
    is_family = part.endswith(("ов", "ев")) and len(part) >= _SHORTEST_FAMILY
    return tuple(part + each for each in (*_BARE, *(_OF_FAMILY if is_family else ())))


def _in_latin(part: str) -> tuple[str, ...]:
    found: list[str] = []
    for endings, least, gone, instead in _LATIN:
        if part.endswith(endings) and len(part) >= least:
            stem = part[: len(part) - gone]
            family = (part[:-2] + "cy",) if endings[0] in _FAMILIES else ()  # Kowalscy
            found += [*(stem + each for each in instead), *family]
            break
    for endings, least, gone, instead in _OF_FAMILIES:
        if part.endswith(endings) and len(part) >= least:
            found += [part[: len(part) - gone] + each for each in instead]
    return tuple(form for form in dict.fromkeys(found) if form not in _OTHER_WORDS)
