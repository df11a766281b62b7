"""Money moved from one budget to another, by two people (RES-7)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.budgets.models.ledger import Budget


class Transfer(models.Model):
    """Proposed by one person, confirmed or refused by another; only then does the ledger move: two entries."""

    source = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="transfers_out")
    target = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="transfers_in")
    amount = models.DecimalField("amount, pounds", max_digits=12, decimal_places=2)
    why = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed = models.BooleanField("confirmed, or refused", null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    refusal = models.CharField("why it was refused", max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="transfer_goes_elsewhere"),
            models.CheckConstraint(condition=~Q(why=""), name="transfer_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed__isnull=True, settled_by__isnull=True, settled_at__isnull=True)
                | (
                    Q(confirmed__isnull=False, settled_by__isnull=False, settled_at__isnull=False)
                    & ~Q(settled_by=F("proposed_by"))
                ),
                name="transfer_settled_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Transfer {self.pk}"
