"""Money moved from one budget to another, by two people (RES-7)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.budgets.models.ledger import Budget
from locality.budgets.workflow import TransferIs


class TransferQuerySet(models.QuerySet["Transfer"]):
    def waiting(self) -> "TransferQuerySet":
        """Neither settled nor withdrawn."""
        return self.filter(confirmed=None, withdrawn_at=None)

    def done(self) -> "TransferQuerySet":
        """Settled, or withdrawn."""
        return self.exclude(confirmed=None, withdrawn_at=None)


class Transfer(models.Model):
    """Proposed by one person, confirmed or refused by another; only then does the ledger move: two entries.

    Until then who proposed it can withdraw it. A trigger (0003) sees to it that it is withdrawn or settled, once.
    """

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
    withdrawn_at = models.DateTimeField(null=True)

    objects = TransferQuerySet.as_manager()

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

    @property
    def state(self) -> TransferIs:
        """Where it stands: a state of `workflow.TRANSFERS`."""
        if self.withdrawn_at:
            return TransferIs.WITHDRAWN
        if self.confirmed is None:
            return TransferIs.WAITING
        return TransferIs.CONFIRMED if self.confirmed else TransferIs.REFUSED

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject(
            "transfer", self.pk, f"{self.source.holder} to {self.target.holder}", self.source.funding_year.authority_id
        )
