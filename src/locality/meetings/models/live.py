"""What happens while a meeting runs (CHA-3, CHA-5 to CHA-8, DUR-1, SFA-1 to SFA-4, QUO-1, DEC-1).

Every change raises `LiveMeeting.version`: screens ask for it and fetch what is new.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.communities.models import School
from locality.meetings.models.agenda import AgendaItem, DiscussionStep
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting


class LiveMeeting(models.Model):
    """Where a running meeting is now. Whether it runs, its meeting’s state says.

    `ended_at` stays when it is opened again to correct it: no time runs while it is set.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="running")
    version = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.PROTECT, related_name="+")
    item_began_at = models.DateTimeField(null=True)
    step = models.ForeignKey(DiscussionStep, null=True, on_delete=models.PROTECT, related_name="+")
    step_began_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    speaker = models.ForeignKey("meetings.RegisterRow", null=True, on_delete=models.PROTECT, related_name="+")
    asks_positions = models.BooleanField("members are asked for their positions", default=False)

    class Meta:
        db_table = "meetings_running"  # named when the model had this name; triggers know it

    def __str__(self) -> str:
        return f"Live meeting {self.meeting_id}"

    @property
    def takes_positions(self) -> bool:
        """Whether members take positions now: they are asked, and a request of the item still waits for its decision."""
        rfr = self.item.resource_request if self.item else None
        return self.asks_positions and (rfr is None or rfr.state == RequestState.ACCEPTED)


class RegisterRow(models.Model):
    """Somebody at a meeting, or a school without anybody. The register has a row for each school of the community."""

    class Kind(models.TextChoices):
        MEMBER = "member", "Member"
        CHAIR = "chair", "Chair"
        CLERK = "clerk", "Clerk"
        OFFICER = "officer", "Area officer"
        ADVISER = "adviser", "Adviser"
        GUEST = "guest", "Guest"

    class State(models.TextChoices):
        EXPECTED = "expected", "Not arrived"
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Absent"
        LEFT = "left", "Left"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=8, choices=Kind)
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State, default=State.EXPECTED)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    votes = models.BooleanField("entitled to vote", default=False)

    class Meta:
        db_table = "meetings_attendance"  # named when the model had this name; triggers know it
        ordering = ("kind", "school__name", "name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="person_attends_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Interest(models.Model):
    """An interest somebody declared in an item; they are out of the room for it, and take no position (DUR-1)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="conflicts")
    attendance = models.ForeignKey(RegisterRow, on_delete=models.PROTECT, related_name="conflicts")
    interest = models.TextField()
    declared_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)
    moments = models.JSONField(default=list)
    """When they were called back while the item ran, and went out again, by turns: ISO 8601, the earliest first."""

    class Meta:
        db_table = "meetings_conflict"  # named when the model had this name; triggers know it
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "attendance"], name="declared_once"),
            models.CheckConstraint(condition=~Q(interest=""), name="conflict_says_what"),
        ]

    def __str__(self) -> str:
        return f"Interest {self.pk}"


class Contribution(models.Model):
    """A member's turn in a round: what they asked or offered, or that they passed (SFA-1, SFA-4, CHA-6).

    `text` has a line for each thing said, pupils as letters; `turn_at` is empty while it was only noted.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="contributions")
    step = models.ForeignKey(DiscussionStep, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    attendance = models.ForeignKey(RegisterRow, on_delete=models.PROTECT, related_name="contributions")
    text = models.TextField(blank=True)
    passed = models.BooleanField(default=False)
    turn_at = models.DateTimeField("when they had their turn or passed", null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "step", "round", "attendance"], name="one_turn_a_round"),
            models.CheckConstraint(condition=Q(passed=False) | Q(turn_at__isnull=False), name="passing_is_a_turn"),
        ]

    def __str__(self) -> str:
        return f"Contribution {self.pk}"


class Position(models.Model):
    """Where a member stands on an item; the asking school's is shown apart (CHA-8, DEC-1)."""

    class Stance(models.TextChoices):
        AGREE = "agree", "Agree"
        DISAGREE = "disagree", "Disagree"
        ABSTAIN = "abstain", "Abstain"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="positions")
    attendance = models.ForeignKey(RegisterRow, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=8, choices=Stance)
    of_asking_school = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "attendance"], name="one_position_an_item")]

    def __str__(self) -> str:
        return f"Position {self.pk}"


class ItemRecord(models.Model):
    """What the clerk and the chair write about an item while it runs: drafts of the minutes.

    Each text has a revision: who saves over a text they have not seen is shown both.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="record")
    notes = models.TextField("discussion, in the clerk's words", blank=True)
    notes_revision = models.PositiveIntegerField(default=0)
    notes_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    notes_at = models.DateTimeField(null=True)
    summary = models.TextField("the chair's summary", blank=True)
    summary_revision = models.PositiveIntegerField(default=0)
    summary_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    summary_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField("time used, in seconds", default=0)
    undecided_at = models.DateTimeField("when the meeting ended without deciding its request", null=True)
    carried_to = models.ForeignKey(
        Meeting, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="where its undecided request went"
    )

    def __str__(self) -> str:
        return f"Record of {self.item_id}"


class Dispute(models.Model):
    """A dispute noted on an item, between `parties`; the chair's decision is final (DUR-6, DUR-8)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="disputes")
    parties = models.CharField("between whom", max_length=300, blank=True)
    text = models.TextField()
    chairs_decision = models.TextField(blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Dispute {self.pk}"
