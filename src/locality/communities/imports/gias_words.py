"""What the words and codes of the register of schools (Get Information About Schools) mean here."""

import re

from locality.communities.models import School
from locality.values.keys import name_key
from locality.values.numbers import typed_number
from locality.values.typed import figures, short

PHASES = {
    "not applicable": School.Phase.NOT_APPLICABLE,
    "nursery": School.Phase.NURSERY,
    "primary": School.Phase.PRIMARY,
    "middle deemed primary": School.Phase.PRIMARY,
    "secondary": School.Phase.SECONDARY,
    "middle deemed secondary": School.Phase.SECONDARY,
    "16 plus": School.Phase.POST_16,
    "all through": School.Phase.ALL_THROUGH,
}
PHASE_CODES = dict(zip("01234567", (*[PHASES[name] for name in (
    "not applicable", "nursery", "primary", "middle deemed primary", "secondary", "middle deemed secondary",
    "16 plus", "all through",
)],), strict=True))  # fmt: skip

STATUSES = {
    "open": School.Status.OPEN,
    "open but proposed to close": School.Status.PROPOSED_TO_CLOSE,
    "proposed to open": School.Status.PROPOSED_TO_OPEN,
    "closed": School.Status.CLOSED,
}
STATUS_CODES = {
    "1": School.Status.OPEN,
    "2": School.Status.CLOSED,
    "3": School.Status.PROPOSED_TO_CLOSE,
    "4": School.Status.PROPOSED_TO_OPEN,
}

_KINDS = {
    School.Kind.MAINSTREAM: "1 2 3 5 6 28 34 35 40 41",
    School.Kind.SPECIAL: "7 8 12 32 33 36 44",
    School.Kind.PRU: "14 38 42 43",
    School.Kind.INDEPENDENT: "10 11 25 37",
    School.Kind.NURSERY: "15",
    School.Kind.OTHER: "18 24 26 27 29 30 31 39 45 46 47 48 49 56 57",
}
KIND_OF_TYPE = {int(code): kind for kind, codes in _KINDS.items() for code in codes.split()}
KIND_OF_GROUP = {"3": School.Kind.INDEPENDENT, "5": School.Kind.SPECIAL, "1": School.Kind.OTHER, "2": School.Kind.OTHER}
ACADEMY_TYPES = frozenset({28, 33, 34, 35, 36, 38, 39, 40, 41, 42, 43, 44, 45, 46, 57})
ACADEMY_GROUPS = frozenset({"10", "11"})
_TEACHING = {School.Phase.PRIMARY, School.Phase.SECONDARY, School.Phase.ALL_THROUGH}

RENAMED_DISTRICTS = {"shepway": "Folkestone and Hythe"}
LONGEST_CODE = 9  # figures


def plain(text: str) -> str:
    """A word as it is compared: without case, hyphens and commas ("All Through", "All-through")."""
    return " ".join(name_key(text).replace("-", " ").replace(",", " ").split())


def phase_of(name: str, code: str) -> School.Phase:
    """The phase; the name goes before the code, which spreadsheets spoil."""
    return PHASES.get(plain(name)) or PHASE_CODES.get(
        code.lstrip("0") or "0" if (code := code_of(code)) else "", School.Phase.UNKNOWN
    )


def status_of(name: str, code: str) -> School.Status | None:
    """Whether the school is open; None for a word that is not known."""
    return STATUSES.get(plain(name)) if name else STATUS_CODES.get(code_of(code).lstrip("0"))


def kind_of(type_code: str, group_code: str, phase: School.Phase) -> School.Kind:
    """What the establishment is here: by its type; where that is missing by the group of types, then by its phase."""
    code, group = _type_number(type_code), code_of(group_code)
    if code in KIND_OF_TYPE:
        return KIND_OF_TYPE[code]
    if group in KIND_OF_GROUP:
        return KIND_OF_GROUP[group]
    if phase in _TEACHING:
        return School.Kind.MAINSTREAM
    return School.Kind.NURSERY if phase is School.Phase.NURSERY else School.Kind.OTHER


def says_kind(type_code: str, group_code: str) -> bool:
    """Whether these cells tell what the establishment is; else only its phase hints at it."""
    return _type_number(type_code) in KIND_OF_TYPE or code_of(group_code) in KIND_OF_GROUP


def is_academy(type_code: str, group_code: str) -> bool:
    """Whether a trust runs it rather than the council."""
    return _type_number(type_code) in ACADEMY_TYPES or code_of(group_code) in ACADEMY_GROUPS


def _type_number(code: str) -> int | None:
    """The number of a type; nothing for what is none, or has more figures than Python turns into a number."""
    return typed_number(code_of(code), LONGEST_CODE)


def district_name(name: str) -> str:
    """The district's name of today."""
    return RENAMED_DISTRICTS.get(name.casefold(), name)


def code_of(text: str) -> str:
    """A number of the register as it is compared: spaces around it, what is invisible and a sheet's ".0" do no harm."""
    return figures(text).removesuffix(".0")


def parse_la_code(text: str) -> str | None:
    """The number of a local authority: 3 figures, a nought before them or lost from them; None for what is none."""
    text = code_of(text)
    return text.lstrip("0").zfill(3) if re.fullmatch(r"0{0,6}[0-9]{1,3}", text) else None


def postcode_of(text: str) -> str:
    """A postcode in capitals, with the space before its last three signs where it was left out."""
    text = short(text).upper()
    together = "".join(text.split())
    return f"{together[:-3]} {together[-3:]}" if _POSTCODE.fullmatch(together) else text


_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}", re.ASCII)


def parse_urn(text: str) -> int | None:
    """A unique reference number: 6 figures, read as `code_of` does."""
    text = code_of(text)
    return int(text) if re.fullmatch(r"[0-9]{6}", text) else None


def parse_metres(text: str) -> int | None:
    """A coordinate of the national grid; None where it is missing or nought."""
    text = figures(text)
    return typed_number(text, 7) or None
