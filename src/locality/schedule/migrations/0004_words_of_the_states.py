from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schedule", "0003_guards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("planned", "Planned"),
                    ("papers_out", "Papers sent"),
                    ("running", "Running now"),
                    ("held", "Held: minutes to follow"),
                    ("minuted", "Minutes distributed"),
                    ("cancelled", "Cancelled"),
                ],
                default="planned",
                max_length=12,
            ),
        ),
    ]
