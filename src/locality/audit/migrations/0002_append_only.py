"""The log can only grow: triggers refuse every change of a row."""

from django.db import migrations

from locality.audit.triggers import lock, unlock


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _apps, editor: lock(editor.connection), lambda _apps, editor: unlock(editor.connection)
        )
    ]
