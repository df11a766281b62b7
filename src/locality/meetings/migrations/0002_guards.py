"""The database keeps what went out: distributed minutes are never changed, and reports are only added (CLK-6, MBR-4).

That minutes were approved at a later meeting is noted on them afterwards, and is all that may be.
`tests/integration/minutes/test_minutes_guards.py` attacks each of these with raw SQL.
"""

from django.db import migrations

MINUTES = "meetings_minutes"
ADDED = ("meetings_progress", "meetings_nonattendance")
KEPT = (
    "meeting_id", "number", "state", "content", "correction", "checked_by_id", "checked_at", "distributed_by_id",
    "distributed_at", "is_late",
)  # fmt: skip


def put_up(_apps, editor):
    if editor.connection.vendor == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT)
        editor.execute(
            f"CREATE TRIGGER {MINUTES}_no_change BEFORE UPDATE ON {MINUTES} "
            f"WHEN OLD.state = 'distributed' AND ({changed}) "
            "BEGIN SELECT RAISE(ABORT, 'Distributed minutes are never changed.'); END",
            params=None,
        )
        editor.execute(
            f"CREATE TRIGGER {MINUTES}_no_delete BEFORE DELETE ON {MINUTES} WHEN OLD.state = 'distributed' "
            "BEGIN SELECT RAISE(ABORT, 'Distributed minutes are never changed.'); END",
            params=None,
        )
        # INSERT OR REPLACE would delete the earlier row without asking the guard of deletes
        editor.execute(
            f"CREATE TRIGGER {MINUTES}_no_replace BEFORE INSERT ON {MINUTES} WHEN EXISTS (SELECT 1 FROM {MINUTES} "
            "WHERE state = 'distributed' AND (id = NEW.id OR (meeting_id = NEW.meeting_id AND number = NEW.number))) "
            "BEGIN SELECT RAISE(ABORT, 'Distributed minutes are never changed.'); END",
            params=None,
        )
        for table in ADDED:
            for verb in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'Rows of {table} are only ever added.'); END",
                    params=None,
                )
            editor.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
                f"BEGIN SELECT RAISE(ABORT, 'Rows of {table} are only ever added.'); END",
                params=None,
            )
        return
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    editor.execute(
        "CREATE FUNCTION distributed_minutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF OLD.state = 'distributed' AND (TG_OP = 'DELETE' OR {changed}) THEN "
        "RAISE EXCEPTION 'Distributed minutes are never changed.' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        params=None,
    )
    editor.execute(
        f"CREATE TRIGGER {MINUTES}_stay BEFORE UPDATE OR DELETE ON {MINUTES} "
        "FOR EACH ROW EXECUTE FUNCTION distributed_minutes_stay()",
        params=None,
    )
    editor.execute(
        "CREATE FUNCTION meeting_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        params=None,
    )
    for table in ADDED:
        editor.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION meeting_record_stays()",
            params=None,
        )


def take_down(_apps, editor):
    if editor.connection.vendor == "sqlite":
        for verb in ("change", "delete", "replace"):
            editor.execute(f"DROP TRIGGER {MINUTES}_no_{verb}")
        for table in ADDED:
            for verb in ("update", "delete", "replace"):
                editor.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    editor.execute("DROP FUNCTION distributed_minutes_stay() CASCADE")
    editor.execute("DROP FUNCTION meeting_record_stays() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
