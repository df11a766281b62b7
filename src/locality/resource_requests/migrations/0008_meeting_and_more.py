"""A decision says at which meeting it was made, and why more was agreed than was asked.

The columns are added in place: the table is guarded by triggers, which SQLite would lose if it were made anew. Decisions from before
have neither: they are never changed.
"""

import django.db.models.deletion
from django.db import migrations, models

MORE = "ALTER TABLE resource_requests_decision ADD COLUMN more_because text NOT NULL DEFAULT ''"
LESS = "ALTER TABLE resource_requests_decision DROP COLUMN more_because"


class Migration(migrations.Migration):
    dependencies = [
        ("resource_requests", "0007_topic"),
        ("schedule", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            "decision",
            "meeting",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schedule.meeting",
                verbose_name="meeting at which it was made",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MORE, LESS)],
            state_operations=[
                migrations.AddField(
                    "decision",
                    "more_because",
                    models.TextField("why more was agreed than was asked", blank=True, default="", db_default=""),
                )
            ],
        ),
    ]
