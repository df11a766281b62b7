"""What a receiving school said of support is only ever added: said again, the last counts."""

from django.db import migrations

from locality.values.triggers import put_up, refuse_changes, take_down

GUARDS = (refuse_changes(("support_helped",), "support_helped_only_added"),)


class Migration(migrations.Migration):
    dependencies = [("support", "0005_helped")]
    operations = [migrations.RunPython(put_up(*GUARDS), take_down(*GUARDS))]
