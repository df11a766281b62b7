"""Advisers: people from outside a community, invited to one meeting of it or to single items (MEM-4, MEM-5, OBJ-4)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.communities.models import Invitation
from locality.meetings.models.agenda import AgendaItem
from locality.schedule.models import Meeting


class Advising(models.Model):
    """An adviser's invitation. `person` is empty until somebody has an account with the address it went to.

    Without `whole_meeting` only its items are open to the adviser. Rows are never deleted: a withdrawn one opens nothing.
    """

    class Expertise(models.TextChoices):
        SPECIAL_SCHOOL = "special_school", "Special school"
        PRU = "pru", "Pupil referral unit or alternative provision"
        HEALTH = "health", "Health service"
        PROVIDER = "provider", "SEND provider"
        EXPERT = "expert", "SEND expert"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="advisings")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    expertise = models.CharField(max_length=14, choices=Expertise)
    whole_meeting = models.BooleanField(default=False)
    items = models.ManyToManyField(AgendaItem, blank=True, related_name="advisings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="advisings"
    )
    account = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=Q(withdrawn_at__isnull=True), name="adviser_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Advising {self.pk}"
