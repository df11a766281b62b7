"""Messages to send, and how they fared."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

TRIES_THAT_SHOW = 3
"""Attempts without success after which somebody should look at the address."""


class MessageQuerySet(models.QuerySet["Message"]):
    def about(self, reference: str) -> "MessageQuerySet":
        """Messages about the thing with this reference."""
        return self.filter(reference=reference)

    def due(self, now: datetime) -> "MessageQuerySet":
        """Waiting, its time has come, and no worker is sending it."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
        return self.filter(free, state=Message.State.WAITING, due_at__lte=now)

    def failing(self) -> "MessageQuerySet":
        """Given up, or tried without success at least three times."""
        return self.filter(
            Q(state=Message.State.FAILED) | Q(state=Message.State.WAITING, attempts__gte=TRIES_THAT_SHOW)
        )

    def for_summary(self, before: datetime) -> "MessageQuerySet":
        """Kept for a daily summary, put before this moment, and in no summary yet."""
        return self.filter(state=Message.State.HELD, summary__isnull=True, created_at__lt=before)

    def newest_first(self) -> "MessageQuerySet":
        return self.order_by("-created_at", "-id")


class Message(models.Model):
    """One message to one person or address: reference and link only, nothing personal."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not delivered"
        HELD = "held", "Waiting for the daily summary"

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=254)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    lines = models.JSONField(default=list)  # paragraphs of plain text
    link = models.CharField(max_length=500, blank=True)  # a path on this site
    reference = models.CharField(max_length=60, blank=True, db_index=True)
    calendar = models.TextField(blank=True)  # a calendar file (iCalendar) that goes with it
    secret = models.BooleanField(default=False)  # holds a code or a link for one person: not kept once sent
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tried_since = models.DateTimeField()  # delivery is given up two days after this
    claimed_until = models.DateTimeField(null=True)  # a worker is sending it; free again after this moment
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    summary = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="summarised")

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_message_due"),
            models.Index(fields=["created_at"], name="outbox_message_created"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_message_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed", "held"]), name="outbox_message_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def url(self) -> str:
        """The link with this installation's address, or nothing."""
        return settings.BASE_URL.rstrip("/") + self.link if self.link else ""

    @property
    def text(self) -> str:
        """The plain text as sent."""
        footer = f"{settings.BASE_URL}\nThis email was sent by Locality. Do not reply: no one reads this inbox."
        return "\n\n".join([*self.lines, *([self.url] if self.url else []), f"-- \n{footer}"]) + "\n"

    @property
    def message_id(self) -> str:
        """The same at each attempt, so that a mail server or reader can recognise a resend."""
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        return f"<locality.{self.pk}.{int(self.created_at.timestamp())}@{host}>"


class Turn(models.Model):
    """Whose turn it is to do the periodic work, so that only one worker does it at a time."""

    name = models.CharField(max_length=60, unique=True)
    holder = models.CharField(max_length=100)
    seen_at = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"
