"""The stamp of an authority's settings, which the database renews when a rule, a day off or a term changes (ADR 0018)."""

from django.db import migrations, models

import locality.communities.models.authority

TABLES = ("communities_authorityrules", "communities_dayoff", "communities_term")


def put_up(_apps, editor):
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
                editor.execute(
                    f"CREATE TRIGGER {table}_stamps_{verb.lower()} AFTER {verb} ON {table} FOR EACH ROW BEGIN "
                    f"UPDATE communities_authority SET settings_stamp = random() WHERE id = {row}.authority_id; END",
                    params=None,
                )
        return
    editor.execute(
        "CREATE FUNCTION settings_are_stamped() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "UPDATE communities_authority SET settings_stamp = floor(random() * 9e18)::bigint "
        "WHERE id IN (OLD.authority_id, NEW.authority_id); RETURN NULL; END $$",
        params=None,
    )
    for table in TABLES:
        editor.execute(
            f"CREATE TRIGGER {table}_stamps AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION settings_are_stamped()",
            params=None,
        )


def take_down(_apps, editor):
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("insert", "update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_stamps_{verb}")
        return
    editor.execute("DROP FUNCTION settings_are_stamped() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("communities", "0001_initial")]
    operations = [
        migrations.AddField(
            "authority",
            "settings_stamp",
            models.BigIntegerField(default=locality.communities.models.authority.new_stamp, editable=False),
        ),
        migrations.RunPython(put_up, take_down),
    ]
