"""Initials in a text: "ZQ" and "Z.Q."; whose they are is not known here (RES-9)."""

from collections.abc import Container

from locality.masking.pieces import Pieces
from locality.masking.spelling import MOST_INITIALS

STOPS = (".", ". ")


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


def dotted(pieces: Pieces, at: int, known: Container[str]) -> tuple[str, int]:
    """The letters of "Z.Q." and their last piece; empty where they are not known, or go on: "Z.Q.X."."""
    stop = pieces.gaps[at + 1] if at + 1 < len(pieces.words) else ""
    if stop not in STOPS or not _is_letter(pieces, at) or (at and _goes_on(pieces, at, STOPS)):
        return "", at
    read, ends = pieces.words[at], at
    found = ("", at)
    while ends - at < MOST_INITIALS and ends + 1 < len(pieces.words) and _goes_on(pieces, ends + 1, (stop,)):
        ends += 1
        read += pieces.words[ends]
        if read in known and (stop == "." or pieces.gaps[ends + 1].startswith(".")):
            found = (read, ends)
    return found if stop != "." or found[1] == ends else ("", at)


def _is_letter(pieces: Pieces, at: int) -> bool:
    return len(pieces.words[at]) == 1 and pieces.has_capital(at) and pieces.words[at].islower()


def _goes_on(pieces: Pieces, at: int, stops: tuple[str, ...]) -> bool:
    """Whether a letter follows another behind a full stop."""
    return pieces.gaps[at] in stops and _is_letter(pieces, at) and _is_letter(pieces, at - 1)


def with_stop(pieces: Pieces, ends: int) -> int:
    """Where "Z.Q." ends: with its full stop, unless that ends the sentence too."""
    gap = pieces.gaps[ends + 1]
    end = pieces.end(ends)
    if not gap.startswith("."):
        return end
    is_last = not gap.strip(". \n") and (ends + 2 >= len(pieces.words) + 1 or ends + 1 == len(pieces.words))
    if is_last or (gap[1:].isspace() and pieces.has_capital(ends + 1)):
        return end
    return end + 1
