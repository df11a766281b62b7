"""How long a session may rest before its person is signed out (WCAG 2.2.1 asks for a warning, which the page gives).

An authority can set its own time. This app knows no authorities, so the one above tells it: in its `AppConfig.ready`
it calls `ask_limit_of` with a function. The answer is kept in the session, and asked for once a session.
"""

from collections.abc import Callable, MutableMapping
from datetime import datetime
from typing import Any

from django.conf import settings

from locality.accounts.models import User

Session = MutableMapping[str, Any]
Limit = Callable[[User, datetime], int | None]

SLACK = 60
"""Seconds. The moment a person was last seen is stored at most this often, and counted in their favour."""

_SEEN = "seen_at"
_LIMIT = "idle_seconds"
_limits: list[Limit] = []


def ask_limit_of(limit: Limit) -> None:
    """Ask this function, for a person and a moment, how many seconds a session may rest; None where it has no say."""
    if limit not in _limits:
        _limits.append(limit)


def set_limit(session: Session, user: User, now: datetime) -> None:
    """Note the shortest of the times that hold for this person; IDLE_SECONDS where nobody has a say."""
    said = [seconds for limit in _limits if (seconds := limit(user, now)) is not None]
    if said:
        session[_LIMIT] = min(said)


def limit_of(session: Session) -> int:
    """Seconds this session may rest."""
    return int(session.get(_LIMIT) or settings.IDLE_SECONDS)


def see(session: Session, now: datetime) -> None:
    """Note that the person did something, unless that was noted less than SLACK ago."""
    if now.timestamp() - float(session.get(_SEEN, 0)) >= SLACK:
        session[_SEEN] = int(now.timestamp())


def seen_now(session: Session, now: datetime) -> None:
    """Note that the person asked to stay signed in."""
    session[_SEEN] = int(now.timestamp())


def idle_too_long(session: Session, now: datetime, limit: int) -> bool:
    """Whether nothing was done for `limit` seconds. A session that was never seen has just begun."""
    seen = session.get(_SEEN)
    return seen is not None and now.timestamp() - float(seen) > limit + SLACK
