"""What a school reported stays: reports, their results and second looks' levels are only ever added (OBJ-1)."""

from django.db import migrations

from locality.values.triggers import put_up, refuse_changes, take_down

KEPT = ("outcomes_report", "outcomes_result", "outcomes_secondlevel")
GUARDS = (refuse_changes(KEPT, "outcome_record_stays"),)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]
    operations = [migrations.RunPython(put_up(*GUARDS), take_down(*GUARDS))]
