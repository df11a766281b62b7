"""Initials in a text: "ZQ" and "Z.Q."; whose they are is not known here (RES-9)."""

from collections.abc import Container

from locality.masking.pieces import Pieces
from locality.masking.spelling import MOST_INITIALS

STOPS = (".", ". ", "-")
RANGES = ("az",)
"""What letters with a hyphen mean to everybody: A-Z."""
BEFORE_DOUBLES = ("-", ".-", ".")
BEHIND_INITIALS = (" ", ". ", ".", ".-", "-")
"""What parts initials from one another and from the name: J.-L. Beauséjour."""
CLOSE = ("", ".", "_", "-", "'")
"""What parts an initial from its name in an address."""


def is_lone(pieces: Pieces, at: int) -> bool:
    """Whether a piece stands by itself in capitals: not in "TN24 4ZQ", "AZQ" or the reference "ZQ-2026"."""
    if not pieces.is_in_capitals(at):
        return False
    after = at + 1
    is_last = after == len(pieces.words)
    if (at and not pieces.gaps[at]) or not (is_last or pieces.gaps[after]):
        return False
    if at and pieces.gaps[at] in ("-", "/", ".") and pieces.words[at - 1].isdecimal():
        return False
    return is_last or pieces.gaps[after] not in ("-", "/", ".") or not pieces.words[after].isdecimal()


def in_one(pieces: Pieces, at: int, known: Container[str]) -> tuple[str, int]:
    """The letters of "ZQ" or "JdV" and their last piece; empty where they are not known, or do not stand by themselves."""
    word = pieces.words[at]
    if word in known and is_lone(pieces, at):
        return word, at
    letters, ends = with_small_letters(pieces, at)
    return (letters, ends) if letters in known else ("", at)


def with_small_letters(pieces: Pieces, at: int) -> tuple[str, int]:
    """The letters of "JdV", which stand by themselves, and their last piece; else nothing."""
    after = at + 1
    if after == len(pieces.words) or pieces.gaps[after] or not pieces.is_capital(after):
        return "", at
    if not pieces.has_capital(at) or pieces.is_in_capitals(at) or (at and not pieces.gaps[at]):
        return "", at
    is_last = after + 1 == len(pieces.words)
    return (pieces.words[at] + pieces.words[after], after) if is_last or pieces.gaps[after + 1] else ("", at)


def dotted(pieces: Pieces, at: int, known: Container[str]) -> tuple[str, int]:
    """The letters of "Z.Q." or "Z-Q" and their last piece; empty where they are not known, or go on: "Z.Q.X."."""
    stop = pieces.gaps[at + 1] if at + 1 < len(pieces.words) else ""
    if stop not in STOPS or not pieces.is_capital(at):
        return "", at
    if at and pieces.gaps[at] in STOPS and pieces.is_capital(at - 1):
        return "", at
    if at and stop == "-" and pieces.gaps[at] in ("-", ""):
        return "", at  # 4-Z-Q
    read, ends = pieces.words[at], at
    found = ("", at)
    while ends - at < MOST_INITIALS and ends + 1 < len(pieces.words) and _goes_on(pieces, ends + 1, (stop,)):
        ends += 1
        read += pieces.words[ends]
        if read == "am" and at and pieces.words[at - 1].isdecimal():
            continue  # 9 A.M.
        if read in known and (stop != ". " or pieces.gaps[ends + 1].startswith(".")):
            found = (read, ends)
    if stop == "-" and (read in RANGES or pieces.gaps[ends + 1].startswith("-")):
        return "", at  # Z-Q-plan
    return found if stop == ". " or found[1] == ends else ("", at)


def with_double(pieces: Pieces, letters: str, ends: int, known: Container[str]) -> tuple[str, int]:
    """The letters of "A.S-J" and their last piece: those of a double surname behind a hyphen."""
    best, read, at = (letters, ends), letters, ends + 1
    while at < len(pieces.words) and pieces.gaps[at] in BEFORE_DOUBLES and pieces.is_in_capitals(at):
        read += pieces.words[at]
        if len(read) > MOST_INITIALS:
            break
        if read in known:
            best = (read, at)
        at += 1
    return best


def _goes_on(pieces: Pieces, at: int, stops: tuple[str, ...]) -> bool:
    """Whether a letter follows another behind a full stop."""
    return pieces.gaps[at] in stops and pieces.is_capital(at) and pieces.is_capital(at - 1)


def with_stop(pieces: Pieces, ends: int) -> int:
    """Where "Z.Q." ends: with its full stop, unless that ends the sentence too."""
    gap = pieces.gaps[ends + 1]
    end = pieces.end(ends)
    if not gap.startswith(".") or pieces.gaps[ends] == "-":
        return end
    is_last = not gap.strip(". \n") and (ends + 2 >= len(pieces.words) + 1 or ends + 1 == len(pieces.words))
    if is_last or (gap[1:].isspace() and pieces.has_capital(ends + 1)):
        return end
    return end + 1


def is_beside_its_name(pieces: Pieces, at: int, place: int) -> bool:
    """An initial apart from its name has a capital, as the name has: "A Hill", not "a hill"; and no comma parts them."""
    for each in range(at + 1, place + 1):
        gap = pieces.gaps[each]
        after_initial = len(pieces.words[each - 1]) == 1
        if gap in CLOSE:
            continue
        if gap not in (" ", "\n") and not (gap == ". " and after_initial):
            return False
        if not (pieces.has_capital(each - 1) and pieces.has_capital(each)):
            return False
    return pieces.words[place] != "i" or not _is_pronoun(pieces, place)


def _is_pronoun(pieces: Pieces, place: int) -> bool:
    """Whether "I" is who writes: "When I asked Grace I was told", "Grace I've met"."""
    if pieces.gaps[place] not in (" ", "\n") or place + 1 >= len(pieces.words):
        return False
    return pieces.gaps[place + 1] in (" ", "'") and not pieces.has_capital(place + 1) and pieces.words[place + 1] != "s"
