"""The needs that a request is about, in the words of the council's list. Requests of before have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communities", "0006_needs"), ("resource_requests", "0016_requests_are_rfr")]

    operations = [
        migrations.AddField(
            "resourcerequest",
            "needs",
            models.ManyToManyField(blank=True, related_name="+", to="communities.listitem"),
        ),
    ]
