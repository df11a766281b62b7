"""The meetings a community holds: when and where, who is invited, and the calendars that follow them (PRE-1, CLK-1).

Agenda, papers and minutes build on these.
"""

import secrets
import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.communities.models import Community
from locality.schedule.workflow import AHEAD, MACHINE, STATES, S
from locality.values.working_days import LONDON


class Meeting(models.Model):
    """One meeting of a community, in local time (Europe/London).

    A proposed one is seen only by those who plan; published, it is planned and people are invited. `uid` and `sequence`
    are those of its entry in people's calendars: the first stays, the second rises with each change of time or place.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    venue = models.CharField(max_length=200, blank=True)
    online_link = models.URLField(max_length=300, blank=True)
    state = models.CharField(
        max_length=12, choices=[(state.slug, state.officer) for state in STATES], default=S.PLANNED
    )
    state_since = models.DateTimeField(null=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField("why it was cancelled", max_length=300, blank=True)
    note = models.CharField("what differs from the pattern", max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("day", "starts", "community_id")
        indexes: ClassVar = [models.Index(fields=["community", "state", "day"], name="meetings_of_community")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "day"], condition=~Q(state="cancelled"), name="one_meeting_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="") | ~Q(state="cancelled"),
                name="cancelled_meeting_says_why",
            ),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in S]), name="meeting_state_is_known"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="meeting_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"Meeting on {self.day}"

    @property
    def starts_at(self) -> datetime:
        """The moment it starts."""
        return datetime.combine(self.day, self.starts, tzinfo=LONDON)

    @property
    def is_to_come(self) -> bool:
        """Whether it is published and has not begun."""
        return self.state in AHEAD

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return MACHINE.state(self.state).colour

    @property
    def ends_at(self) -> datetime:
        """The moment it ends."""
        return datetime.combine(self.day, self.ends, tzinfo=LONDON)

    @property
    def place(self) -> str:
        """The venue, or that one joins online, or both."""
        online = f"online: {self.online_link}" if self.online_link else ""
        return ", or ".join(filter(None, [self.venue, online]))

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject(
            "meeting", self.pk, f"{self.community.name}, {self.day.isoformat()}", self.community.authority_id
        )


class MeetingStep(models.Model):
    """One thing that happened to a meeting once it was planned; never changed (the database refuses it)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField("why", max_length=300, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.event} at {self.at}"


def new_token() -> str:
    """A word that can't be guessed: it stands for a person in an address."""
    return secrets.token_urlsafe(24)


class Invitee(models.Model):
    """A person invited to a meeting, and their answer. `token` lets them answer from the message with one click.

    An adviser sees the meeting by this row alone; everybody else by an office, and is invited because of it.
    """

    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        YES = "yes", "Coming"
        NO = "no", "Not coming"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=43, unique=True, default=new_token)
    answer = models.CharField(max_length=3, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField()
    as_adviser = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="invited_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitee {self.pk}"


class CalendarFeed(models.Model):
    """A person's private calendar address: whoever knows it reads the dates, so it can be made anew."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=43, unique=True, default=new_token)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Calendar of {self.person_id}"
