"""A query whose SQL is made once in a process, and then asked with other ids, days and words, by other people.

Django puts a query of ours into SQL in one to ten milliseconds, and the database answers it in a tenth of one. What nearly
every page asks is made here instead: once for each form it has, and kept. Kept is the SQL alone, and never an answer.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Generic, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

NOBODY = -1
"""An id that no row has: what stands for an empty list."""
_FIRST_ID, _FIRST_DAY, _WORD = -(10**9), date(1000, 1, 1), "\N{REPLACEMENT CHARACTER}stands in "
_PLACES = 100_000  # ids that stand in have this distance from one argument to the next
_MOST_KEPT, _FILLED_TO = 256, 1_024


class Asker(ABC):
    """Somebody who asks, with the ids of what is theirs. For all of one form there is one SQL."""

    @property
    @abstractmethod
    def form(self) -> Hashable:
        """All that a query may read of them beside the ids."""

    @property
    @abstractmethod
    def ids(self) -> Sequence[int]:
        """Every id that a query may read of them, each thing once, in an order that is the same for all of this form."""

    @abstractmethod
    def with_ids(self, ids: Sequence[int]) -> Self:
        """Somebody of the same form who has these ids. What else a query would read of them it must fail to find."""


Value = Collection[int] | Collection[str] | int | date | str | Asker
"""What is put into the SQL: ids, words, one of them, a day, or who asks. It stands in the query as it is, and chooses nothing."""
Choice = Enum | bool | None
"""What chooses between forms of the query."""
Build = Callable[..., QuerySet[Any, Any]]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class _Compiled:
    """SQL, its parameters, which of them are put in (what is asked with, and where in it), and how a row becomes what is read."""

    sql: str
    parameters: tuple[Any, ...]
    put_in: tuple[tuple[int, int, int], ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    make: Callable[[Iterable[Sequence[Any]]], list[Any]]
    prefetched: tuple[Any, ...]


_NOT_MADE = _Compiled("", (), (), (), list, ())


class CompiledQuery:
    """A query that `build` makes as a `values_list`, from one argument for each thing it is asked with.

    It must be the same for other ids, days and words: what it reads beside them has to stand fast in a process.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._kept: dict[Hashable, _Compiled | None] = {}

    def rows(self, *asked: Value | Choice) -> list[tuple[Any, ...]]:
        """The rows for these ids and days: one query. Ids may be none; then nothing is found by them."""
        return self._ask(asked)[1]

    def count(self, *asked: Value | Choice) -> int:
        """How many rows there are: counted by the database, in one query."""
        compiled, found = self._ask(asked, counted=True)
        return found[0][0] if compiled else 0

    def _ask(self, asked: Iterable[Value | Choice], *, counted: bool = False) -> tuple[_Compiled | None, list[Any]]:
        if (statement := self._statement(asked, counted=counted)) is None:
            return None, []
        compiled, parameters = statement
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, parameters)
            rows = cursor.fetchall()
        return compiled, compiled.make([_converted(row, compiled) for row in rows])

    def _statement(self, asked: Iterable[Value | Choice], *, counted: bool) -> tuple[_Compiled, list[Any]] | None:
        """The SQL of a form, made at the first asking, with the parameters of this one."""
        values = [_filled(each) for each in asked]
        apart = [_apart(each) for each in values]
        form = (connection.vendor, counted, *(of for of, _ in apart))
        compiled = self._kept.get(form, _NOT_MADE)
        if compiled is _NOT_MADE:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            compiled = self._kept[form] = self._compile(values, counted=counted)
        if compiled is None:
            return None
        parameters = list(compiled.parameters)
        for at, place, number in compiled.put_in:
            parameters[at] = apart[place][1][number]
        return compiled, parameters

    def _compile(self, values: Iterable[Value | Choice], *, counted: bool) -> _Compiled | None:
        """The SQL of a form, made with what stands for the values to come; None where it can find nothing."""
        stand_ins = [_stand_in(value, place) for place, value in enumerate(values)]
        known = {
            part: (place, number)
            for place, stand_in in enumerate(stand_ins)
            for number, part in enumerate(_apart(stand_in)[1])
        }
        queryset = self._build(*stand_ins)
        if counted:
            queryset = queryset.order_by().values_list("pk")
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        put_in = tuple((at, *known[each]) for at, each in enumerate(parameters) if _stands_in(each, known))
        if counted:
            return _Compiled(f"SELECT COUNT(*) FROM ({sql}) AS counted", tuple(parameters), put_in, (), list, ())  # noqa: S608 - Django’s own words
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        return _Compiled(
            sql,
            tuple(parameters),
            put_in,
            tuple((at, tuple(how), column) for at, (how, column) in compiler.get_converters(columns).items()),
            self._maker(compiler),
            queryset._prefetch_related_lookups,  # type: ignore[attr-defined] # Django keeps it so
        )

    def _maker(self, _compiler: SQLCompiler) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
        """What makes what is read of the rows."""
        return lambda rows: [tuple(row) for row in rows]


