"""The database itself refuses to change or delete a row of the log, whoever asks.

A later migration that rebuilds one of these tables on SQLite loses its triggers: it must end with `lock` again.
`wrong` finds a table whose locks are missing, disarmed or outflanked, and `manage.py verify_audit` and the worker call it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from locality.values.triggers import only_added

TABLES = ("audit_event", "audit_sight", "audit_refusal", "audit_seal")
VERBS = {"sqlite": ("update", "delete", "replace"), "postgresql": ("update", "delete", "truncate")}

_BODY = """
BEGIN
    RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END """
_FUNCTION = f"CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
_ALIKE = {"audit_seal": ("id = NEW.id OR previous = NEW.previous OR digest = NEW.digest",)}
"""What an INSERT OR REPLACE would take the place of, where it is more than the id."""


def lock(connection: BaseDatabaseWrapper) -> None:
    """Make every table of the log append-only; doing it again changes nothing."""
    unlock(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for sql in _wanted(connection.vendor).values():
            cursor.execute(sql)


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for migrations back, and for tests that tamper."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in VERBS[connection.vendor]:
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{where}")


def wrong(connection: BaseDatabaseWrapper) -> list[str]:
    """What is not as `lock` made it, a sentence each: a lock that is missing, off, or has other words; one not ours."""
    wanted = _wanted(connection.vendor)
    there = _on_postgresql(connection) if connection.vendor == "postgresql" else _on_sqlite(connection)
    found = [f"The lock {name} is missing from the database." for name in wanted if name not in there]
    found += [
        f"The lock {name} of the database was changed: it no longer refuses what it should."
        for name, sql in wanted.items()
        if name in there and there[name] != sql
    ]
    found += [f"The database has {name} on the log, which is not ours." for name in there if name not in wanted]
    return found


def _wanted(vendor: str) -> dict[str, str]:
    if vendor == "sqlite":
        return {name: sql for table in TABLES for name, sql in only_added(table, *_ALIKE.get(table, ())).items()}
    return {
        f"{table}_no_{verb}": f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH {'STATEMENT' if verb == 'truncate' else 'ROW'} EXECUTE FUNCTION audit_refuse_change()"
        for table in TABLES
        for verb in VERBS[vendor]
    }


def _on_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers of the log's tables as they were made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: sql for name, table, sql in cursor.fetchall() if table.lower() in TABLES}


def _on_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers and rules of the log's tables, as their own words if they are on and run the function as we wrote it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true), tgenabled IN ('O', 'A'), prosrc, lanname "
            "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_language ON pg_language.oid = prolang "
            "WHERE NOT tgisinternal AND tgrelid = ANY (%s::regclass[])",
            [list(TABLES)],
        )
        there = {
            name: made if is_on and body == _BODY and language == "plpgsql" else ""
            for name, made, is_on, body, language in cursor.fetchall()
        }
        cursor.execute("SELECT rulename FROM pg_rewrite WHERE ev_class = ANY (%s::regclass[])", [list(TABLES)])
        return there | {f"the rule {name}": "" for (name,) in cursor.fetchall()}
