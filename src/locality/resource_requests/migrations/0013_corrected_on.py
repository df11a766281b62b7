"""The day of a correction from which a new hand-over counts; those that wait for one now get theirs."""

from django.db import migrations, models
from django.utils import timezone


def fill(apps, _editor):
    """The correction that began to wait: what it replaced was handed over already, or was no approval."""
    decisions = apps.get_model("resource_requests", "Decision").objects.select_related("supersedes__hand_over")
    for request in apps.get_model("resource_requests", "ResourceRequest").objects.filter(
        state="approved", decision__supersedes__isnull=False
    ):
        for each in decisions.filter(request=request, supersedes__isnull=False).order_by("-number"):
            if each.supersedes.outcome != "approved" or hasattr(each.supersedes, "hand_over"):
                request.corrected_on = timezone.localtime(each.recorded_at).date()
                request.save(update_fields=["corrected_on"])
                break


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0012_ended_on")]

    operations = [
        migrations.AddField(
            model_name="resourcerequest",
            name="corrected_on",
            field=models.DateField("day of the correction from which its hand-over counts", null=True, blank=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
