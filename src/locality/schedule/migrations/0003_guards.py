"""The database keeps what happened to a meeting: its steps are only added.

`tests/integration/schedule/test_steps.py` attacks this with raw SQL.
"""

from django.db import migrations

from locality.values.triggers import put_up, refuse_changes, take_down

GUARD = refuse_changes(["schedule_meetingstep"], "meeting_history_stays")


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_steps")]
    operations = [migrations.RunPython(put_up(GUARD), take_down(GUARD))]
