"""What people took on at a meeting, and how it goes (MBR-4, POST-2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.audit.subjects import Subject
from locality.communities.models import Community
from locality.meetings.models.agenda import AgendaItem
from locality.schedule.models import Meeting


class ActionPoint(models.Model):
    """Something to do, by whom, by when. Open ones stand on the next agenda by themselves."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "No longer needed"

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="action_points")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="action_points")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="action_points")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="action_points"
    )
    owner_name = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField("when the owner was reminded of the day it is due", null=True)
    reminded_for = models.ForeignKey(
        Meeting,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="the meeting it was asked about before",
    )
    report_on = models.DateField("first day of the quarter whose area board report it asks for", null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("due_on", "pk")
        indexes: ClassVar = [
            models.Index(fields=["community", "state", "due_on"], name="action_points_open"),
            models.Index(fields=["owner", "state", "due_on"], name="action_points_of_owner"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True) | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="settled_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="action_point_says_what"),
            models.UniqueConstraint(
                fields=["community", "report_on"],
                condition=Q(report_on__isnull=False),
                name="one_board_report_a_quarter",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject(
            "action_point",
            self.pk,
            f"Action point of {self.community.name}, {self.meeting.day.isoformat()}",
            self.community.authority_id,
        )


class Progress(models.Model):
    """What the owner reports about an action point; rows are only added."""

    action_point = models.ForeignKey(ActionPoint, on_delete=models.PROTECT, related_name="progress")
    text = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Progress {self.pk}"
