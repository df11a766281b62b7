"""Where the time of a page goes: asking the database, drawing templates, the view's own work, and what stands around it.

Counted is the processor's time, of this process and of the one that serves it in PostgreSQL: other work of the machine, which
a clock on the wall would count too, makes nothing slower here.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

QUERIES, TEMPLATE, VIEW, AROUND = "queries", "template", "view", "around"
PARTS = (QUERIES, TEMPLATE, VIEW, AROUND)


def spent() -> float:
    """Milliseconds that the processor has worked for us so far. PostgreSQL's part is what Linux says of its process."""
    from django.db import connection

    ours = time.process_time() * 1000
    if connection.vendor == "sqlite":
        return ours
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return ours + int(server.read_text().split()[0]) / 1e6


class Stopwatch:
    """Milliseconds by part. One part runs at a time: what is asked while a template is drawn counts as a query alone."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)
        self.asked = 0
        self._running: list[str] = []
        self._since = spent()

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """Count to this part until it is left; then to the one before it again."""
        self._note()
        self._running.append(part)
        try:
            yield
        finally:
            self._note()
            self._running.pop()

    def clear(self) -> None:
        """Count from here."""
        self._note()
        self.taken.clear()
        self.asked = 0

    def _note(self) -> None:
        now = spent()
        if self._running:
            self.taken[self._running[-1]] += now - self._since
        self._since = now

    def wrapped(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted to a part."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            with self.running(part):
                return function(*args, **kwargs)

        return counted

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch all that is answered meanwhile."""
        from django.core.handlers.base import BaseHandler
        from django.db import connection
        from django.db.models.sql.compiler import SQLCompiler
        from django.template.backends.jinja2 import Template

        def asking(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            self.asked += sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
            with self.running(QUERIES):
                return execute(sql, params, many, context)

        with (
            patch.object(SQLCompiler, "execute_sql", self.wrapped(QUERIES, SQLCompiler.execute_sql)),
            patch.object(Template, "render", self.wrapped(TEMPLATE, Template.render)),
            patch.object(BaseHandler, "_get_response", self.wrapped(VIEW, BaseHandler._get_response)),
            connection.execute_wrapper(asking),
            self.running(AROUND),
        ):
            yield
