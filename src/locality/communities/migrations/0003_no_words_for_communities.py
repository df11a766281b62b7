from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("communities", "0002_settings_stamp")]

    operations = [
        migrations.RemoveField(model_name="authority", name="communities_word"),
        migrations.RemoveField(model_name="authority", name="community_word"),
    ]
