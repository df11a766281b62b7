"""The points at which a process can be killed: between two writes, and before and after each commit and mail."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

KILLED, KILLED_LATE = 137, 138
"""How a killed process ends: before anything of its work was kept or sent, or after."""
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|WITH\b.*\b(INSERT|UPDATE|DELETE)\b)", re.IGNORECASE)


class Killer:
    """Counts points, and ends the process at the one it was told; no `finally`, no goodbye to the database."""

    def __init__(self) -> None:
        self.at = 0
        self.count = 0
        self.kept = False
        self.tell: Callable[[str], None] = lambda _: None

    def pass_point(self, what: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.tell(what)
            os._exit(KILLED_LATE if self.kept else KILLED)

    def install(self, at: int, tell: Callable[[str], None]) -> None:
        """Watch this process's connection and kill the process at that point; 0 never kills."""
        self.at, self.count, self.kept, self.tell = at, 0, False, tell
        connection.ensure_connection()
        connection.execute_wrappers.append(self._around_write)
        commit = connection._commit

        def around_commit() -> None:
            self.pass_point("before a commit")
            commit()
            self.kept = True
            self.pass_point("after a commit")

        connection._commit = around_commit  # type: ignore[method-assign]

    def _around_write(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not WRITE.match(sql):
            return execute(sql, params, many, context)
        self.pass_point(f"before {sql[:80]}")
        result = execute(sql, params, many, context)
        if not connection.in_atomic_block:  # within a transaction, the point before the next write is the same
            self.kept = True
            self.pass_point(f"after {sql[:80]}")
        return result


KILLER = Killer()


class MailFile(BaseEmailBackend):
    """A mail server whose letter box is a file with a line for each mail it took: recipient and Message-ID."""

    path = Path()

    def send_messages(self, email_messages: Any) -> int:
        for mail in email_messages:
            KILLER.pass_point("before a mail")
            with self.path.open("a") as box:
                box.write(f"{mail.to[0]} {mail.extra_headers.get('Message-ID', '')}\n")
            KILLER.kept = True
            KILLER.pass_point("after a mail")
        return len(email_messages)
