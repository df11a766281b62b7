"""Whose names texts must not tell: every pupil ever typed for a request (RES-9)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.communities.models import School
from locality.resource_requests.models.request import ResourceRequest


class KnownPupil(models.Model):
    """A pupil's name and date of birth as once typed in a draft's row or signed.

    Kept when the row is renamed or taken out, for what was written about the pupil may stay. Flat, and with the school
    that asked, so that the names to hide in all requests of a school are one look into an index.
    """

    rfr = models.ForeignKey(
        ResourceRequest, db_column="request_id", on_delete=models.CASCADE, related_name="known_pupils"
    )
    asking_school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, verbose_name="the pupil's own", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    born = models.DateField("date of birth", null=True, blank=True)
    row = models.PositiveIntegerField("row of the draft while it may be half typed", null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rfr", "name", "born"], name="known_pupil_once"),
            models.UniqueConstraint(
                fields=["rfr", "name"], condition=Q(born__isnull=True), name="known_pupil_without_day_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Known pupil {self.pk}"
