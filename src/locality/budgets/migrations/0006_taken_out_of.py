"""Money to be given back that was taken out of an advance stays owed, and that advance does not take it again (POST-4).

A column that may be empty: SQLite adds it to the table as it is, with all that guards it.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("budgets", "0005_money_paid_back")]
    operations = [
        migrations.AddField(
            "instalment",
            "taken_out_of",
            models.ForeignKey(
                "budgets.advance",
                verbose_name="advance that does not take it back",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                db_index=False,
            ),
        ),
    ]
