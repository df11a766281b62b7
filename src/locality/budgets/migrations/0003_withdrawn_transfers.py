"""A transfer can be withdrawn by who proposed it, while nobody has settled it; then it stays so.

The column takes no default, so that SQLite adds it without making the table anew: its guards (0002) stay.
"""

from django.db import migrations, models

NAME = "transfer_withdrawn_or_settled"
WRONG = "OLD.withdrawn_at IS NOT NULL OR (NEW.withdrawn_at IS NOT NULL AND NEW.confirmed IS NOT NULL)"
SAY = "a transfer is withdrawn or settled, once"


def put_up(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON budgets_transfer FOR EACH ROW BEGIN "
            f"SELECT RAISE(ABORT, '{NAME}: {SAY}') WHERE {WRONG}; END",
            params=None,
        )
        return
    editor.execute(
        f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {WRONG} THEN RAISE EXCEPTION '{NAME}: {SAY}' "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}'; END IF; RETURN NEW; END $$",
        params=None,
    )
    editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON budgets_transfer FOR EACH ROW EXECUTE FUNCTION {NAME}()", params=None
    )


def take_down(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER {NAME}")
        return
    editor.execute(f"DROP FUNCTION {NAME}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_guards")]
    operations = [
        migrations.AddField("transfer", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.RunPython(put_up, take_down),
    ]
