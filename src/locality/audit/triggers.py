"""The database itself refuses to change or delete a row of the log, whoever asks.

A later migration that rebuilds one of these tables on SQLite loses its triggers: it must end with `lock` again.
`missing` finds a table without them, and `manage.py verify_audit` calls it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_event", "audit_sight", "audit_refusal", "audit_seal")
VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}

_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def lock(connection: BaseDatabaseWrapper) -> None:
    """Make every table of the log append-only; doing it again changes nothing."""
    unlock(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in TABLES:
            for verb in VERBS[connection.vendor]:
                cursor.execute(_trigger(connection.vendor, table, verb))


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for migrations back, and for tests that tamper."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in VERBS[connection.vendor]:
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{where}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be there and are not, or are turned off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    wanted = [f"{table}_no_{verb}" for table in TABLES for verb in VERBS[connection.vendor]]
    return [name for name in wanted if name not in there]


def _trigger(vendor: str, table: str, verb: str) -> str:
    if vendor == "postgresql":
        each = "STATEMENT" if verb == "truncate" else "ROW"
        return (
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION audit_refuse_change()"
        )
    return (
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'Rows of {table} are only ever added.'); END"
    )
