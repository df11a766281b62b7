"""What is done about a school that sends nobody (CLK-3). Who came to a meeting stands in `live.RegisterRow`."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from locality.communities.models import School
from locality.schedule.models import Meeting


class NonAttendance(models.Model):
    """That the chair was told of a school without a representative at several meetings running; rows are only added.

    `since` is the first meeting of the run, so that one run is told of once; `meetings` is how many it was then.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    since = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    meetings = models.PositiveSmallIntegerField("meetings running without a representative")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "non-attendance"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "since"], name="non_attendance_told_once"),
        ]

    def __str__(self) -> str:
        return f"Non-attendance {self.pk}"
