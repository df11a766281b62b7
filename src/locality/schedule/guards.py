"""The rules that the table of a meeting's life names: each says why an event may not happen.

Those of its day stand here. What a meeting decided, or that it was run, is known above: an upper app gives those rules in
its `AppConfig.ready`. Nothing starts while one is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from locality.schedule.models import Meeting
from locality.schedule.workflow import G
from locality.values.dates import show_day
from locality.values.working_days import day_of

HAS_BEGUN = "This meeting has started or is over, so you cannot change it."


@dataclass(frozen=True)
class Asked:
    """What a rule is asked about: the meeting, the moment, and the day it is to move to, where it moves."""

    meeting: Meeting
    at: datetime
    to: date | None = None


Guard = Callable[[Asked], str]
"""Why not, as a sentence; empty where it may happen."""


def _why_begun(asked: Asked) -> str:
    return HAS_BEGUN if asked.meeting.is_to_come and asked.meeting.starts_at <= asked.at else ""


def _why_past(asked: Asked) -> str:
    past = asked.meeting.day <= day_of(asked.at)
    return "One of the dates has passed. Move or remove it, then publish." if past else ""


def _why_ahead(asked: Asked) -> str:
    if asked.meeting.day <= day_of(asked.at):
        return ""
    return f"This meeting is planned for {show_day(asked.meeting.day)}. If it is taking place today, change its date first."


GUARDS: dict[G, Guard] = {
    G.NOT_BEGUN: _why_begun,
    G.DAY_AHEAD: _why_past,
    G.DAY_COME: _why_ahead,
}


def guard_with(rules: Mapping[G, Guard]) -> None:
    """Let an upper app give rules that it alone can ask. Raises ValueError where another stands under that name."""
    for name, rule in rules.items():
        if GUARDS.setdefault(name, rule) is not rule:
            raise ValueError(f"Two rules are given for “{name}”")


def why_not_by(guard: G, asked: Asked) -> str:
    """Why not, by one rule of the table alone, as a page says it beforehand."""
    return GUARDS[guard](asked)


def refuse_missing() -> None:
    """Raise LookupError where the table names a rule that nobody has given: asked once, when every app is ready."""
    if missing := set(G) - GUARDS.keys():
        raise LookupError(f"Nobody gives these rules of a meeting’s table: {'; '.join(sorted(missing))}")
