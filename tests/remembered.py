"""What tests prepare again and again is done once in a process, and afterwards written row for row as it was then.

Most of a test's time went into its world: a council, its people, and requests brought into a state by the product's own
actions. `@remembered` notes what such a function wrote, and what it gave back. When it is called again in the same way, with
the database in the same state, the rows are written without the work that led to them, and a copy of the answer is given.

The same state: the test's transaction began with the database as the migrations leave it, and all written since was
remembered. SQLite counts what is written, so that anything else is noticed; then the function itself is called. On
PostgreSQL it always is, for there numbers once given do not come back with the transaction.
"""

import functools
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, ParamSpec, TypeVar

import time_machine
from django.db import connection
from django.db.models import Model
from django.utils import timezone

P = ParamSpec("P")
T = TypeVar("T")
Way = tuple[Any, ...]
Sequences = tuple[tuple[str, int], ...]

PLAIN = (str, int, float, bool, Decimal, date, time, timedelta, bytes, type(None))
JUST_NOW = timedelta(seconds=5)


class NotComparableError(Exception):
    """A call that can't be told from another."""


@dataclass(frozen=True)
class Done:
    """What a call wrote, as it was sent to the database, and what it gave back."""

    written: tuple[tuple[str, Any], ...]
    answer: bytes
    after: Sequences
    at: datetime


@dataclass
class Remembering:
    """How the database of this process came to be what it is, since the test's transaction began."""

    empty: Sequences | None = None
    way: Way = ()
    changes: int = -1
    sequences: Sequences = ()
    busy: bool = False
    clock: time_machine.Traveller | None = None
    """The one that a test has set, if it has."""


_here = Remembering()
_done: dict[Way, Done] = {}


def begin() -> None:
    """The database of this process is as the migrations leave it."""
    _here.empty = _sequences() if connection.vendor == "sqlite" else None


def follow(clock: time_machine.Traveller | None) -> None:
    """A test has set the clock, or put it back."""
    _here.clock = clock


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Write again what the same call wrote in another test of this process, where the database is in the same state."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        is_unknown_time = time_machine.escape_hatch.is_travelling() and not _here.clock
        if _here.busy or _here.empty is None or is_unknown_time or not connection.in_atomic_block:
            return function(*args, **kwargs)
        way = _way()
        if way is None:
            return function(*args, **kwargs)
        try:
            way = (*way, (function.__module__, function.__qualname__, _day(), _plain(args), _plain(kwargs)))
        except NotComparableError:
            return function(*args, **kwargs)
        known = _done.get(way)
        return _again(way, known) if known else _first(way, lambda: function(*args, **kwargs))

    return call


def _again(way: Way, known: Done) -> Any:
    with connection.cursor() as cursor:
        for sql, values in known.written:
            cursor.execute(sql, values)
            cursor.fetchall()
    assert _sequences() == known.after, f"{way[-1][1]} did not lead to the rows that it once led to."
    if _here.clock and (behind := known.at - timezone.now()) > timedelta(0):
        _here.clock.shift(behind)  # what comes next comes later, as it did
    _stand_at(way)
    return pickle.loads(known.answer)


def _first(way: Way, work: Callable[[], T]) -> T:
    written: list[tuple[str, Any]] = []
    back = False

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        nonlocal back
        result = execute(sql, values, many, context)
        back = back or many or sql.startswith("ROLLBACK")
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            written.append((sql, values))
        return result

    _here.busy = True
    try:
        with connection.execute_wrapper(note):
            answer = work()
    finally:
        _here.busy = False
    if not back:
        written += _drawn_by_lot()
        _done[way] = Done(tuple(written), pickle.dumps(answer), _sequences(), timezone.now())
        _stand_at(way)
    return answer


def _drawn_by_lot() -> list[tuple[str, Any]]:
    """What triggers draw anew whenever a row is written (ADR 0018): as it was, for the answer holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT settings_stamp, id FROM communities_authority")
        return [
            ("UPDATE communities_authority SET settings_stamp = %s WHERE id = %s", each) for each in cursor.fetchall()
        ]


def _stand_at(way: Way) -> None:
    _here.way, _here.changes, _here.sequences = way, connection.connection.total_changes, _sequences()


def _way() -> Way | None:
    """All that was written in this test's transaction; None where something was that is not remembered."""
    sequences = _sequences()
    if connection.connection.total_changes == _here.changes and sequences == _here.sequences:
        return _here.way
    return () if sequences == _here.empty else None


def _sequences() -> Sequences:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return tuple(cursor.fetchall())


def _day() -> Any:
    """The day, or the minute where a test has set it: what happens later on a day happens alike."""
    now = timezone.now()
    return now.replace(second=0, microsecond=0) if _here.clock else now.date()


def _plain(value: Any) -> Any:
    """A value that is equal for calls that do the same."""
    if isinstance(value, datetime) and not _here.clock and abs(timezone.now() - value) < JUST_NOW:
        return "now"
    if isinstance(value, Enum) or type(value) in (*PLAIN, datetime):
        return (type(value).__name__, value)
    if isinstance(value, Model):
        return (value._meta.label, value.pk)
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__qualname__, *(_plain(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, Mapping):
        return tuple(sorted((str(name), _plain(each)) for name, each in value.items()))
    if isinstance(value, Iterable) and isinstance(value, (list, tuple)):
        return tuple(_plain(each) for each in value)
    raise NotComparableError
