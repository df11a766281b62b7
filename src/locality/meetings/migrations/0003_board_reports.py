"""An action point can be the area board report of a quarter: one for each community and quarter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_guards")]
    operations = [
        migrations.AddField(
            "actionpoint",
            "report_on",
            models.DateField("first day of the quarter whose area board report it asks for", null=True),
        ),
        migrations.AddConstraint(
            "actionpoint",
            models.UniqueConstraint(
                fields=["community", "report_on"],
                condition=models.Q(report_on__isnull=False),
                name="one_board_report_a_quarter",
            ),
        ),
    ]
