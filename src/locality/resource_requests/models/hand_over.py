"""The approved form on its way to the area's High Needs Funding officer (CLK-5, RFR-3)."""

from django.conf import settings
from django.db import models

from locality.communities.models import Area
from locality.resource_requests.models.decision import Decision
from locality.resource_requests.models.question import Question
from locality.resource_requests.models.request import ResourceRequest


class HandOver(models.Model):
    """One sending of one decision; the area follows from the community, never chosen by hand."""

    rfr = models.ForeignKey(
        ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="hand_overs"
    )
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="hand_over")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Hand-over {self.pk}"


class OfficerQuestion(Question):
    """A question the officer sent back with the form, and its answer."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="questions")
