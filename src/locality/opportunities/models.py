"""An opportunity to learn from one another, and the places that people book at it (RES-8)."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.communities.models import Authority, School
from locality.opportunities.workflow import BOOKINGS, COUNTED, OPPORTUNITIES, BookingIs, OpportunityIs
from locality.values.working_days import LONDON

MOST_PLACES = 200


class Opportunity(models.Model):
    """One visit, clinic, course or network meeting, on a day, in local time (Europe/London). Without a school the council hosts it.

    `taken` is kept by the database's own triggers as places are booked and given up (migration 0002). It can't be set
    otherwise, and never passes `places`. `uid` and `sequence` are those of its entry in people's calendars: the first
    stays, the second rises with each change of time or place.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        CLINIC = "clinic", "Clinic"
        COURSE = "course", "Course"
        NETWORK = "network", "Network meeting"

    class Audience(models.TextChoices):
        COMMUNITY = "community", "Schools in the host’s community"
        COUNCIL = "council", "All schools in the council’s area"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="opportunities_hosted")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=100)
    what = models.TextField("what it is about, and who it is for")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    online_link = models.URLField(max_length=300, blank=True)
    places = models.PositiveSmallIntegerField()
    fewest = models.PositiveSmallIntegerField("fewest people needed", null=True)
    taken = models.PositiveSmallIntegerField("places booked", default=0, editable=False)
    audience = models.CharField(max_length=10, choices=Audience)
    books_until = models.DateField("last day to book")
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in OpportunityIs], default=OpportunityIs.PUBLISHED
    )
    goes_ahead = models.BooleanField("goes ahead with fewer people than are needed", default=False)
    reason = models.CharField("why it was cancelled", max_length=300, blank=True)
    reminded_on = models.DateField("day on which the host was told that few have booked", null=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField("when an entry in a calendar last changed")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("day", "starts", "id")
        verbose_name_plural = "opportunities"
        indexes: ClassVar = [
            models.Index(fields=["authority", "day", "starts", "id"], name="opportunities_of_authority"),
            models.Index(fields=["school", "day"], name="opportunities_of_school"),
            models.Index(fields=["state", "day"], name="opportunities_to_come"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in OpportunityIs]), name="opportunity_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(what=""), name="opportunity_says_what"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="opportunity_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(online_link=""), name="opportunity_says_where"),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES), name="opportunity_has_from_1_to_200_places"
            ),
            models.CheckConstraint(
                condition=Q(fewest__isnull=True) | Q(fewest__gte=1, fewest__lte=F("places")),
                name="opportunity_needs_no_more_than_its_places",
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="opportunity_never_oversold"),
            models.CheckConstraint(condition=Q(books_until__lte=F("day")), name="opportunity_is_booked_before"),
            models.CheckConstraint(
                condition=Q(audience="council") | Q(school__isnull=False),
                name="opportunity_of_a_community_has_a_school",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="opportunity_cancelled_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """Who hosts it: the school, or the council."""
        return self.school.name if self.school else self.authority.name

    @property
    def starts_at(self) -> datetime:
        """The moment at which it starts."""
        return datetime.combine(self.day, self.starts, tzinfo=LONDON)

    @property
    def ends_at(self) -> datetime:
        """The moment at which it ends."""
        return datetime.combine(self.day, self.ends, tzinfo=LONDON)

    @property
    def left(self) -> int:
        """Places that nobody has booked."""
        return self.places - self.taken

    @property
    def label(self) -> str:
        """The word for its state."""
        return OPPORTUNITIES.state(self.state).label()

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return OPPORTUNITIES.state(self.state).colour

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("opportunity", self.pk, f"{self.title}, {self.host}", self.authority_id)


class Booking(models.Model):
    """The place of one person, who comes for a school. `counted` is 1 while it has one of the places, and 0 on the waiting list.

    `turn` is the order in which people asked: whoever gives up a place and asks again is the last.
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in BookingIs])
    counted = models.PositiveSmallIntegerField(editable=False)
    answer = models.CharField("what the person will do differently", max_length=300, blank=True)
    booked_at = models.DateTimeField("when the person last asked for a place")

    class Meta:
        ordering = ("opportunity", "turn")
        indexes: ClassVar = [models.Index(fields=["person", "state"], name="bookings_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "person"], name="booking_once_a_person"),
            models.UniqueConstraint(fields=["opportunity", "turn"], name="booking_has_a_turn_of_its_own"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in BookingIs]), name="booking_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in COUNTED], counted=1)
                | Q(state__in=["waiting", "withdrew"], counted=0),
                name="booking_counts_as_it_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.opportunity}"

    @property
    def label(self) -> str:
        """The word for its state."""
        return BOOKINGS.state(self.state).label()

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return BOOKINGS.state(self.state).colour

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        of = self.opportunity
        return Subject("booking", self.pk, f"{of.title}, {self.person.name}", of.authority_id)
