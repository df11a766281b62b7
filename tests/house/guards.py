"""A guard that makes a write to the database fail while a page is only read."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITE = re.compile(r"\s*(INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+\"?(\w+)", re.I)

# What looking at a page may leave behind: the log of sights and refusals, the session, and that papers or minutes of a
# meeting were opened for the first time
LEFT_BY_LOOKING = (
    "audit_sight",
    "audit_refusal",
    "django_session",
    "usersessions_usersession",
    "meetings_opening",
)


class WroteWhileReadingError(AssertionError):
    """A GET changed the database."""


@contextmanager
def no_writes(*also: str) -> Iterator[None]:
    """Inside, an INSERT, UPDATE or DELETE on any table but those of the log and the session fails.

    `also` names further tables, for instance of a one-time link whose first look is its use.
    """
    allowed = (*LEFT_BY_LOOKING, *also)

    def guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        write = WRITE.match(sql)
        if write and write.group(2) not in allowed:
            raise WroteWhileReadingError(f"A page that is only read writes: {sql[:200]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(guard):
        yield
