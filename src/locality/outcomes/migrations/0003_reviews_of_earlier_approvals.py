"""Support that was approved before reviews were kept gets its review: schools have four weeks to agree its outcomes."""

from datetime import timedelta

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

WEEKS = 4
AT_ONCE = 500


def begin(apps, _editor):
    """One for each request whose decision approves support; none where the council is still to decide."""
    review = apps.get_model("outcomes", "Review")
    requests = apps.get_model("resource_requests", "ResourceRequest").objects.select_related("decision")
    kinds = Q(decision__advice=True) | Q(decision__school_support=True) | Q(decision__funding=True)
    approved = requests.filter(kinds, decision__outcome="approved", review=None).order_by("pk")
    at = timezone.now()
    agree_by = timezone.localtime(at).date() + timedelta(weeks=WEEKS)
    some = []
    for each in approved.iterator(chunk_size=AT_ONCE):
        some.append(
            review(
                rfr=each,
                decision=each.decision,
                authority_id=each.authority_id,
                community_id=each.community_id,
                school_id=each.school_id,
                since=at,
                agree_by=agree_by,
                due_on=each.decision.review_on,
            )
        )
    review.objects.bulk_create(some, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_guards")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
