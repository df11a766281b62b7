"""The days of a funding year stay once it has a budget: they decide which money pays for what (RES-7)."""

from django.db import migrations

NAME = "year_keeps_its_days"
WRONG = """(NEW.start <> OLD.start OR NEW."end" <> OLD."end" OR NEW.authority_id <> OLD.authority_id)
    AND EXISTS (SELECT 1 FROM budgets_budget budget WHERE budget.funding_year_id = OLD.id)"""
SAY = "money hangs on the days of this year"


def put_up(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON budgets_fundingyear FOR EACH ROW BEGIN "
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
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON budgets_fundingyear FOR EACH ROW EXECUTE FUNCTION {NAME}()",
        params=None,
    )


def take_down(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER {NAME}")
        return
    editor.execute(f"DROP FUNCTION {NAME}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0003_withdrawn_transfers")]
    operations = [migrations.RunPython(put_up, take_down)]
