from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LONGEST = 90


def from_what_is_searched(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What is searched holds no pupil's name: the request's reference and school, then its question in small letters."""
    requests = apps.get_model("resource_requests", "ResourceRequest")
    found = (
        requests.objects.exclude(search_text="")
        .select_related("school")
        .only("reference", "search_text", "school__name")
    )
    changed = []
    for each in found.iterator(chunk_size=500):
        question = each.search_text.removeprefix(f"{each.reference} {each.school.name} ".lower())
        question, mark, _ = question[:2000].partition("?")
        line = " ".join((question + mark).split())
        if len(line) > LONGEST:
            line = line[: LONGEST + 1].rpartition(" ")[0] or line[:LONGEST]
            line += "…"
        each.topic = line[:1].upper() + line[1:]
        changed.append(each)
    requests.objects.bulk_update(changed, ["topic"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0006_drafts_follow_schools")]

    operations = [
        # SQLite would make the whole table anew, which the ledger's triggers look into
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE resource_requests_resourcerequest ADD COLUMN topic varchar(120) NOT NULL DEFAULT ''",
                    "ALTER TABLE resource_requests_resourcerequest DROP COLUMN topic",
                )
            ],
            state_operations=[
                migrations.AddField(
                    model_name="resourcerequest",
                    name="topic",
                    field=models.CharField(
                        blank=True, max_length=120, verbose_name="first words of its question, without names"
                    ),
                )
            ],
        ),
        migrations.RunPython(from_what_is_searched, migrations.RunPython.noop),
    ]
