"""The database counts the hours of support (RES-6): what is booked is always the sum of what counts, and never too much.

Hours given, and who finds a school, are only ever added; a placement keeps what was asked for.
`tests/integration/support/test_guards.py` attacks each guard with plain SQL.
"""

from django.db import migrations

from locality.values.triggers import (
    Guard,
    postgresql_function,
    postgresql_refusal,
    put_up,
    refuse_changes,
    refuse_when,
    sqlite_refusal,
    sqlite_trigger,
    take_down,
)

PLACEMENT, TERM = "support_placement", "support_termhours"
NEW = f"UPDATE {TERM} SET booked = booked + NEW.counted WHERE id = NEW.term_id;"
CHANGED = f"UPDATE {TERM} SET booked = booked + NEW.counted - OLD.counted WHERE id = NEW.term_id;"
NOT_THE_SUM = f"NEW.booked <> (SELECT COALESCE(SUM(counted), 0) FROM {PLACEMENT} WHERE term_id = NEW.id)"
KEPT = ("school_id", "receiver_id", "hours", "starts_on", "ends_on", "proposed_by_id")
MAY_BE_EMPTY = ("offer_id", "term_id", "decision_id")
SAY = "the hours booked are those of what was arranged"


def counts(name: str, when: str, step: str) -> Guard:
    """Add to the hours of a term what a placement counts."""
    return Guard(
        {name: sqlite_trigger(name, f"{when} ON {PLACEMENT}", step)},
        postgresql_function(name, step, "RETURN NULL;", triggers={name: f"{when} ON {PLACEMENT} FOR EACH ROW"}),
    )


def is_the_sum() -> Guard:
    """Nothing else says how many hours are booked."""
    name, events = "support_booked_is_the_sum", ("INSERT", "UPDATE OF id, booked")
    return Guard(
        {
            f"{name}_{number}": sqlite_trigger(
                f"{name}_{number}", f"AFTER {event} ON {TERM}", sqlite_refusal(name, NOT_THE_SUM, SAY)
            )
            for number, event in enumerate(events)
        },
        postgresql_function(
            name,
            postgresql_refusal(name, NOT_THE_SUM, SAY),
            "RETURN NULL;",
            triggers={name: f"AFTER {' OR '.join(events)} ON {TERM} FOR EACH ROW"},
        ),
    )


def stays(table: str, name: str, columns: tuple[str, ...], may_be_empty: tuple[str, ...], say: str) -> Guard:
    """These columns keep what they were given."""
    differs = " OR ".join(
        (
            *(f"NEW.{each} <> OLD.{each}" for each in columns),
            *(f"COALESCE(NEW.{each}, 0) <> COALESCE(OLD.{each}, 0)" for each in may_be_empty),
        )
    )
    return refuse_when(name, f"BEFORE UPDATE ON {table}", differs, say)


GUARDS = (
    refuse_changes(("support_timeentry", "support_tobefound"), "support_only_added"),
    counts("support_counts_new", "AFTER INSERT", NEW),
    counts("support_counts_changed", "AFTER UPDATE OF counted", CHANGED),
    is_the_sum(),
    stays(PLACEMENT, "support_stays_as_asked", KEPT, MAY_BE_EMPTY, "support stays as it was asked for"),
    stays(TERM, "term_hours_stay", ("id", "offer_id"), (), "the hours of a term stay with their offer"),
    *(
        refuse_when(f"support_{table}_is_kept", f"BEFORE DELETE ON support_{table}", "1 = 1", "rows are never deleted")
        for table in ("offer", "termhours", "placement")
    ),
)


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]
    operations = [migrations.RunPython(put_up(*GUARDS), take_down(*GUARDS))]
