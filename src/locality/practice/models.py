"""A case of the practice library: what a school tried, written anew and without a child in it (OBJ-2)."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.communities.models import Authority, Community, ListItem, School
from locality.practice.content import LONGEST_TITLE, Contact, Cost, Phase, Result, Strength
from locality.practice.workflow import MACHINE, SHARED, CaseIs
from locality.resource_requests.content.questions import KIND_LABELS, Kind
from locality.values.sentences import count


class PracticeCase(models.Model):
    """One case. A draft may lack all but its title; what is missing is asked for before anybody else reads it.

    `shown_title` and `search_text` are without the pupils known of its school when it was last written.
    """

    class ShownTo(models.TextChoices):
        NOBODY = "", "The school alone"
        COMMUNITY = "community", "The community"
        ALL = "all", "Everyone"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="practice_cases")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="practice_cases")

    title = models.CharField(max_length=LONGEST_TITLE)
    shown_title = models.CharField(max_length=2 * LONGEST_TITLE)
    needs = models.ManyToManyField(ListItem, blank=True, related_name="practice_cases")
    phase = models.CharField(max_length=20, choices=Phase, blank=True)
    key_stage = models.ForeignKey(ListItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(each.value, KIND_LABELS[each]) for each in Kind], blank=True)
    hours = models.PositiveIntegerField("hours of staff in all", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    cost = models.CharField(max_length=12, choices=Cost, blank=True)
    result = models.CharField("what came of it", max_length=12, choices=Result, blank=True)
    strength = models.CharField("how it is known", max_length=10, choices=Strength, blank=True)
    contact = models.CharField("whom at the school others may ask", max_length=12, choices=Contact, blank=True)

    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in CaseIs], default=CaseIs.DRAFT.value
    )
    shown_to = models.CharField("who was ever shown it", max_length=10, choices=ShownTo, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    reason = models.CharField("why it was sent back or withdrawn", max_length=300, blank=True)
    review_on = models.DateField("to be looked at again", null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    hidden_at = models.DateTimeField("when names known by then were hidden in what lists read")

    # behind what lists and likeness read, so that no database walks through texts to find it
    tried = models.TextField("what we tried", blank=True)
    unsuited = models.TextField("when it does not suit", blank=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["authority", "state", "-id"], name="cases_of_authority"),
            models.Index(fields=["community", "state", "-id"], name="cases_of_community"),
            models.Index(fields=["school", "state", "-id"], name="cases_of_school"),
            models.Index(fields=["authority", "state", "kind", "phase", "-id"], name="cases_alike"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="case_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=CaseIs.MERGED, merged_into__isnull=False)
                | (~Q(state=CaseIs.MERGED) & Q(merged_into__isnull=True)),
                name="case_merged_into_another",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="case_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(state=CaseIs.RELEASED)
                | (
                    Q(released_by__isnull=False, released_at__isnull=False, shown_to="all")
                    & ~Q(released_by=F("written_by"))
                    & ~Q(released_by=F("asked_by"))
                ),
                name="case_released_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"

    @property
    def label(self) -> str:
        """The words of where it stands."""
        return MACHINE.state(self.state).officer

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return MACHINE.state(self.state).colour

    @property
    def took(self) -> str:
        """ "24 hours over 12 weeks"; what of it is known."""
        hours = count(self.hours, "hour") if self.hours is not None else ""
        weeks = count(self.weeks, "week") if self.weeks is not None else ""
        return " over ".join(filter(None, (hours, weeks)))

    @property
    def is_shared(self) -> bool:
        """Whether others than its school read it."""
        return self.state in SHARED

    def is_stale(self, today: date) -> bool:
        """Whether its school was to look at it again and has not: such a case is marked, and not hidden."""
        return self.is_shared and self.review_on is not None and self.review_on <= today

    @property
    def logged_as(self) -> Subject:
        """As the log names it: never by its title, which somebody types."""
        return Subject("practice_case", self.pk, f"case {self.pk} of {self.school.name}", self.authority_id)
