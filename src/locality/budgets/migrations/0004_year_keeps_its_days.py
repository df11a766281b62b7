"""The days of a funding year stay once it has a budget: they decide which money pays for what (RES-7)."""

from django.db import migrations

from locality.values.triggers import put_up, refuse_when, take_down

GUARD = refuse_when(
    "year_keeps_its_days",
    "BEFORE UPDATE ON budgets_fundingyear",
    """(NEW.start <> OLD.start OR NEW."end" <> OLD."end" OR NEW.authority_id <> OLD.authority_id)
    AND EXISTS (SELECT 1 FROM budgets_budget budget WHERE budget.funding_year_id = OLD.id)""",
    "money hangs on the days of this year",
)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0003_withdrawn_transfers")]
    operations = [migrations.RunPython(put_up(GUARD), take_down(GUARD))]
