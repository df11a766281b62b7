"""The last day of support that ended early: recorded once, and again only where an earlier day changes something."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0011_decisions_of_a_meeting")]

    operations = [
        migrations.AddField(
            model_name="resourcerequest",
            name="ended_on",
            field=models.DateField("last day of support, where it ended early", null=True, blank=True),
        ),
    ]
