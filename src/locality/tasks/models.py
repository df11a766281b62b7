"""When somebody was last reminded of a thing that waits for them."""

from django.conf import settings
from django.db import models


class Reminded(models.Model):
    """The last reminder of one thing, whoever sent it. The log holds all of them."""

    thing = models.CharField(max_length=120, unique=True)
    day = models.DateField()  # the working day that it counts for
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.thing} on {self.day}"
