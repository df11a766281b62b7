"""The review of a request's support: what was agreed, what the school reported, and the second look."""

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.audit.subjects import Subject
from locality.communities.models import Authority, Community, School
from locality.outcomes.content import CAME, FRAMEWORK, HAPPENED, LEVELS, NEXT, STRENGTHS
from locality.outcomes.workflow import LookIs, ReviewIs
from locality.resource_requests.models import Decision, ResourceRequest

MOST_OUTCOMES = 3


def _choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """The choices of a column: plain texts, so that a migration holds no name of the code."""
    return [(str(value), label) for value, label in words.items()]


class Review(models.Model):
    """What comes of an approved request's support. Begun by the approval; one a request (OBJ-1).

    `community` and `school` are those of the request. `came_of_it`, `strength` and `reported_on` are copied from the latest
    report, so that lists and figures read one row.
    """

    rfr = models.OneToOneField(ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="review")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in ReviewIs], default=ReviewIs.TO_AGREE.value
    )
    since = models.DateTimeField("when it came to stand so")
    agree_by = models.DateField("last day to agree the outcomes")
    due_on = models.DateField("review date")
    extended_from = models.DateField("review date before it was moved", null=True)
    extended_because = models.CharField("why the review date was moved", max_length=300, blank=True)
    reminded_on = models.DateField("day of the last reminder", null=True)
    came_of_it = models.CharField(max_length=12, choices=_choices(CAME), blank=True)
    strength = models.CharField(max_length=12, choices=_choices(STRENGTHS), blank=True)
    reported_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["school", "state", "due_on"], name="reviews_of_school"),
            models.Index(fields=["community", "due_on", "state"], name="reviews_of_community"),
            models.Index(fields=["authority", "due_on", "state"], name="reviews_of_authority"),
            models.Index(fields=["state", "due_on"], name="reviews_to_remind"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ReviewIs]), name="review_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="reported", reported_on__isnull=False) & ~Q(came_of_it="") & ~Q(strength="")
                | (~Q(state="reported") & Q(reported_on__isnull=True, came_of_it="", strength="")),
                name="reported_says_what_came",
            ),
            models.CheckConstraint(
                condition=Q(extended_from__isnull=True, extended_because="")
                | (Q(extended_from__isnull=False, extended_from__lt=models.F("due_on")) & ~Q(extended_because="")),
                name="review_moved_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.rfr_id}, due {self.due_on}"

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("review", self.rfr.reference, self.rfr.reference, self.authority_id)


class AgreedOutcome(models.Model):
    """One thing that will be different for the pupils: where they are now, and what is hoped by the review date."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveSmallIntegerField()
    what = models.CharField("what will be different for the pupils", max_length=300)
    start = models.CharField("where things are now", max_length=300)
    hoped = models.CharField("what is hoped by the review date", max_length=300)
    framework = models.CharField("outcome of the council’s framework", max_length=20, choices=_choices(FRAMEWORK))

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "number"], name="outcome_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_OUTCOMES) & ~Q(what="") & ~Q(start="") & ~Q(hoped=""),
                name="outcome_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Outcome {self.number}"


class Report(models.Model):
    """What the school says came of it, for one decision. Rows are never changed (trigger); a correction is another row.

    `spent` and `returned` in pounds: None where no money was paid for it, or nothing is said of it. `needed_until`: what was
    not spent is still needed until that day.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    happened = models.CharField(max_length=12, choices=_choices(HAPPENED))
    why_not = models.TextField("why not as agreed", blank=True)
    evidence = models.JSONField("kinds of evidence", default=list)
    how_known = models.TextField("how the school knows", blank=True)
    measure = models.CharField("which assessment or scale", max_length=120, blank=True)
    before = models.CharField("its figure before", max_length=40, blank=True)
    after = models.CharField("its figure after", max_length=40, blank=True)
    pupil_said = models.TextField("what the pupil said", blank=True)
    not_asked = models.CharField("why the pupil was not asked", max_length=300, blank=True)
    spent = models.DecimalField("spent, pounds", max_digits=12, decimal_places=2, null=True)
    returned = models.DecimalField("returned, pounds", max_digits=12, decimal_places=2, null=True)
    needed_until = models.DateField("the rest is still needed until", null=True)
    next = models.CharField("what happens next", max_length=10, choices=_choices(NEXT))
    again = models.BooleanField("would do it again")
    for_whom = models.TextField("for whom", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "number"], name="report_once"),
            models.CheckConstraint(
                condition=Q(spent__isnull=True, returned__isnull=True, needed_until__isnull=True)
                | Q(spent__gte=0, returned__isnull=True)
                | Q(spent__gte=0, returned__gt=0, needed_until__isnull=True),
                name="report_money_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.number}"


class DraftReport(models.Model):
    """What somebody of the school typed into a report and has not sent: theirs alone, and gone once they send it.

    `typed`: by field what its inputs hold, as `design.forms.kept` reads it. `seen`: the mark of the page it was typed into.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)
    seen = models.CharField(max_length=64)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "person"], name="one_draft_report_a_person")]

    def __str__(self) -> str:
        return f"Draft by {self.person} of {self.review}"


class Result(models.Model):
    """Where things are now with one agreed outcome. Never changed (trigger).

    `reached`: how many of the pupils came where it was hoped, of a request for several; None where nobody counted.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="results")
    outcome = models.ForeignKey(AgreedOutcome, on_delete=models.PROTECT, related_name="results")
    level = models.CharField(max_length=12, choices=_choices(LEVELS))
    why_cannot_say = models.CharField(max_length=300, blank=True)
    reached = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("outcome__number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "outcome"], name="result_once"),
            models.CheckConstraint(
                condition=Q(level="cannot_say") & ~Q(why_cannot_say="")
                | (~Q(level="cannot_say") & Q(why_cannot_say="")),
                name="cannot_say_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.level


class SecondLook(models.Model):
    """Another school of the community judges a report by the same words, without knowing the school's: one in ten, by lot."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="second_look")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    due_on = models.DateField()
    words = models.TextField("what the second school would add", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["school", "due_on"], condition=Q(at=None), name="looks_to_take")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by__isnull=True, at__isnull=True, words="") | Q(by__isnull=False, at__isnull=False),
                name="second_look_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"Second look at {self.report_id}"

    @property
    def state(self) -> LookIs:
        """Where it stands."""
        return LookIs.DONE if self.at else LookIs.WAITING

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        review = self.report.review
        return Subject("second_look", review.rfr.reference, review.rfr.reference, review.authority_id)


class SecondLevel(models.Model):
    """What the second school says of one outcome. Never changed (trigger)."""

    look = models.ForeignKey(SecondLook, on_delete=models.PROTECT, related_name="levels")
    outcome = models.ForeignKey(AgreedOutcome, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=_choices(LEVELS))

    class Meta:
        ordering = ("outcome__number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["look", "outcome"], name="second_level_once")]

    def __str__(self) -> str:
        return self.level
