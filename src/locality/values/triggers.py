"""Guards of tables: triggers with which the database itself refuses, on SQLite and on PostgreSQL alike.

Text only, which a migration puts up: `RunPython(put_up(GUARD), take_down(GUARD))`. A guard that stands somewhere stays
letter by letter as its migration wrote it: another one is another migration. `line` is what stands between its steps.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

Run = Callable[[Any, Any], None]
"""What a migration runs, given its apps and its schema editor."""


@dataclass(frozen=True)
class Guard:
    """What is put up on each database, by name: triggers of SQLite; functions of PostgreSQL, each with its triggers."""

    sqlite: Mapping[str, str]
    postgresql: Mapping[str, tuple[str, ...]]


def put_up(*guards: Guard) -> Run:
    """Put these guards up."""

    def run(_apps: Any, editor: Any) -> None:
        on_sqlite = editor.connection.vendor == "sqlite"
        for guard in guards:
            for sql in guard.sqlite.values() if on_sqlite else chain(*guard.postgresql.values()):
                editor.execute(sql, params=None)

    return run


def take_down(*guards: Guard) -> Run:
    """Take these guards down; with a function go its triggers."""

    def run(_apps: Any, editor: Any) -> None:
        on_sqlite = editor.connection.vendor == "sqlite"
        for guard in guards:
            for name in guard.sqlite if on_sqlite else guard.postgresql:
                editor.execute(f"DROP TRIGGER {name}" if on_sqlite else f"DROP FUNCTION {name}() CASCADE", params=None)

    return run


def refuse_changes(tables: Iterable[str], function: str) -> Guard:
    """Rows of these tables are only ever added. function: the one on PostgreSQL that refuses for all of them."""
    kept = tuple(tables)
    said = "RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME"
    stays = {f"{table}_stays": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW" for table in kept}
    return Guard(
        {name: sql for table in kept for name, sql in only_added(table).items()},
        postgresql_function(function, f"{said} USING ERRCODE = 'integrity_constraint_violation';", triggers=stays),
    )


def refuse_when(
    name: str, when: str, wrong: str, say: str, *, on_postgresql: str = "", trigger: str = "", line: str = " "
) -> Guard:
    """Refuse a row where `wrong` holds of OLD and NEW: "NAME: say".

    when: such as "BEFORE UPDATE ON a_table"; on_postgresql: what is wrong, where PostgreSQL says it otherwise; trigger:
    the name of its trigger there, where it is not that of the guard.
    """
    returns = f"RETURN {'OLD' if 'DELETE' in when else 'NEW'};"
    refusal = postgresql_refusal(name, on_postgresql or wrong, say)
    return Guard(
        {name: sqlite_trigger(name, when, sqlite_refusal(name, wrong, say), line=line)},
        postgresql_function(name, refusal, returns, triggers={trigger or name: f"{when} FOR EACH ROW"}, line=line),
    )


def only_added(table: str, taken: str = "id = NEW.id") -> dict[str, str]:
    """The triggers of SQLite that let a table only grow. taken: which rows INSERT OR REPLACE would take the place of.

    It deletes the earlier row without asking the trigger of deletes.
    """
    say, there = f"Rows of {table} are only ever added.", f"EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608
    return {
        f"{table}_no_update": sqlite_stop(f"{table}_no_update", f"BEFORE UPDATE ON {table}", say),
        f"{table}_no_delete": sqlite_stop(f"{table}_no_delete", f"BEFORE DELETE ON {table}", say),
        f"{table}_no_replace": sqlite_stop(f"{table}_no_replace", f"BEFORE INSERT ON {table} WHEN {there}", say),
    }


def sqlite_stop(name: str, when: str, say: str) -> str:
    """A trigger that refuses whatever it is asked about, with this sentence."""
    return f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{say}'); END"


def sqlite_trigger(name: str, when: str, *steps: str, line: str = " ") -> str:
    """A trigger that does these steps for each row."""
    return line.join((f"CREATE TRIGGER {name} {when} FOR EACH ROW BEGIN", *steps, "END"))


def sqlite_refusal(name: str, wrong: str, say: str) -> str:
    """A step that refuses what is wrong: "NAME: say"."""
    return f"SELECT RAISE(ABORT, '{name}: {say}') WHERE {wrong};"


def postgresql_refusal(name: str, wrong: str, say: str) -> str:
    """The same, as the constraint of this name."""
    return (
        f"IF {wrong} THEN RAISE EXCEPTION '{name}: {say}' "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = '{name}'; END IF;"
    )


def postgresql_function(
    name: str, *steps: str, triggers: Mapping[str, str], line: str = " "
) -> dict[str, tuple[str, ...]]:
    """A function of these steps, and the triggers that call it: when, by their names."""
    body = line.join(("BEGIN", *steps, "END"))
    return {
        name: (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            *(f"CREATE TRIGGER {each} {when} EXECUTE FUNCTION {name}()" for each, when in triggers.items()),
        )
    }
