"""On SQLite a row of the log can no longer be replaced either: the locks are made anew."""

from django.db import migrations

from locality.audit.triggers import lock


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunPython(lambda _apps, editor: lock(editor.connection), migrations.RunPython.noop)]
