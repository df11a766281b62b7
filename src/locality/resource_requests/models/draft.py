"""What the school has typed so far, kept exactly as typed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from locality.resource_requests.models.request import ResourceRequest


class DraftAnswer(models.Model):
    """One field of a draft. Its revision rises with each change, so that two colleagues never overwrite unseen."""

    rfr = models.ForeignKey(ResourceRequest, db_column="request_id", on_delete=models.CASCADE, related_name="answers")
    name = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["rfr", "name"], name="draft_answer_once")]

    def __str__(self) -> str:
        return self.name
