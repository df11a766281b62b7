"""A council's short name, for the labels that name it. Without one, the initials of its name stand there.

The column takes no default, so that SQLite adds it without making the table anew, which triggers of others name.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communities", "0004_addresses_that_can_be_mailed")]
    operations = [migrations.AddField("authority", "short_name", models.CharField(max_length=20, null=True))]
