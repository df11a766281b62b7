"""The columns' own names say "the council": what people read is named after theirs (`council_words`)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0009_search_as_seen")]
    operations = [
        migrations.AlterField(
            "decision",
            "council_referral",
            models.BooleanField(default=False, verbose_name="referral for the council's review"),
        ),
        migrations.AlterField("moderation", "moderated", models.BooleanField(verbose_name="moderated by the council")),
    ]
