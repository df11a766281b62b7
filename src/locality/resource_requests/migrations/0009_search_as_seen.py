"""What search looks through, as people see it: apostrophes, dashes and spaces alike, letters without their marks."""

from django.db import migrations

from locality.values.keys import name_key, searchable

BATCH = 500


def fold(apps, _editor):
    requests = apps.get_model("resource_requests", "ResourceRequest").objects
    kept = requests.exclude(search_text="").select_related("school").only("search_text", "school__name").order_by("pk")
    changed = []
    for request in kept.iterator(chunk_size=BATCH):
        text, name = searchable(request.search_text), name_key(request.school.name)
        if not text.endswith(f" {name}"):
            text = f"{text} {name}"
        if text != request.search_text:
            request.search_text = text
            changed.append(request)
        if len(changed) == BATCH:
            requests.bulk_update(changed, ["search_text"])
            changed = []
    requests.bulk_update(changed, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0008_meeting_and_more")]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
