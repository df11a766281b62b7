"""Who comes to the made-up meetings that are over: the register and the positions counted on each request go by it."""

from locality.demo.dates import PAST
from locality.meetings.models import RegisterRow

S = RegisterRow.State


def turnout(schools: int, *, ago: int, first: bool) -> list[RegisterRow.State]:
    """How each of so many schools took part, `ago` meetings back.

    One or the other sends apologies; in the first community one school has not come to the last two meetings.
    """
    return [_state(number, ago, first=first) for number in range(schools)]


def positions(schools: int, *, ago: int, first: bool) -> int:
    """How many take a position: one for each school that came."""
    return turnout(schools, ago=ago, first=first).count(S.PRESENT)


def _state(number: int, ago: int, *, first: bool) -> RegisterRow.State:
    if first and number == 0 and ago < PAST - 1:
        return S.ABSENT
    return S.APOLOGIES if (number + ago) % 9 == 8 else S.PRESENT
