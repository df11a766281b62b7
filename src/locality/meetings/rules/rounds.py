"""Rounds: member by member, each may pass, and nobody is left out unnoticed (CHA-6, SFA-1): pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Place(StrEnum):
    """Where somebody stands in a round."""

    SPEAKS = "speaks"
    NEXT = "next"
    WAITS = "waits"
    HAD = "had"
    PASSED = "passed"


def places_in_round(order: Sequence[int], passed: Mapping[int, bool], speaker: int | None) -> dict[int, Place]:
    """Each one's place in the round. `passed` holds who had a turn, and whether they passed it on."""
    following = next_in(order, passed, speaker)
    return {who: _place(who, passed, speaker, following) for who in order}


def _place(who: int, passed: Mapping[int, bool], speaker: int | None, following: int | None) -> Place:
    if who == speaker:
        return Place.SPEAKS
    if who in passed:
        return Place.PASSED if passed[who] else Place.HAD
    return Place.NEXT if who == following else Place.WAITS


def next_in(order: Sequence[int], passed: Mapping[int, bool], speaker: int | None) -> int | None:
    """Whose turn it is after the speaker: the next in order without a turn, then those left out before."""
    start = order.index(speaker) + 1 if speaker in order else 0
    return next((who for who in [*order[start:], *order[:start]] if who not in passed and who != speaker), None)


def without_a_turn(order: Sequence[int], passed: Mapping[int, bool], speaker: int | None) -> list[int]:
    """Who has neither spoken nor passed; who speaks now is having a turn."""
    return [who for who in order if who not in passed and who != speaker]
