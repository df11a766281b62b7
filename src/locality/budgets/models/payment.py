"""What is to be paid for a processed request, when, and in which school advance (POST-4)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.budgets.models.ledger import Budget, Entry
from locality.budgets.workflow import AdvanceIs, PaymentIs


class Advance(models.Model):
    """One of the council's payments to its schools. What is due by its day is gathered into it; then it is paid once."""

    authority = models.ForeignKey("communities.Authority", on_delete=models.PROTECT, related_name="advances")
    name = models.CharField(max_length=60)
    closes_on = models.DateField("last day to gather payments")
    pays_on = models.DateField("day of payment")
    paid_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pays_on",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "pays_on"], name="one_advance_a_day"),
            models.UniqueConstraint(fields=["authority", "name"], name="advance_name_once"),
            models.CheckConstraint(condition=Q(closes_on__lte=F("pays_on")), name="advance_closes_before_it_pays"),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True, paid_by__isnull=True)
                | Q(paid_at__isnull=False, paid_by__isnull=False),
                name="advance_paid_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_paid(self) -> bool:
        """Whether it was marked as paid; it is never changed after."""
        return self.paid_at is not None

    @property
    def state(self) -> AdvanceIs:
        """Where it stands: a state of `workflow.ADVANCES`."""
        return AdvanceIs.PAID if self.is_paid else AdvanceIs.OPEN

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("advance", self.pk, self.name, self.authority_id)


class PaymentPlan(models.Model):
    """How the final amount of one decision is paid out. Made when the council has processed the request (FORM-13).

    `processed_by`, and `moderated_by` who set the final amount, can't release its payments: different hands (trigger).
    Nothing is payable for days after `payable_until` (EXC-6).
    """

    class Pattern(models.TextChoices):
        ONE_SUM = "one_sum", "One sum"
        TERMLY = "termly", "Each term"
        MONTHLY = "monthly", "Each month"
        ADVANCES = "advances", "With each school advance"

    authority = models.ForeignKey("communities.Authority", on_delete=models.PROTECT, related_name="+")
    decision_id = models.BigIntegerField(unique=True)
    reference = models.CharField(max_length=40)
    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="payment_plans")
    school = models.ForeignKey("communities.School", on_delete=models.PROTECT, related_name="payment_plans")
    pattern = models.CharField(max_length=10, choices=Pattern)
    starts_on = models.DateField("first day of support")
    ends_on = models.DateField("last day of support")
    payable_until = models.DateField(null=True)
    approved_on = models.DateField()
    due_on = models.DateField("day by which payment is expected")
    processed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moderated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    processed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["school", "reference"], name="plans_of_school")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"Payment plan of {self.reference}"

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("payment_plan", self.reference, self.reference, self.authority_id)


class Instalment(models.Model):
    """One payment of a plan, from one budget. Below zero: money that the school gives back.

    `entry` is its payment in the ledger, once the advance it was gathered into is paid; or, of money to be given back,
    once the school paid it back otherwise, on the day `returned_on`. One that is no longer needed is cancelled, never
    deleted. `taken_out_of`: money to be given back that finance took out of an advance; the next ones may take it.
    """

    plan = models.ForeignKey(PaymentPlan, on_delete=models.PROTECT, related_name="instalments")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    covers_from = models.DateField()
    covers_to = models.DateField()
    payable_until = models.DateField(null=True)
    due_on = models.DateField("earliest day of payment")
    amount = models.DecimalField("amount, pounds", max_digits=12, decimal_places=2)
    advance = models.ForeignKey(Advance, null=True, on_delete=models.PROTECT, related_name="instalments")
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="instalment")
    payee_name = models.CharField("school or trust that was paid", max_length=200, blank=True)
    payee_code = models.CharField("its number with the council or the DfE", max_length=20, blank=True)
    taken_out_of = models.ForeignKey(
        Advance, verbose_name="advance that does not take it back", null=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    returned_on = models.DateField("day the school paid it back outside the advances", null=True)
    returned_how = models.CharField("how it was paid back", max_length=300, blank=True)

    class Meta:
        ordering = ("plan", "number")
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                condition=Q(advance__isnull=True, cancelled_at__isnull=True),
                name="instalments_to_gather",
            ),
            models.Index(fields=["budget", "advance"], name="instalments_of_budget"),
            models.Index(fields=["advance", "amount"], name="instalments_of_advance"),  # how many, and their sum
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="instalment_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="instalment_is_not_nothing"),
            models.CheckConstraint(condition=Q(covers_to__gte=F("covers_from")), name="instalment_covers_days"),
            models.CheckConstraint(
                condition=Q(payable_until__isnull=True) | Q(covers_to__lte=F("payable_until")),
                name="nothing_payable_past_the_end",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=True, returned_on__isnull=True, returned_how="")
                | Q(
                    entry__isnull=False,
                    advance__isnull=False,
                    cancelled_at__isnull=True,
                    returned_on__isnull=True,
                    returned_how="",
                )
                | (
                    Q(entry__isnull=False, advance__isnull=True, cancelled_at__isnull=True, amount__lt=0)
                    & Q(returned_on__isnull=False)
                    & ~Q(returned_how="")
                ),
                name="paid_in_an_advance_or_paid_back",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_because="")
                | (Q(cancelled_at__isnull=False, advance__isnull=True) & ~Q(cancelled_because="")),
                name="cancelled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Instalment {self.number} of {self.plan_id}"

    @property
    def state(self) -> PaymentIs:
        """Where it stands: a state of `workflow.PAYMENTS`."""
        if self.cancelled_at:
            return PaymentIs.CANCELLED
        if self.entry_id:
            return PaymentIs.PAID if self.advance_id else PaymentIs.PAID_BACK
        return PaymentIs.GATHERED if self.advance_id else PaymentIs.PLANNED
