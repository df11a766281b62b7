"""The database that tests begin with: migrated once, kept for the next run, copied for each worker."""

import ast
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests import cache

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
POSTGRES = connection.vendor == "postgresql"


def key() -> str:
    """Of the migrations and all they import, the packages that bring some, and the programs that read the result."""
    digest = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for file in (ROOT / "requirements" / "run.txt", *sorted(_reached())):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _reached() -> set[Path]:
    """The migrations, and whatever of the product they need, directly or not."""
    to_read = [*SOURCE.glob("locality/*/migrations/*.py")]
    reached: set[Path] = set()
    while to_read:
        file = to_read.pop()
        if file not in reached:
            reached.add(file)
            to_read += _imported(file)
    return reached


def _imported(file: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}", *(f"{node.module}.{each.name}" for each in node.names)]
        else:
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("locality."):
                place = SOURCE.joinpath(*name.split("."))
                yield from (each for each in (place.with_suffix(".py"), place / "__init__.py") if each.exists())


def use_copy() -> None:
    """Point this process at a database of its own, as the migrations leave it."""
    name = str(connection.creation._get_test_db_name())  # with the worker's number
    with cache.one_at_a_time("database"):
        if POSTGRES:
            _copy_in_server(name)
        else:
            shutil.copyfile(_file(), name)
    _turn_to(name)


def drop_copy() -> None:
    """The database of this process is gone, and no process of a test still holds it."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if POSTGRES:
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        return
    for end in ("", "-wal", "-shm"):
        Path(f"{name}{end}").unlink(missing_ok=True)


def _file() -> Path:
    """The prepared file of SQLite."""
    kept = cache.folder("database", key()) / "prepared.sqlite3"
    if not kept.exists():
        made = cache.RUN / "prepared.sqlite3"
        _migrate(str(made))
        _keep(made, kept)
    return kept


def _copy_in_server(name: str) -> None:
    """A copy of the template of this server, which is filled from what is kept, or migrated."""
    template = f"locality_template_{key()}"  # a server that is given may outlive a state of the migrations
    with _server() as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            half = f"{template}_half"
            _make(server, half)
            version = server.execute("SHOW server_version_num").fetchone()[0]
            kept = cache.folder("database", key()) / f"prepared-{version}.sql"
            if not (kept.exists() and _client("psql", half, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(kept))):
                _make(server, half)
                _migrate(half)
                made = cache.RUN / "prepared.sql"
                if _client("pg_dump", half, "-f", str(made)):
                    _keep(made, kept)
            server.execute(f'ALTER DATABASE "{half}" RENAME TO "{template}"')
        _make(server, name, template)


def _make(server: Any, name: str, template: str = "template1") -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _server() -> Any:
    """The server's own client, on the database that is always there."""
    import psycopg

    return psycopg.connect(dbname="postgres", autocommit=True, **_address())


def _address() -> dict[str, str]:
    given = settings.DATABASES["default"]
    values = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    return {name: str(value) for name, value in values.items() if value}


def _client(program: str, database: str, *words: str) -> bool:
    """Whether PostgreSQL's own program did it; without the program, or with one that is too old, all is only slower."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda each: float(each.parts[-3]))
    address = {f"PG{name.upper()}": value for name, value in _address().items()}
    try:
        done = subprocess.run(
            [str(found[-1]) if found else program, "-d", database, *words],
            env={**os.environ, **address}, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    _turn_to(name)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    _turn_to(before)


def _turn_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _keep(made: Path, kept: Path) -> None:
    """Whole or not at all, whoever else looks: other runs may use the same cache."""
    on_its_way = kept.with_name(f"{kept.name}.{os.getpid()}")
    shutil.move(made, on_its_way)
    on_its_way.replace(kept)
