"""The model takes the name of the glossary; the table keeps its own, so that no row and no trigger moves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0013_corrected_on")]

    operations = [
        migrations.AlterModelTable("moderation", "resource_requests_moderation"),
        migrations.RenameModel("Moderation", "CouncilSection"),
    ]
