"""The stamp of an authority's settings, which the database renews when a rule, a day off or a term changes (ADR 0018)."""

from django.db import migrations, models

import locality.communities.models.authority
from locality.values.triggers import Guard, postgresql_function, put_up, sqlite_trigger, take_down

TABLES = ("communities_authorityrules", "communities_dayoff", "communities_term")

GUARD = Guard(
    {
        f"{table}_stamps_{verb.lower()}": sqlite_trigger(
            f"{table}_stamps_{verb.lower()}",
            f"AFTER {verb} ON {table}",
            f"UPDATE communities_authority SET settings_stamp = random() WHERE id = {row}.authority_id;",
        )
        for table in TABLES
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    },
    postgresql_function(
        "settings_are_stamped",
        "UPDATE communities_authority SET settings_stamp = floor(random() * 9e18)::bigint "
        "WHERE id IN (OLD.authority_id, NEW.authority_id);",
        "RETURN NULL;",
        triggers={f"{table}_stamps": f"AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW" for table in TABLES},
    ),
)


class Migration(migrations.Migration):
    dependencies = [("communities", "0001_initial")]
    operations = [
        migrations.AddField(
            "authority",
            "settings_stamp",
            models.BigIntegerField(default=locality.communities.models.authority.new_stamp, editable=False),
        ),
        migrations.RunPython(put_up(GUARD), take_down(GUARD)),
    ]
