"""Drafts that were begun before their school moved go to the school's community, as they do from now on."""

from django.db import migrations
from django.db.models import F


def follow(apps, _editor):
    requests = apps.get_model("resource_requests", "ResourceRequest")
    left = requests.objects.filter(
        state__in=["draft", "ready_to_sign"], submitted_at=None, school__community__isnull=False
    ).exclude(community=F("school__community"))
    for request in left.select_related("school"):
        request.community_id = request.school.community_id
        request.save(update_fields=["community"])


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0005_known_so_far")]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
