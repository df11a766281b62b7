"""The database keeps what went out: distributed minutes are never changed, and reports are only added (CLK-6, MBR-4).

That minutes were approved at a later meeting is noted on them afterwards, and is all that may be.
`tests/integration/minutes/test_minutes_guards.py` attacks each of these with raw SQL.
"""

from django.db import migrations

from locality.values.triggers import Guard, postgresql_function, put_up, refuse_changes, sqlite_stop, take_down

MINUTES = "meetings_minutes"
ADDED = ("meetings_progress", "meetings_nonattendance")
KEPT = (
    "meeting_id", "number", "state", "content", "correction", "checked_by_id", "checked_at", "distributed_by_id",
    "distributed_at", "is_late",
)  # fmt: skip
SAY = "Distributed minutes are never changed."


def changed(differs):
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in KEPT)


# The last: INSERT OR REPLACE would delete the earlier row without asking the guard of deletes
TRIGGERS = {
    f"{MINUTES}_no_change": f"BEFORE UPDATE ON {MINUTES} WHEN OLD.state = 'distributed' AND ({changed('IS NOT')})",
    f"{MINUTES}_no_delete": f"BEFORE DELETE ON {MINUTES} WHEN OLD.state = 'distributed'",
    f"{MINUTES}_no_replace": f"BEFORE INSERT ON {MINUTES} WHEN EXISTS (SELECT 1 FROM {MINUTES} "
    "WHERE state = 'distributed' AND (id = NEW.id OR (meeting_id = NEW.meeting_id AND number = NEW.number)))",
}
GUARDS = (
    Guard(
        {name: sqlite_stop(name, when, SAY) for name, when in TRIGGERS.items()},
        postgresql_function(
            "distributed_minutes_stay",
            f"IF OLD.state = 'distributed' AND (TG_OP = 'DELETE' OR {changed('IS DISTINCT FROM')}) THEN "
            f"RAISE EXCEPTION '{SAY}' USING ERRCODE = 'integrity_constraint_violation'; END IF;",
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;",
            "RETURN NEW;",
            triggers={f"{MINUTES}_stay": f"BEFORE UPDATE OR DELETE ON {MINUTES} FOR EACH ROW"},
        ),
    ),
    refuse_changes(ADDED, "meeting_record_stays"),
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(put_up(*GUARDS), take_down(*GUARDS))]
