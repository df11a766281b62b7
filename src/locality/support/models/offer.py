"""What a school offers others, and its hours of each term (RES-6)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.communities.models import Authority, ListItem, School
from locality.support.workflow import OFFERS, OfferIs


class Offer(models.Model):
    """Support that a school offers from a day on, with so many hours a term.

    Who may ask for it is the offering school's community, its whole area, or every community of the council: a special
    school is in none. A closed offer stays, and what was arranged by
    it goes on.
    """

    class Kind(models.TextChoices):
        ADVICE = "advice", "Advice"
        SUPPORT = "support", "School to school support"
        TRAINING = "training", "Training"

    class Audience(models.TextChoices):
        COMMUNITY = "community", "Schools in our community"
        AREA = "area", "All schools in our area"
        COUNCIL = "council", "Schools in all communities of our council"

    PHASES: ClassVar = {
        "for_early_years": "Early years",
        "for_primary": "Primary",
        "for_secondary": "Secondary",
        "for_post_16": "16 plus",
    }
    WAYS: ClassVar = {
        "by_visit": "We visit your school",
        "online": "Online",
        "at_school": "You come to our school",
    }

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="support_offers")
    kind = models.CharField(max_length=10, choices=Kind)
    topic = models.CharField("what it is about", max_length=100)
    what = models.TextField("what it is")
    for_early_years = models.BooleanField(default=False)
    for_primary = models.BooleanField(default=False)
    for_secondary = models.BooleanField(default=False)
    for_post_16 = models.BooleanField(default=False)
    needs = models.ManyToManyField(ListItem, blank=True, related_name="support_offers")
    hours_a_term = models.PositiveSmallIntegerField()
    by_visit = models.BooleanField(default=False)
    online = models.BooleanField(default=False)
    at_school = models.BooleanField(default=False)
    price = models.DecimalField("pounds an hour; none is free", max_digits=6, decimal_places=2, null=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True)
    audience = models.CharField(max_length=10, choices=Audience)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in OfferIs], default=OfferIs.OPEN
    )
    search_text = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["authority", "state", "-id"], name="offers_of_authority"),
            models.Index(fields=["school", "state", "-id"], name="offers_of_school"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in OfferIs]), name="offer_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(topic="") & ~Q(what=""), name="offer_says_what"),
            models.CheckConstraint(condition=Q(hours_a_term__gt=0), name="offer_has_hours"),
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gt=0), name="offer_price_is_positive"),
            models.CheckConstraint(
                condition=Q(for_early_years=True) | Q(for_primary=True) | Q(for_secondary=True) | Q(for_post_16=True),
                name="offer_is_for_a_phase",
            ),
            models.CheckConstraint(
                condition=Q(by_visit=True) | Q(online=True) | Q(at_school=True), name="offer_says_how"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="offer_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def phases(self) -> list[str]:
        """The phases it is for, in words."""
        return [label for name, label in self.PHASES.items() if getattr(self, name)]

    @property
    def needs_named(self) -> list[str]:
        """The needs it suits, in the council's words and order; none where it names none."""
        return [each.label for each in sorted(self.needs.all(), key=lambda each: (each.position, each.label))]

    @property
    def ways(self) -> list[str]:
        """How it is given, in words."""
        return [label for name, label in self.WAYS.items() if getattr(self, name)]

    @property
    def label(self) -> str:
        """The word for its state."""
        return OFFERS.state(self.state).label()

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return OFFERS.state(self.state).colour

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("support_offer", self.pk, f"{self.topic}, {self.school.name}", self.authority_id)


class TermHours(models.Model):
    """The hours of an offer in one term, and how many of them are booked.

    `booked` is kept by the database's own triggers as support is arranged, declined, cancelled and finished (migration
    0002). It can't be set otherwise, and never passes `hours`.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="terms")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    hours = models.PositiveSmallIntegerField()
    booked = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("offer", "starts_on")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "starts_on"], name="term_hours_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_hours_end_after_they_start"),
            models.CheckConstraint(condition=Q(booked__lte=F("hours")), name="term_hours_never_overbooked"),
        ]

    def __str__(self) -> str:
        return f"{self.booked} of {self.hours}"

    @property
    def left(self) -> int:
        """Hours that nobody has booked."""
        return self.hours - self.booked
