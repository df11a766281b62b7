"""What a form changed: the tables it wrote to, and every row of them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# What a refusal may leave: the log, the session, which sessions there are, and the keys of forms
LEFT_BY_REFUSALS = ("audit_", "django_session", "usersessions_", "once_")
RANDOM = frozenset({"key", "token_hash", "body_hash", "message_id", "password", "data", "uid", "settings_stamp"})
"""Columns that are otherwise each time; `data` holds the secrets of second factors."""


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that are written to meanwhile, whatever becomes of it."""
    tables: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back, also after a fault that left the transaction unusable."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.set_rollback(False)
        transaction.savepoint_rollback(point)


def rows_of(tables: set[str], *, but: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of these tables, without the columns left out."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
            kept = [place for place, name in enumerate(names) if name not in but]
            found[table] = sorted(repr([row[place] for place in kept]) for row in cursor.fetchall())
    return found
