"""The database counts the places (RES-8): what is taken is always the number of bookings that count, and never too many.

Nothing is deleted, and a booking stays with its person. `tests/integration/opportunities/test_guards.py` attacks each
guard with plain SQL.
"""

from django.db import migrations

from locality.values.triggers import (
    Guard,
    postgresql_function,
    postgresql_refusal,
    put_up,
    refuse_when,
    sqlite_refusal,
    sqlite_trigger,
    take_down,
)

OPPORTUNITY, BOOKING = "opportunities_opportunity", "opportunities_booking"
NEW = f"UPDATE {OPPORTUNITY} SET taken = taken + NEW.counted WHERE id = NEW.opportunity_id;"
CHANGED = f"UPDATE {OPPORTUNITY} SET taken = taken + NEW.counted - OLD.counted WHERE id = NEW.opportunity_id;"
NOT_THE_SUM = f"NEW.taken <> (SELECT COALESCE(SUM(counted), 0) FROM {BOOKING} WHERE opportunity_id = NEW.id)"
MOVED = "NEW.id <> OLD.id OR NEW.opportunity_id <> OLD.opportunity_id OR NEW.person_id <> OLD.person_id"
SAY = "the places taken are those that people booked"


def counts(name: str, when: str, step: str) -> Guard:
    """Add to the places taken what a booking counts."""
    return Guard(
        {name: sqlite_trigger(name, f"{when} ON {BOOKING}", step)},
        postgresql_function(name, step, "RETURN NULL;", triggers={name: f"{when} ON {BOOKING} FOR EACH ROW"}),
    )


def is_the_sum() -> Guard:
    """Nothing else says how many places are taken."""
    name, events = "opportunities_taken_is_the_sum", ("INSERT", "UPDATE OF id, taken")
    return Guard(
        {
            f"{name}_{number}": sqlite_trigger(
                f"{name}_{number}", f"AFTER {event} ON {OPPORTUNITY}", sqlite_refusal(name, NOT_THE_SUM, SAY)
            )
            for number, event in enumerate(events)
        },
        postgresql_function(
            name,
            postgresql_refusal(name, NOT_THE_SUM, SAY),
            "RETURN NULL;",
            triggers={name: f"AFTER {' OR '.join(events)} ON {OPPORTUNITY} FOR EACH ROW"},
        ),
    )


GUARDS = (
    counts("opportunities_counts_new", "AFTER INSERT", NEW),
    counts("opportunities_counts_changed", "AFTER UPDATE OF counted", CHANGED),
    is_the_sum(),
    refuse_when("opportunities_booking_stays", f"BEFORE UPDATE ON {BOOKING}", MOVED, "a booking stays with its person"),
    *(
        refuse_when(f"{table}_is_kept", f"BEFORE DELETE ON {table}", "1 = 1", "rows are never deleted")
        for table in (OPPORTUNITY, BOOKING)
    ),
)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_initial")]
    operations = [migrations.RunPython(put_up(*GUARDS), take_down(*GUARDS))]
