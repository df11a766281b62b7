"""What is asked about a request, and its answer: by the officer of the clerk, by the council of the school or the clerk."""

from datetime import datetime

from django.conf import settings
from django.db import models

from locality.accounts.models import User


class Question(models.Model):
    """A question, and its answer once it has one."""

    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Question {self.pk}"

    def reply(self, text: str, *, by: User, at: datetime) -> None:
        """Keep the answer."""
        self.answer, self.answered_by, self.answered_at = text, by, at
        self.save(update_fields=["answer", "answered_by", "answered_at"])
