"""An authority (a council), the rules it sets, and the lists its forms offer."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from locality.audit.subjects import Subject
from locality.communities.models.logged import LoggedByName


def new_stamp() -> int:
    """A number that no authority has had."""
    return secrets.randbits(62)


SMALL_WORDS = frozenset({"and", "for", "in", "of", "on", "the", "upon", "with"})
LONGEST_SHORT_NAME = 20


def initials_of(name: str) -> str:
    """What a council is usually called for short: "MCC" of Marlshire County Council; one word stays as it is."""
    words = [word for word in name.split() if word.lower() not in SMALL_WORDS]
    short = "".join(word[0].upper() for word in words) if len(words) > 1 else name
    return short[:LONGEST_SHORT_NAME]


class Authority(models.Model):
    """A council that runs communities of schools. Authorities in one installation see nothing of one another."""

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=LONGEST_SHORT_NAME, null=True)
    """As the form's labels name it ("… Moderated"). None where the council has set none: then it is `short`."""
    slug = models.SlugField(max_length=60, unique=True)
    la_code = models.CharField("number in the DfE register", max_length=3, unique=True)
    second_factor_required = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    settings_stamp = models.BigIntegerField(default=new_stamp, editable=False)
    """A random number that the database itself changes with the authority's rules, days off and terms: what was read of
    them under one stamp is true as long as the stamp is (`communities.settled`, ADR 0018)."""

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        """The short name, as labels say it: the one that was set, else the initials of the name."""
        return self.short_name or initials_of(self.name)

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("authority", self.pk, self.name, self.pk)


class AuthorityRules(LoggedByName, models.Model):
    """The answers an authority gives to the questions its terms of reference leave open, from a date on.

    Rows are never changed: a new row holds from its `valid_from`. `communities.rule_book` explains each field.
    """

    class DayCount(models.TextChoices):
        WORKING = "working", "Monday to Friday, less bank holidays and closure days"
        SCHOOL = "school", "School days only"

    class ParentsInformed(models.TextChoices):
        ASKED = "asked", "Asked, not required"
        REQUIRED = "required", "Parents must have been informed"
        CONSENT = "consent", "Written consent is required"

    class Interests(models.TextChoices):
        OPTIONAL = "optional", "A standing declaration is optional"
        REQUIRED = "required", "A standing declaration is required"

    class CarryForward(models.TextChoices):
        NONE = "none", "Nothing is carried forward"
        ALL = "all", "What remains is carried forward"

    class PaymentPattern(models.TextChoices):
        ONE_SUM = "one_sum", "One sum"
        TERMLY = "termly", "Each term"
        MONTHLY = "monthly", "Each month"
        ADVANCES = "advances", "With each school advance"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="rules")
    valid_from = models.DateField()

    defer_allowed = models.BooleanField(default=True)
    council_referral_allowed = models.BooleanField(default=True)
    day_count = models.CharField(max_length=10, choices=DayCount, default=DayCount.WORKING)
    submission_days_before = models.PositiveSmallIntegerField(default=10)
    papers_days_before = models.PositiveSmallIntegerField(default=5)
    minutes_days_after = models.PositiveSmallIntegerField(default=5)
    hand_over_days_after = models.PositiveSmallIntegerField(default=3)
    processing_calendar_days = models.PositiveSmallIntegerField(default=30)
    payment_working_days = models.PositiveSmallIntegerField(default=30)
    chair_votes = models.BooleanField(default=True)
    asking_school_votes = models.BooleanField(default=True)
    clerk_votes = models.BooleanField(default=False)
    advisers_vote = models.BooleanField(default=False)
    delegated_authority_needed = models.BooleanField(default=True)
    chair_interests = models.CharField(max_length=10, choices=Interests, default=Interests.REQUIRED)
    interests_asked_at_items = models.BooleanField(default=True)
    member_interests = models.CharField(max_length=10, choices=Interests, default=Interests.OPTIONAL)
    members_see_pupil_names = models.BooleanField(default=False)
    parents_informed = models.CharField(max_length=10, choices=ParentsInformed, default=ParentsInformed.ASKED)
    sen_support_eligible = models.BooleanField(default=True)
    ehcp_eligible = models.BooleanField(default=True)
    signed_by_signatory_only = models.BooleanField(default=True)
    small_number_below = models.PositiveSmallIntegerField(default=5)
    suppress_second_cell = models.BooleanField(default=True)
    retention_years = models.PositiveSmallIntegerField(default=6)
    carry_forward = models.CharField(max_length=10, choices=CarryForward, default=CarryForward.NONE)
    contingency_percent = models.PositiveSmallIntegerField(default=0)
    payment_pattern = models.CharField(max_length=10, choices=PaymentPattern, default=PaymentPattern.ONE_SUM)
    exceptional_weeks = models.PositiveSmallIntegerField(default=13)
    exceptional_reminder_days = models.PositiveSmallIntegerField(default=30)
    funding_year_starts_month = models.PositiveSmallIntegerField(default=9)
    funding_periods = models.PositiveSmallIntegerField(default=4)
    solution_words = models.PositiveSmallIntegerField(default=250)
    other_answer_words = models.PositiveSmallIntegerField(default=200)
    show_positions_in_minutes = models.BooleanField(default=True)
    absences_raised_after = models.PositiveSmallIntegerField(default=2)
    chair_term_months = models.PositiveSmallIntegerField(default=18)
    idle_minutes = models.PositiveSmallIntegerField(default=30)

    why = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("authority", "-valid_from", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "valid_from"], name="one_set_of_rules_a_day"),
        ]

    def __str__(self) -> str:
        return f"Rules of {self.authority_id} from {self.valid_from}"


class NeedCode(models.TextChoices):
    """The school census's types of need, in its order, under the words that a new council's list of needs starts with."""

    SPLD = "SPLD", "Specific learning difficulty"
    MLD = "MLD", "Moderate learning difficulty"
    SLD = "SLD", "Severe learning difficulty"
    PMLD = "PMLD", "Profound and multiple learning difficulty"
    SEMH = "SEMH", "Social, emotional and mental health"
    SLCN = "SLCN", "Speech, language and communication needs"
    HI = "HI", "Hearing impairment"
    VI = "VI", "Vision impairment"
    MSI = "MSI", "Multi-sensory impairment"
    PD = "PD", "Physical disability"
    ASD = "ASD", "Autistic spectrum disorder"
    DS = "DS", "Down syndrome"
    OTH = "OTH", "Other difficulty or disability"
    NSA = "NSA", "SEN support but no specialist assessment of type of need"


class ListItem(LoggedByName, models.Model):
    """One entry of a list that the authority's forms offer, such as a key stage."""

    class ListName(models.TextChoices):
        KEY_STAGE = "key_stage", "Key stages"
        NEED = "need", "Needs"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="list_items")
    list_name = models.CharField(max_length=20, choices=ListName)
    label = models.CharField(max_length=80)
    code = models.CharField("census code", max_length=4, choices=NeedCode, blank=True, default="")
    """What the school census calls a need, so that others can count it. Words of an authority's own may share one."""
    position = models.PositiveSmallIntegerField(default=0)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("list_name", "position", "label")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "list_name", "label"], name="list_item_once"),
            models.CheckConstraint(
                condition=models.Q(code="") | models.Q(list_name="need", code__in=NeedCode.values),
                name="census_code_of_a_need",
            ),
        ]

    def __str__(self) -> str:
        return self.label
