"""Forms that were sent and had their effect."""

from django.conf import settings
from django.db import models


class FormUse(models.Model):
    """A form's key, kept with what it was sent with and where its sender was led."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    path = models.CharField(max_length=2000)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)  # 0 while the form is having its effect
    location = models.TextField(blank=True)
    messages = models.JSONField(default=list)  # [level, text, extra tags] of each notification
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} at {self.path}"
