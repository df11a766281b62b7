"""Support that one school is to give another, the hours it gave, and who finds a school where none is named yet (RES-6)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.communities.models import Authority, School
from locality.resource_requests.models import Decision
from locality.support.models.offer import Offer, TermHours
from locality.support.workflow import PLACEMENTS, PlacementIs


class Placement(models.Model):
    """Support of one school for another: from a decision of a community, or asked for by the school itself.

    `school` gives it and `receiver` gets it. From an offer, `counted` of its hours are booked in `term`: all of them while
    it is proposed or accepted, none once it is declined or cancelled, and those given once it is done.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.PROTECT, related_name="placements")
    term = models.ForeignKey(TermHours, null=True, on_delete=models.PROTECT, related_name="placements")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="support_given")
    receiver = models.ForeignKey(School, on_delete=models.PROTECT, related_name="support_received")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="placements")
    hours = models.PositiveSmallIntegerField()
    counted = models.PositiveSmallIntegerField(editable=False)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    wanted = models.CharField("what the receiving school would like", max_length=300, blank=True)
    contact = models.CharField("role at the offering school that is the contact", max_length=60, blank=True)
    reason = models.CharField("why it was declined or cancelled", max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in PlacementIs], default=PlacementIs.PROPOSED
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("accepted or declined", null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("cancelled or finished", null=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["school", "state", "-id"], name="support_given_by"),
            models.Index(fields=["receiver", "state", "-id"], name="support_received_by"),
            models.Index(fields=["authority", "state", "-id"], name="support_of_authority"),
            models.Index(fields=["state", "ends_on"], name="support_open"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PlacementIs]), name="support_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(school=F("receiver")), name="support_is_for_another_school"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="support_has_hours"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="support_placement_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(offer__isnull=True, term__isnull=True) | Q(offer__isnull=False, term__isnull=False),
                name="support_of_an_offer_is_in_a_term",
            ),
            models.CheckConstraint(
                condition=Q(offer__isnull=False) | Q(decision__isnull=False), name="support_has_an_offer_or_a_decision"
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state__in=["proposed", "accepted", "done"]),
                name="support_named_once_for_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "accepted"], counted=F("hours"))
                | Q(state__in=["declined", "cancelled"], counted=0)
                | Q(state="done", counted__lte=F("hours")),
                name="support_counts_as_it_stands",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "cancelled"]) | ~Q(reason=""), name="support_ended_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "done"]) | ~Q(contact=""), name="support_accepted_names_a_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} for {self.receiver}"

    @property
    def label(self) -> str:
        """The word for its state."""
        return PLACEMENTS.state(self.state).label()

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return PLACEMENTS.state(self.state).colour

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("support", self.pk, f"{self.school.name} for {self.receiver.name}", self.authority_id)


class TimeEntry(models.Model):
    """Hours that the offering school gave on a day. Never changed or deleted (trigger).

    A mistake is corrected by another entry, which holds the right hours and takes the place of the one it `corrects`.
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="entries")
    day = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    note = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("day", "id")
        verbose_name_plural = "time entries"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=24), name="time_entry_is_of_one_day"),
            models.CheckConstraint(condition=Q(hours__gt=0) | Q(corrects__isnull=False), name="time_entry_has_hours"),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(note=""), name="time_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.hours} on {self.day}"


class Helped(models.Model):
    """What the receiving school says came of finished support. The last row counts; rows are never changed (trigger)."""

    class Answer(models.TextChoices):
        A_LOT = "a_lot", "Yes, a lot"
        SOMEWHAT = "somewhat", "Somewhat"
        NOT_REALLY = "not_really", "Not really"
        TOO_EARLY = "too_early", "Too early to say"

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="judged")
    helped = models.CharField("did it help", max_length=10, choices=Answer)
    changed = models.CharField("what changed", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "answers on whether support helped"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(helped__in=["a_lot", "somewhat", "not_really", "too_early"]), name="support_helped_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_helped_display()


class ToBeFound(models.Model):
    """For a decision that names no school yet: in which role somebody finds one, and by when. The last row counts.

    Rows are never changed (trigger).
    """

    class Owner(models.TextChoices):
        CLERK = "clerk", "The clerk"
        CHAIR = "chair", "The chair"
        OFFICER = "hnf_officer", "The area’s High Needs Funding officer"
        TEAM = "locality_team", "The council’s locality team"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="schools_to_find")
    owner = models.CharField("role of who finds one", max_length=20, choices=Owner)
    until = models.DateField("last day to find one")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "schools to be found"

    def __str__(self) -> str:
        return f"{self.owner} until {self.until}"
