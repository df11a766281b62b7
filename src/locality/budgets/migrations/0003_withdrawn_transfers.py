"""A transfer can be withdrawn by who proposed it, while nobody has settled it; then it stays so.

The column takes no default, so that SQLite adds it without making the table anew: its guards (0002) stay.
"""

from django.db import migrations, models

from locality.values.triggers import put_up, refuse_when, take_down

GUARD = refuse_when(
    "transfer_withdrawn_or_settled",
    "BEFORE UPDATE ON budgets_transfer",
    "OLD.withdrawn_at IS NOT NULL OR (NEW.withdrawn_at IS NOT NULL AND NEW.confirmed IS NOT NULL)",
    "a transfer is withdrawn or settled, once",
)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_guards")]
    operations = [
        migrations.AddField("transfer", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.RunPython(put_up(GUARD), take_down(GUARD)),
    ]
