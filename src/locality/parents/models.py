"""What a school has changed in the page for the parents of one child: kept for the decision that the page tells of."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from locality.resource_requests.models import Decision


class PageForParents(models.Model):
    """The words of one page. `key`: the letter of the child in the version decided on, or that it is for each family.

    `text` is empty once the school wants our words again. A corrected decision has pages of its own.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="pages_for_parents")
    key = models.CharField(max_length=8)
    text = models.TextField("words of the page", blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "key"], name="page_for_parents_once"),
        ]

    def __str__(self) -> str:
        return f"Page {self.key}"
