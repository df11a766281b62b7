"""The log of what happened, who saw pupils' identity, what was refused; and the seals over all three.

Rows are only ever added: triggers in both databases refuse every change (migration 0002).
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject_type: str, subject_id: str) -> "EventQuerySet":
        """What happened to one thing."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))

    def of_authorities(self, authority_ids: Iterable[int]) -> "EventQuerySet":
        """What happened within these authorities."""
        return self.filter(authority_id__in=list(authority_ids))

    def between(self, start: datetime, end: datetime) -> "EventQuerySet":
        """From a moment until, but not at, another."""
        return self.filter(at__gte=start, at__lt=end)

    def newest_first(self) -> "EventQuerySet":
        return self.order_by("-at", "-id")


class SightQuerySet(models.QuerySet["Sight"]):
    def about(self, subject_type: str, subject_id: str) -> "SightQuerySet":
        """Who saw the pupils of one thing."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))

    def of_authorities(self, authority_ids: Iterable[int]) -> "SightQuerySet":
        """Sights within these authorities."""
        return self.filter(authority_id__in=list(authority_ids))

    def between(self, start: datetime, end: datetime) -> "SightQuerySet":
        """From a moment until, but not at, another."""
        return self.filter(at__gte=start, at__lt=end)

    def newest_first(self) -> "SightQuerySet":
        return self.order_by("-at", "-id")


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def between(self, start: datetime, end: datetime) -> "RefusalQuerySet":
        """From a moment until, but not at, another."""
        return self.filter(at__gte=start, at__lt=end)

    def newest_first(self) -> "RefusalQuerySet":
        return self.order_by("-at", "-id")


class Log(models.Model):
    """What the three logs share: when, who, and when the row was written."""

    at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=200)  # as it was at that moment; "The system" when nobody acted

    class Meta:
        abstract = True


class Event(Log):
    """One thing that somebody did, with what it changed. Never a pupil's name."""

    authority_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=300)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_event_subject"),
            models.Index(fields=["authority_id", "at"], name="audit_event_authority"),
            models.Index(fields=["actor", "at"], name="audit_event_actor"),
            models.Index(fields=["at"], name="audit_event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"


class Sight(Log):
    """Somebody was shown pupils' identity (RES-9)."""

    authority_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=300)
    via = models.CharField(max_length=20)  # "page", "pdf", "word", "csv", …
    pupils = models.PositiveIntegerField()  # how many

    objects = SightQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_sight_subject"),
            models.Index(fields=["authority_id", "at"], name="audit_sight_authority"),
            models.Index(fields=["actor", "at"], name="audit_sight_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} by {self.via}"


class Refusal(Log):
    """Somebody asked for what they may not have. The path is kept without its query."""

    path = models.CharField(max_length=500)
    why = models.CharField(max_length=500)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="audit_refusal_at"),
            models.Index(fields=["actor", "at"], name="audit_refusal_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class Seal(models.Model):
    """A link of the chain: digests of the rows written since the seal before, and one digest over these and that."""

    at = models.DateTimeField()
    previous = models.CharField(max_length=64, unique=True)  # unique: the chain can't fork
    digest = models.CharField(max_length=64, unique=True)
    through = models.JSONField()  # {log: highest id sealed so far}
    marks = models.JSONField()  # {log: {id: digest of the row}}

    def __str__(self) -> str:
        return f"Seal {self.pk}"