class CompiledModels(CompiledQuery, Generic[M]):
    """A query that `build` makes of models: with all that it selects, annotates and prefetches."""

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        super().__init__(build)

    def read(self, *asked: Value | Choice) -> list[M]:
        """The models for these ids, days and words: one query, and those of what is prefetched."""
        compiled, found = self._ask(asked)
        if compiled and compiled.prefetched:
            prefetch_related_objects(found, *compiled.prefetched)
        return found

    def _maker(self, compiler: SQLCompiler) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
        """As Django's own iterable does, with what is the same for all rows done before, and what several share made once."""
        of = compiler.klass_info
        if of is None:
            raise ValueError("This query is not one of models.")
        first, last = of["select_fields"][0], of["select_fields"][-1] + 1
        names = [column[0].target.attname for column in compiler.select[first:last]]
        populators = get_related_populators(of, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # stubs of Django 6
        annotated = tuple((compiler.annotation_col_map or {}).items())
        from_db = of["model"].from_db

        def make(rows: Iterable[Sequence[Any]]) -> list[Any]:
            found, shared = [], dict[tuple[Any, Any], Model]()
            for row in rows:
                made = from_db(DEFAULT_DB_ALIAS, names, row[first:last])
                for each in populators:
                    _relate(each, row, made, shared)
                for name, at in annotated:
                    setattr(made, name, row[at])
                found.append(made)
            return found

        return make


def _relate(populator: Any, row: Sequence[Any], to: Model, shared: dict[tuple[Any, Any], Model]) -> None:
    """Give a model the one it leads to: the school of several requests is one school."""
    pk = row[populator.cols_start + populator.pk_idx]
    made = None if pk is None else shared.get((populator, pk))
    if pk is not None and made is None:
        made = populator.model_cls.from_db(
            DEFAULT_DB_ALIAS, populator.init_list, row[populator.cols_start : populator.cols_end]
        )
        for each in populator.related_populators:
            _relate(each, row, made, shared)
        shared[populator, pk] = made
    populator.local_setter(to, made)
    if made is not None:
        populator.remote_setter(made, to)


def _filled(asked: Value | Choice) -> Value | Choice:
    """Ids until their number is a power of two: so a process keeps few forms of a query, however many are asked for.

    Very many stay as they are: a database takes only so many parameters, and twice as many could be too many.
    """
    if isinstance(asked, str | Asker) or not isinstance(asked, Collection):  # a word is a collection too
        return asked
    ids: list[Any] = sorted(asked) or [NOBODY]
    if len(ids) > _FILLED_TO:
        return ids
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


def _apart(value: Value | Choice) -> tuple[Hashable, Sequence[Any]]:
    """What of a value the SQL depends on, and what of it stands among the parameters."""
    match value:
        case Enum() | bool() | None:
            return value, ()
        case int() | str():
            return type(value).__name__, (value,)
        case date():
            return "day", (connection.ops.adapt_datefield_value(value),)
        case Asker():
            return value.form, value.ids
        case _:
            those: list[Any] = [*value]
            return (type(those[0]).__name__, len(those)), those


def _stand_in(value: Value | Choice, place: int) -> Any:
    """What stands for a value of this form while the SQL is made: no other parameter is like it."""
    first = _FIRST_ID - _PLACES * place
    match value:
        case Enum() | bool() | None:
            return value
        case int():
            return first
        case str():
            return f"{_WORD}{place}"
        case date():
            return _FIRST_DAY + timedelta(days=place)
        case Asker():
            return value.with_ids([first - number for number in range(len(value.ids))])
    return [
        f"{_WORD}{place}, {number}" if isinstance(each, str) else first - number for number, each in enumerate(value)
    ]


def _stands_in(parameter: Any, known: Mapping[Any, Any]) -> bool:
    """Whether a parameter stands for a value to come. Raises ValueError for one worked out from what does."""
    if not isinstance(parameter, int | str | date):  # others, such as a part of JSON, can't be looked up
        return False
    if parameter in known:
        return True
    made_up = parameter < NOBODY if isinstance(parameter, int) else str(parameter).startswith(("0999-", "1000-"))
    if made_up or (isinstance(parameter, str) and _WORD in parameter):
        raise ValueError(f"A compiled query works {parameter!r} out of what it is asked with: ask with that.")
    return False


def _converted(row: Sequence[Any], compiled: _Compiled) -> Sequence[Any]:
    if not compiled.converters:
        return row
    values = list(row)
    for at, converters, column in compiled.converters:
        for convert in converters:
            values[at] = convert(values[at], column, connection)
    return values
