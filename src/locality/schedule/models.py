"""The meetings a community holds: when and where. Agenda, papers and minutes build on these."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.communities.models import Community

LONDON = ZoneInfo("Europe/London")


class Meeting(models.Model):
    """One meeting of a community, in local time (Europe/London)."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        CANCELLED = "cancelled", "Cancelled"

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    venue = models.CharField(max_length=200, blank=True)
    online_link = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("day", "starts", "community_id")
        indexes: ClassVar = [models.Index(fields=["community", "state", "day"], name="meetings_of_community")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "day"], condition=Q(state="planned"), name="one_meeting_a_day"
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="meeting_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"Meeting of {self.day}"

    @property
    def starts_at(self) -> datetime:
        """The moment it starts."""
        return datetime.combine(self.day, self.starts, tzinfo=LONDON)
