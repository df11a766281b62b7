"""Fresh copies of a prepared database, quickly: files on SQLite, templates on PostgreSQL."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FOLDER = Path(os.environ["LOCALITY_TEST_FOLDER"])
POSTGRES = connection.vendor == "postgresql"


def here() -> str:
    """The name of the database in use."""
    return str(connection.settings_dict["NAME"])


def name_of(part: str) -> str:
    """A name for a database of this process's own."""
    name = f"kill_{os.getpid()}_{part}"
    return name if POSTGRES else str(FOLDER / f"{name}.sqlite3")


def use(name: str) -> None:
    """Point this process at a database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def copy(source: str, target: str) -> None:
    """A fresh copy, in place of what was there; nobody may be connected to the source."""
    drop(target)
    if POSTGRES:
        _sql(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        return
    for end in ("", "-wal"):
        if Path(source + end).exists():
            shutil.copyfile(source + end, target + end)


def drop(name: str) -> None:
    """Nothing of that name is left."""
    if POSTGRES:
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        return
    for end in ("", "-wal", "-shm"):
        Path(name + end).unlink(missing_ok=True)


def _sql(command: str) -> None:
    """As the server's own client, on the database that is always there."""
    import psycopg

    given: dict[str, Any] = settings.DATABASES["default"]
    values = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **{k: v for k, v in values.items() if v}) as server:
        server.execute(command)
