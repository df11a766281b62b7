"""What a community decided about a request (FORM-12). A correction is another row (DIS-5)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.resource_requests.content import council_words
from locality.resource_requests.content.questions import KIND_LABELS, Kind
from locality.resource_requests.models.request import ResourceRequest
from locality.resource_requests.models.version import Version
from locality.schedule.models import Meeting


class Decision(models.Model):
    """The "CoS Section" of the form, and the council's own decision where a request was referred to it (EXC-5).

    Rows are never changed (the database refuses it). `meeting` is where it was made: None outside meetings, for the
    council's own, and for those kept before meetings were. `starts_on` and `ends_on` are the days that the support is for:
    money for days of two funding years is committed in each.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"
        DEFERRED = "deferred", "Deferred for more information"
        REFERRED = "referred", "Referred to the council"

    class Method(models.TextChoices):
        CONSENSUS = "consensus", "Consensus"
        CHAIR = "chair", "Chair"
        COUNCIL = "council", "Council"

    class Ground(models.TextChoices):
        NEW_INFORMATION = "new_information", "New information"
        ERROR = "error", "An error was found"

    rfr = models.ForeignKey(ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="decisions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    summary = models.TextField("summary of the discussion")
    advice = models.BooleanField(KIND_LABELS[Kind.ADVICE], default=False)
    school_support = models.BooleanField(KIND_LABELS[Kind.SCHOOL_SUPPORT], default=False)
    funding = models.BooleanField(KIND_LABELS[Kind.FUNDING], default=False)
    council_referral = models.BooleanField("referral for the council's review", default=False)
    details = models.TextField("details of support agreed", blank=True)
    amount = models.DecimalField("final amount approved, pounds", max_digits=12, decimal_places=2, null=True)
    more_because = models.TextField("why more was agreed than was asked", blank=True, default="", db_default="")
    review_on = models.DateField("review date", null=True)
    exceptional = models.BooleanField("decided outside meetings", default=False)
    starts_on = models.DateField("first day of support", null=True)
    ends_on = models.DateField("last day of support", null=True)
    invites_standard = models.BooleanField("invites a standard request", default=False)
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        verbose_name="meeting at which it was made",
    )
    decided_on = models.DateField("date approved")
    method = models.CharField("decision made by", max_length=10, choices=Method)
    agree = models.PositiveSmallIntegerField(null=True)
    disagree = models.PositiveSmallIntegerField(null=True)
    abstain = models.PositiveSmallIntegerField(null=True)
    reasons = models.TextField(blank=True)
    own_provision = models.TextField("provision from the school's own resources", blank=True)
    alternatives = models.TextField("alternative solutions offered by members", blank=True)
    needed = models.TextField("information needed", blank=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    correction_reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        indexes: ClassVar = [
            # the few decisions for a school's support that still runs, which every clerk's home page asks for
            models.Index(fields=["ends_on"], condition=Q(school_support=True), name="support_still_running"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rfr", "number"], name="decision_once"),
            models.CheckConstraint(condition=~Q(summary=""), name="decision_has_a_summary"),
            models.CheckConstraint(
                condition=Q(funding=True, amount__gt=0) | Q(funding=False, amount__isnull=True),
                name="amount_goes_with_funding",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved", review_on__isnull=False)
                & (Q(advice=True) | Q(school_support=True) | Q(funding=True) | Q(council_referral=True))
                | Q(
                    outcome__in=["declined", "deferred", "referred"],
                    funding=False,
                    advice=False,
                    school_support=False,
                    council_referral=False,
                ),
                name="approved_names_its_support",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined")
                | (~Q(reasons="") & (~Q(own_provision="") | Q(exceptional=True) | Q(method="council"))),
                name="declined_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="deferred") | ~Q(needed=""), name="deferred_says_what_is_needed"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="support_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved", exceptional=True, ends_on__isnull=False)
                | ~Q(outcome="approved", exceptional=True),
                name="exceptional_approval_ends",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, correction_reason="")
                | (Q(supersedes__isnull=False) & ~Q(correction_reason="")),
                name="correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}: {self.outcome}"

    @property
    def kinds(self) -> list[str]:
        """The kinds of support agreed, in the form's words."""
        agreed = [label for kind, label in KIND_LABELS.items() if getattr(self, kind)]
        return agreed + ([council_words.referral(self.rfr.authority.short)] if self.council_referral else [])
