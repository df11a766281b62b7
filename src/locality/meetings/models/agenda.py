"""What a meeting goes through, in which order and for how long (AGE-1, AGE-2, CHA-2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.communities.models import Authority
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting


class Kind(models.TextChoices):
    """What fills an item by itself."""

    WELCOME = "welcome", "Welcome and register"
    LAST_MINUTES = "last_minutes", "Minutes, decisions and actions of the last meeting"
    OUTCOMES = "outcomes", "Outcomes data"
    UPDATE = "update", "Update"
    REQUESTS = "requests", "Group solution discussions"
    FINANCE = "finance", "Finance"
    OTHER = "other", "Other"


class TemplateItem(models.Model):
    """One line of the agenda every meeting of an authority starts from."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="agenda_template")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField("time, in minutes")
    kind = models.CharField(max_length=12, choices=Kind)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class DiscussionStep(models.Model):
    """One step of the solution-focused discussion of a request (SFA-1): the authority's data, not a constant."""

    class Manner(models.TextChoices):
        ASKING = "asking", "The asking school speaks"
        ROUND = "round", "A round: member by member, each may pass"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="discussion_steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    guidance = models.CharField(max_length=400, blank=True)
    manner = models.CharField(max_length=8, choices=Manner)
    minutes_from = models.PositiveSmallIntegerField("shortest time, in minutes", default=1)
    minutes_to = models.PositiveSmallIntegerField("longest time, in minutes")
    rounds = models.PositiveSmallIntegerField("how many rounds at most", default=1)
    captures = models.BooleanField("what is said is noted by member", default=False)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes_to__gte=F("minutes_from")), name="step_times_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One item of a meeting's agenda. One of a request carries the request; its school reads the rest of the papers.

    An item put off names the meeting it goes to, and why; the one made there names the item it came from. `revision`
    rises with each change of its title, time or text (`together`).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField("time, in minutes")
    kind = models.CharField(max_length=12, choices=Kind)
    resource_request = models.ForeignKey(
        ResourceRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    text = models.TextField("what members read about it", blank=True)
    put_off_to = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    put_off_because = models.CharField(max_length=300, blank=True)
    came_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="went_to")
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "resource_request"],
                condition=Q(resource_request__isnull=False),
                name="request_once_on_an_agenda",
            ),
            models.CheckConstraint(
                condition=Q(put_off_to__isnull=True, put_off_because="") | ~Q(put_off_because=""),
                name="put_off_says_why",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="item_takes_time"),
        ]

    def __str__(self) -> str:
        return self.title
