"""The minutes of a meeting: a version for each time they were distributed (CLK-4, CLK-6, DUR-6, POST-1)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.schedule.models import Meeting


class Minutes(models.Model):
    """One version. Until it is checked it is only read from what happened; distributed, it never changes (trigger).

    `content` is what the chair checked, and then what was distributed, with pupils by reference only. A correction is
    another version.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        WITH_CHAIR = "with_chair", "Being checked by the chair"
        CHECKED = "checked", "Checked by the chair"
        DISTRIBUTED = "distributed", "Distributed"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    content = models.JSONField(default=dict)
    correction = models.CharField("what was corrected", max_length=500, blank=True)
    asked_at = models.DateTimeField("when the chair was asked to check it", null=True)
    wanted = models.CharField("what the chair wants changed", max_length=1000, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    distributed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    distributed_at = models.DateTimeField(null=True)
    is_late = models.BooleanField("after the deadline for minutes", default=False)
    approved_at_meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "minutes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_once"),
            models.CheckConstraint(
                condition=Q(state="distributed", distributed_at__isnull=False)
                | (~Q(state="distributed") & Q(distributed_at__isnull=True)),
                name="distributed_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(correction=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=~Q(state="checked") | Q(checked_at__isnull=False), name="checked_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes, version {self.number}"
