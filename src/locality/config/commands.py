"""Running a command of `manage.py`: a database that is not there, or not ready, is said in a sentence."""

import sys
from collections.abc import Sequence
from typing import NoReturn

from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_MIGRATED = "The database lacks tables or columns of this version. Run “python manage.py migrate” first."
NOT_READ = "We cannot read some letters of this command. Set the terminal to UTF-8 and type it again."
CHANGES_TABLES = "migrate"


def run(words: Sequence[str]) -> None:
    """Run the command. Ends with a sentence and status 1 where the database can't be reached or was not migrated.

    So it does where a word was typed in another encoding than the machine's: Python keeps such letters as halves.
    """
    try:
        execute_from_command_line(list(words))
    except (OperationalError, ProgrammingError) as error:
        reason = _why_not(is_migrating=CHANGES_TABLES in words[1:2])
        if not reason or "--traceback" in words:
            raise
        _end(reason, error)
    except UnicodeEncodeError as error:
        if not any("\udc80" <= letter <= "\udcff" for word in words for letter in word):
            raise
        _end(NOT_READ, error)


def _end(reason: str, error: Exception) -> NoReturn:
    sys.stderr.write(f"{reason}\n")
    raise SystemExit(1) from error


def _why_not(*, is_migrating: bool) -> str:
    """What is wrong with the database as a whole; empty where the error is another."""
    connection.close()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        said = str(error).strip().split("\n", 1)[0]
        return f"The database cannot be reached: {said}. LOCALITY_DATABASE_URL says where it is."
    try:
        executor = MigrationExecutor(connection)
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return ""
    return NOT_MIGRATED if is_behind and not is_migrating else ""
