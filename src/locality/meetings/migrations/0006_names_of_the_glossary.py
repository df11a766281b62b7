"""The models take the names of the glossary; the tables keep theirs, so that no row and no trigger moves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_two_windows")]

    operations = [
        migrations.AlterModelTable("running", "meetings_running"),
        migrations.AlterModelTable("attendance", "meetings_attendance"),
        migrations.AlterModelTable("conflict", "meetings_conflict"),
        migrations.RenameModel("Running", "LiveMeeting"),
        migrations.RenameModel("Attendance", "RegisterRow"),
        migrations.RenameModel("Conflict", "Interest"),
    ]
