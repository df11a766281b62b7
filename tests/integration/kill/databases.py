"""Fresh copies of a prepared database, quickly: files on SQLite, templates on PostgreSQL."""

import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

FOLDER = Path(os.environ["LOCALITY_TEST_FOLDER"])
POSTGRES = connection.vendor == "postgresql"
RUN = hashlib.sha256(str(FOLDER).encode()).hexdigest()[:10]
MIGRATED = f"kill_{RUN}_migrated"


def use(name: str) -> None:
    """Point this process at a database."""
    connection.close()
    connection.settings_dict["NAME"] = name if POSTGRES else str(_file(name))


def make_migrated() -> None:
    """The empty database with all its tables; made once a run, whoever comes first."""
    with (FOLDER / "kill.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = FOLDER / "kill.migrated"
        if not done.exists():
            drop(MIGRATED)
            if POSTGRES:
                _sql(f'CREATE DATABASE "{MIGRATED}"')
            use(MIGRATED)
            call_command("migrate", verbosity=0)
            connection.close()
            done.touch()


def copy(source: str, target: str) -> None:
    """A fresh copy, in place of what was there; nobody may be connected to the source."""
    drop(target)
    if POSTGRES:
        _sql(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        return
    for end in ("", "-wal"):
        if _file(source, end).exists():
            shutil.copyfile(_file(source, end), _file(target, end))


def drop(name: str) -> None:
    """Nothing of that name is left."""
    if POSTGRES:
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        return
    for end in ("", "-wal", "-shm"):
        _file(name, end).unlink(missing_ok=True)


def _file(name: str, end: str = "") -> Path:
    return FOLDER / f"{name}.sqlite3{end}"


def _sql(command: str) -> None:
    """As the server's own client, on the database that is always there."""
    import psycopg

    given: dict[str, Any] = settings.DATABASES["default"]
    values = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **{k: v for k, v in values.items() if v}) as server:
        server.execute(command)
