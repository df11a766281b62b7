"""The request itself: where it stands, and each step it took."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.audit.subjects import Subject
from locality.communities.models import Authority, Community, ListItem, School
from locality.resource_requests.content import questions
from locality.resource_requests.events import MACHINE
from locality.resource_requests.states import DELETED
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting


class ReferenceCounter(models.Model):
    """The last number given to a request in a year; read and raised under a lock (FORM-01)."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class ResourceRequest(models.Model):
    """A school's Request for Resource. What lists show is copied here from the version last submitted.

    An exceptional one goes to the chair outside meetings, for a named reason and a fixed period (EXC-1, EXC-6).
    """

    class Kind(models.TextChoices):
        STANDARD = "standard", "Standard"
        EXCEPTIONAL = "exceptional", "Exceptional"

    class Reason(models.TextChoices):
        OTHER_AUTHORITY = "other_authority", "Pupil with high needs from another local authority"
        SUDDEN_CHANGE = "sudden_change", "Sudden change in a child’s condition"
        TRIBUNAL_ORDER = "tribunal_order", "Tribunal order"
        NEW_ADMISSION = (
            "new_admission",
            "New admission, or support likely to change soon or often: an allocation for a short time, pending review",
        )

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="resource_requests")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="resource_requests")
    partners = models.ManyToManyField(School, blank=True, related_name="joint_requests")
    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in S], default=S.DRAFT)
    state_since = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.STANDARD)
    exceptional_reason = models.CharField(max_length=20, choices=Reason, blank=True)
    starts_on = models.DateField("first day of an exceptional allocation", null=True, blank=True)
    ends_on = models.DateField("last day of an exceptional allocation", null=True, blank=True)
    continues = models.ForeignKey(
        "self",
        verbose_name="exceptional request that this standard one follows",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="continued_by",
    )
    end_reminded_at = models.DateTimeField(null=True, blank=True)
    draft_revision = models.PositiveIntegerField(default=0)

    version_number = models.PositiveSmallIntegerField(default=0)
    version = models.ForeignKey("Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="resource_requests"
    )
    late_reason = models.CharField("why a late request was admitted", max_length=500, blank=True)
    asks_advice = models.BooleanField(default=False)
    asks_school_support = models.BooleanField(default=False)
    asks_funding = models.BooleanField(default=False)
    key_stage = models.ForeignKey(ListItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    needs = models.ManyToManyField(ListItem, blank=True, related_name="+")
    pupil_count = models.PositiveSmallIntegerField(default=0)
    requested_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    approved_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    corrected_on = models.DateField("day of the correction from which its hand-over counts", null=True, blank=True)
    received_on = models.DateField("day the council received it", null=True, blank=True)
    final_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    processed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField("last day of support, where it ended early", null=True, blank=True)
    search_text = models.TextField(blank=True)
    topic = models.CharField("first words of its question, without names", max_length=120, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["community", "state", "-id"], name="requests_of_community"),
            models.Index(fields=["school", "state", "-id"], name="requests_of_school"),
            models.Index(fields=["authority", "state", "-id"], name="requests_of_authority"),
            # what others than the school see, in the order of the list: counted and paged from the index alone
            models.Index(
                # with the moment, which SQLite would else look up in each row
                fields=["authority", "-id", "submitted_at"],
                condition=Q(submitted_at__isnull=False),
                name="submitted_of_authority",
            ),
            models.Index(
                fields=["community", "-id"], condition=Q(submitted_at__isnull=False), name="submitted_of_community"
            ),
            models.Index(
                fields=["authority", "-requested_amount", "-id"],
                condition=Q(submitted_at__isnull=False),
                name="submitted_by_amount",
            ),
            models.Index(fields=["meeting", "state"], name="requests_of_meeting"),
            models.Index(fields=["state", "approved_on"], name="requests_by_approval"),
            models.Index(fields=["authority", "state", "received_on"], name="requests_received"),
            models.Index(
                fields=["community", "exceptional_reason"], condition=Q(kind="exceptional"), name="exceptional_requests"
            ),
            # the few exceptional allocations whose schools were reminded of their end
            models.Index(fields=["ends_on"], condition=Q(end_reminded_at__isnull=False), name="reminded_of_their_end"),
            # what was begun by a day and moved since: read from the index alone
            models.Index(
                fields=["community", "state_since", "created_at"],
                condition=Q(submitted_at__isnull=False),
                name="moved_since",
            ),
            # what was granted of what was submitted when: the pattern of earlier years, read from the index alone
            models.Index(
                fields=["community", "submitted_at", "approved_on", "approved_amount"],
                condition=Q(submitted_at__isnull=False),
                name="granted_by_submission",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in S]), name="request_state_is_known"),
            models.CheckConstraint(
                condition=Q(requested_amount__isnull=True) | Q(requested_amount__gt=0),
                name="requested_amount_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(approved_amount__isnull=True) | Q(approved_amount__gte=0),
                name="approved_amount_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(kind="standard", exceptional_reason="", starts_on__isnull=True, ends_on__isnull=True)
                | Q(kind="exceptional", submitted_at__isnull=True)
                | (
                    Q(kind="exceptional", starts_on__isnull=False, ends_on__isnull=False)
                    & Q(ends_on__gte=models.F("starts_on"))
                    & ~Q(exceptional_reason="")
                ),
                name="exceptional_has_reason_and_period",
            ),
            models.CheckConstraint(
                condition=Q(final_amount__isnull=True) | Q(final_amount__gte=0, processed_on__isnull=False),
                name="final_amount_when_processed",
            ),
            models.CheckConstraint(
                condition=Q(version_number=0, version__isnull=True, submitted_at__isnull=True)
                | Q(version_number__gt=0, version__isnull=False, submitted_at__isnull=False),
                name="submitted_requests_have_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def asked_kinds(self) -> list[questions.Kind]:
        """The kinds of support asked for, in the form's order."""
        return [kind for kind in questions.Kind if getattr(self, f"asks_{kind}")]

    @property
    def is_deleted(self) -> bool:
        """Whether it ended as a draft, which nobody outside the school has seen; what was submitted is withdrawn."""
        return self.state == S.WITHDRAWN and self.submitted_at is None

    @property
    def hand_over_from(self) -> date | None:
        """The day from which the days of its hand-over count: of the approval, or of the correction after a hand-over."""
        return self.corrected_on or self.approved_on

    @property
    def last_day(self) -> date | None:
        """The last day of exceptional support: as it was agreed, or earlier where it ended early."""
        return self.ended_on or self.ends_on

    @property
    def officer_label(self) -> str:
        """The word for the state that chair, clerk and council read."""
        return DELETED if self.is_deleted else MACHINE.state(self.state).officer

    @property
    def school_label(self) -> str:
        """The word for the state that the school reads."""
        return DELETED if self.is_deleted else MACHINE.state(self.state).school

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return MACHINE.state(self.state).colour

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("resource_request", self.reference, self.reference, self.authority_id)


class Step(models.Model):
    """One thing that happened to a request; never changed (the database refuses it)."""

    rfr = models.ForeignKey(ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    version_number = models.PositiveSmallIntegerField(default=0)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.event} at {self.at}"
