"""The index of decisions for a school's support belongs to their table: one that only SQL knows is lost when it is rebuilt.

An earlier `support/0002_guards` made it by plain SQL, so where that has run it is dropped first.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0017_needs")]

    operations = [
        migrations.RunSQL("DROP INDEX IF EXISTS support_still_running", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("school_support", True)), fields=["ends_on"], name="support_still_running"
            ),
        ),
    ]
