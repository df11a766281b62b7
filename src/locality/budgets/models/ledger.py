"""A community's money in a funding year: the entries of the ledger, and their totals (RES-7)."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round

from locality.audit.subjects import Subject
from locality.budgets.models.year import FundingYear


def _total(label: str) -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(label, max_digits=12, decimal_places=2, default=Decimal(0), editable=False)


class Budget(models.Model):
    """What one community has in one funding year, in pounds; without a community, the authority's contingency.

    The totals are kept by the database's own triggers as entries come in, and can't be set otherwise: they are always
    the sums of the entries. What was allocated is always committed, paid or remaining. An advance is entered as paid when
    it is marked, which may be before its day of payment: until then pages say `not_yet_paid` and `paid_by_now`.
    """

    coming: Decimal = Decimal("0.00")
    """Of `paid`, what is marked as paid for a day that has not come: set where a page shows it (`queries.with_coming`)."""

    community = models.ForeignKey(
        "communities.Community", null=True, blank=True, on_delete=models.PROTECT, related_name="budgets"
    )
    funding_year = models.ForeignKey(FundingYear, on_delete=models.PROTECT, related_name="budgets")
    allocated = _total("allocated, adjustments included")
    committed = _total("promised by decisions and not yet paid")
    released = _total("promised once and given back")
    paid = _total("paid to schools")
    remaining = _total("free to promise")

    class Meta:
        ordering = ("community", "-funding_year__start")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "funding_year"], name="budget_once"),
            models.UniqueConstraint(
                fields=["funding_year"], condition=Q(community__isnull=True), name="contingency_once"
            ),
            models.CheckConstraint(
                condition=Q(community__isnull=False) | Q(committed=0, paid=0), name="contingency_is_not_committed"
            ),
            models.CheckConstraint(condition=Q(remaining__gte=0), name="budget_never_overspent"),
            models.CheckConstraint(condition=Q(committed__gte=0), name="budget_committed_not_below_zero"),
            models.CheckConstraint(condition=Q(paid__gte=0), name="budget_paid_not_below_zero"),
            models.CheckConstraint(
                # rounded, because SQLite counts in floating point
                condition=Q(remaining=Round(F("allocated") - F("committed") - F("paid"), precision=2)),
                name="budget_parts_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.funding_year}"

    @property
    def holder(self) -> str:
        """Whose money it is: the community's name, or the contingency."""
        return self.community.name if self.community else "Contingency"

    @property
    def whose(self) -> str:
        """The holder within a sentence."""
        return self.community.name if self.community else "the contingency"

    @property
    def not_yet_paid(self) -> Decimal:
        """Committed, or marked as paid for a day that has not come."""
        return self.committed + self.coming

    @property
    def paid_by_now(self) -> Decimal:
        """Marked as paid, and the day of payment has come."""
        return self.paid - self.coming

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("budget", self.pk, f"{self.holder}, {self.funding_year.name}", self.funding_year.authority_id)


class Entry(models.Model):
    """One movement of the ledger. Never changed or deleted (trigger); a mistake is corrected by another entry.

    `amount` in pounds is what the entry does to `remaining`: above zero for an allocation or a release, below zero for
    a commitment or an increase (what moderation added to a commitment), either for an adjustment, for a transfer (the
    other half has the same `transfer`) or for what is carried to the next year. A payment leaves `remaining` alone: its
    amount moves from committed to paid. When a year is closed, what it still held is entered in the next: such an entry
    `continues` the one that took it out. `decision` is the row of `resource_requests` that the money follows; that app's
    migration guards it.
    """

    class Kind(models.TextChoices):
        ALLOCATION = "allocation", "Allocation"
        ADJUSTMENT = "adjustment", "Adjustment"
        COMMITMENT = "commitment", "Commitment"
        RELEASE = "release", "Release"
        PAYMENT = "payment", "Payment"
        INCREASE = "increase", "Increase by moderation"
        TRANSFER = "transfer", "Transfer"
        CARRY = "carry", "Carried forward"

    BY_DECISION = (Kind.COMMITMENT, Kind.INCREASE, Kind.RELEASE, Kind.PAYMENT)

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    amount = models.DecimalField("amount, pounds", max_digits=12, decimal_places=2)
    reference = models.CharField(max_length=40, blank=True)
    decision_id = models.BigIntegerField(null=True)
    transfer = models.ForeignKey("Transfer", null=True, on_delete=models.PROTECT, related_name="entries")
    reverses = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    continues = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="continued_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "entries"
        indexes: ClassVar = [
            models.Index(fields=["budget", "kind", "at", "amount"], name="entries_to_sum"),
            # whether, and since when, a decision is paid: read from the index alone
            models.Index(fields=["decision_id", "kind", "at", "amount"], name="entries_of_decision"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=("commitment", "increase", "release", "payment"), decision_id__isnull=False)
                | Q(kind__in=("allocation", "adjustment", "transfer", "carry"), decision_id__isnull=True),
                name="entry_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("allocation", "release"), amount__gt=0)
                | Q(kind__in=("commitment", "increase"), amount__lt=0)
                | (Q(kind__in=("adjustment", "transfer", "carry")) & ~Q(amount=0))
                | Q(kind="payment", amount__gt=0)
                | Q(kind="payment", amount__lt=0, reverses__isnull=False),
                name="entry_sign_fits_its_kind",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="entry_says_why"),
            models.CheckConstraint(
                condition=Q(kind__in=("allocation", "adjustment", "transfer", "carry")) | ~Q(reference=""),
                name="entry_has_its_reference",
            ),
            models.CheckConstraint(
                condition=Q(kind="transfer", transfer__isnull=False) | (~Q(kind="transfer") & Q(transfer__isnull=True)),
                name="entry_has_its_transfer",
            ),
            models.UniqueConstraint(
                fields=["budget", "transfer"], condition=Q(transfer__isnull=False), name="transfer_entered_once"
            ),
            models.UniqueConstraint(
                fields=["budget", "decision_id"],
                condition=Q(kind="commitment", continues__isnull=True),
                name="decision_committed_once",
            ),
            models.UniqueConstraint(
                fields=["budget", "reference"],
                condition=Q(kind="allocation") & ~Q(reference=""),
                name="allocation_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) & (~Q(kind="carry") | Q(amount__lt=0))
                | Q(continues__isnull=False, kind="commitment")
                | Q(continues__isnull=False, kind="carry", amount__gt=0),
                name="carried_from_another_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.amount}"
