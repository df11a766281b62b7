"""What members get before a meeting, and who has opened it (CLK-2, MBR-2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from locality.meetings.models.agenda import AgendaItem
from locality.schedule.models import Meeting


class Paper(models.Model):
    """A file for a meeting, kept in the database; its type was found by its content, not believed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=120)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField("size, bytes")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class Distribution(models.Model):
    """Agenda and papers sent out; the first time in whole, later ones are addenda. Rows are never changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="distributions")
    number = models.PositiveSmallIntegerField()
    is_late = models.BooleanField("after the deadline for papers", default=False)
    what = models.CharField("what is new since the last one", max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="distribution_once"),
        ]

    def __str__(self) -> str:
        return f"Distribution {self.number}"


class Opening(models.Model):
    """That a person opened a meeting's papers, or its minutes, for the first time."""

    class Of(models.TextChoices):
        PAPERS = "papers", "Papers"
        MINUTES = "minutes", "Minutes"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=8, choices=Of)
    number = models.PositiveSmallIntegerField("which distribution or version")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person", "of", "number"], name="opened_once"),
        ]

    def __str__(self) -> str:
        return f"Opening {self.pk}"


class PrivateNote(models.Model):
    """A person's own note to an item, and that they have read it. Nobody else ever sees it.

    `revision` rises with each save: one person may have it open in two windows (`together`).
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="private_notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    read = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "person"], name="one_note_an_item")]

    def __str__(self) -> str:
        return f"Note {self.pk}"
