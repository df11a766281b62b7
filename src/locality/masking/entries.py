"""What is typed where a pupil's name belongs and is none: "SEN Support group", "TBC" (RES-9)."""

import re
from collections.abc import Iterable

from locality.masking.abbreviations import TERMS

TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "professor", "rev", "master"))
OF_GROWN_UPS = TITLES - {"master"}
"""Behind these a surname is a grown-up’s: "Mr Barlow"."""
CALLED = OF_GROWN_UPS | frozenset(
    (
        "aunt", "auntie", "cllr", "councillor", "dad", "daddy", "father", "gran", "grandad", "grandma", "mother", "mum",
        "mummy", "nan", "nanny", "nurse", "pc", "pcso", "sgt", "uncle", "wpc",
    )
)  # fmt: skip
"""And these, by which grown-ups are called: "PC Barlow", "Mum Barlow"."""
NO_NAMES = TITLES | frozenset(
    (
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "aka", "also", "and", "as", "born", "boy", "boys", "called", "child", "class", "dob", "form", "formerly", "girl", "in",
        "known", "likes", "name", "nee", "nickname", "of", "or", "preferred", "prefers", "pupil", "the", "to", "twin",
        "twins", "year", "yr",
    )
)  # fmt: skip
"""What people type beside a name: not taken for the pupil by itself, unless it is the last word: Emma Child."""
NO_PERSON = frozenset(
    (
        "aka", "autism", "autistic", "children", "confidential", "dob", "dyslexia", "for", "from", "funding", "girls",
        "group", "groups", "intervention", "language", "learners", "na", "name", "nee", "needs", "nickname", "nil", "none",
        "nurture", "provision", "pupil", "pupils", "reception", "several", "siblings", "speech", "staff", "support", "tba",
        "tbc", "therapist", "therapy", "training", "twin", "twins", "unknown", "various", "whole", "with", "year", "yr",
    )
)  # fmt: skip
"""What people type where they have no name yet, or beside one: never a name."""
_OFTEN_NO_PERSON = frozenset(
    (
        "all", "another", "any", "assistant", "classes", "high", "hours", "lunch", "new", "other", "placement", "plan",
        "request", "resource", "specialist", "student", "students", "teacher", "teaching", "unit",
    )
)  # fmt: skip
"""No name where all the other words are none."""
_NEVER_ALONE = NO_PERSON | NO_NAMES | _OFTEN_NO_PERSON
_NO_PROOF = (NO_NAMES | _OFTEN_NO_PERSON) - {"boys"}
"""Words that may yet be somebody's whole name: Ben Master."""
_SURE = frozenset(
    (
        "adhd", "asc", "asd", "camhs", "eal", "ebsa", "ehc", "ehcp", "ehcps", "eyfs", "fsm", "hlta", "hnf", "iep", "ks", "lsa",
        "mld", "pmld", "semh", "senco", "sencos", "slcn", "sld", "slt",
    )
)  # fmt: skip
"""In capitals never a name, whatever stands beside it; Sen, Lac and Mat may be."""
_OF_NOBODY = frozenset(("children", "group", "groups", "pupils", "tba", "tbc"))
_IN_SMALL_LETTERS = frozenset(("boys", "child", "girls"))
"""Surnames too, with a capital."""
_OF_SCHOOLS = frozenset(("academy", "centre", "college", "infant", "infants", "junior", "nursery", "primary", "school"))
_ONE_OF_SCHOOL = frozenset(("child", "pupil"))
_SEVERAL_OF_SCHOOL = frozenset(("boys", "children", "girls", "group", "pupils"))
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\b[0-9]+\b")


def is_nobody(name: str) -> bool:
    """Whether no word of it is a name: "KS1 boys", "Girl with ASD", "pupil 2", "SEN"; a child may be called Sen."""
    words = _WORDS.findall(name)
    if not words or not all(_is_none(word) for word in words):
        return False
    return any(map(str.isdecimal, name)) or any(word.lower() not in _NO_PROOF and len(word) > 1 for word in words)


def is_no_name(name: str) -> bool:
    """Whether it is certain that this is no pupil's name alone: a group, a number, "TBC", "Ann (EHCP)"."""
    words = _WORDS.findall(name)
    if is_nobody(name) or _NUMBER.search(name):
        return True
    if any(word.lower() in _OF_NOBODY for word in words):
        return True
    return not name.isupper() and any(
        (word.isupper() and word.lower() in _SURE) or (word in _IN_SMALL_LETTERS and not name.islower())
        for word in words
    )


def is_of_school(name: str, known: Iterable[str]) -> bool:
    """Whether it tells of pupils by their school alone, which everybody knows: "Chalkbridge pupil 2"; not "Joseph, Year 4"."""
    words = _WORDS.findall(name.lower())
    is_numbered = any(map(str.isdecimal, name)) and not _ONE_OF_SCHOOL.isdisjoint(words)
    if not is_numbered and _SEVERAL_OF_SCHOOL.isdisjoint(words):
        return False
    others = {word for word in words if word not in NO_NAMES and word not in NO_PERSON}
    schools = (parts for parts in (_WORDS.findall(each.lower()) for each in known) if not _OF_SCHOOLS.isdisjoint(parts))
    return any(parts[0] in others and others.issubset(parts) for parts in schools)


def _is_none(word: str) -> bool:
    small = word.lower()
    return len(word) == 1 or small in _NEVER_ALONE or (small in TERMS and word[:2].isupper())
