"""A large query whose SQL is made once in a process, and then asked with other ids and days.

Django puts a union of twenty parts into SQL in ten milliseconds, and the database answers it in a tenth of one. Whose
names are hidden is asked by nearly every page, so those queries are made here: for a number of ids once, and kept.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

NOBODY = -1
"""An id that no row has: what stands for an empty list."""
_FIRST_ID, _FIRST_DAY = -(10**9), date(1000, 1, 1)
_KEPT, _FILLED_TO = 256, 1_024

Values = Collection[int] | date
"""What a query is asked with: ids, or one day."""
Build = Callable[..., QuerySet[Any, tuple[Any, ...]]]


@dataclass(frozen=True)
class _Compiled:
    """SQL, its parameters, which of them are put in (what is asked with, and where in it), and how columns become values."""

    sql: str
    parameters: tuple[Any, ...]
    put_in: tuple[tuple[int, int, int], ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


class CompiledQuery:
    """A query that `build` makes as a `values_list`, from one list of ids or one day for each argument.

    It must be the same for other ids and days: what it reads beside them has to stand fast in a process.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._compiled = lru_cache(maxsize=_KEPT)(self._compile)

    def rows(self, *asked: Values) -> list[tuple[Any, ...]]:
        """The rows for these ids and days: one query. Ids may be none; then nothing is found by them."""
        values = [_filled(each) for each in asked]
        lengths = tuple(0 if isinstance(each, date) else len(each) for each in values)
        compiled = self._compiled(connection.vendor, lengths)
        parameters = list(compiled.parameters)
        for at, place, number in compiled.put_in:
            value = values[place]
            parameters[at] = connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value[number]
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, parameters)
            rows = cursor.fetchall()
        return [_converted(row, compiled) for row in rows] if compiled.converters else [tuple(row) for row in rows]

    def _compile(self, _vendor: str, lengths: tuple[int, ...]) -> _Compiled:
        """The SQL for so many ids of each kind: made with ids and days that stand for the ones to come."""
        known: dict[Any, tuple[int, int]] = {}
        stand_ins: list[Values] = []
        for place, length in enumerate(lengths):
            if not length:
                day = _FIRST_DAY + timedelta(days=place)
                stand_ins.append(day)
                known |= {day: (place, 0), connection.ops.adapt_datefield_value(day): (place, 0)}
                continue
            ids = [_FIRST_ID - 10_000 * place - number for number in range(length)]
            stand_ins.append(ids)
            known |= {each: (place, number) for number, each in enumerate(ids)}
        compiler = self._build(*stand_ins).query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet as nothing:  # ids that stand for others are never none
            raise ValueError("A compiled query must not be empty by what it is made of.") from nothing
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Compiled(
            sql,
            tuple(parameters),
            tuple((at, *known[each]) for at, each in enumerate(parameters) if _can_stand_in(each) and each in known),
            tuple((at, tuple(how), column) for at, (how, column) in converters.items()),
        )


def _can_stand_in(parameter: Any) -> bool:
    """Whether it is of a kind that ids and days are: other parameters, such as a part of JSON, can't be looked up."""
    return isinstance(parameter, int | str | date)


def _filled(asked: Values) -> Sequence[int] | date:
    """Ids until their number is a power of two: so a process keeps few forms of a query, however many are asked for.

    Very many stay as they are: a database takes only so many parameters, and twice as many could be too many.
    """
    if isinstance(asked, date):
        return asked
    ids = sorted(asked) or [NOBODY]
    if len(ids) > _FILLED_TO:
        return ids
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


def _converted(row: Sequence[Any], compiled: _Compiled) -> tuple[Any, ...]:
    values = list(row)
    for at, converters, column in compiled.converters:
        for convert in converters:
            values[at] = convert(values[at], column, connection)
    return tuple(values)
