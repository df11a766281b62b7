"""A version: the whole form as it was signed. Pupils' identities stand apart, so that they can be erased."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from locality.budgets.models import CostingItem
from locality.communities.models import School
from locality.resource_requests.models.request import ResourceRequest


class Version(models.Model):
    """What was signed, when, and by whom (FORM-10). `content` holds every answer but the pupils' identities."""

    rfr = models.ForeignKey(ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField("SHA-256 of all that was signed, pupils included", max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=120)
    signed_role = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["rfr", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Pupil(models.Model):
    """A pupil named in a version (FORM-07)."""

    class Support(models.TextChoices):
        SEN_SUPPORT = "sen_support", "SEN Support"
        EHCP = "ehcp", "EHCP"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="pupils")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    born = models.DateField("date of birth", null=True)
    year_group = models.CharField(max_length=20)
    support = models.CharField(max_length=12, choices=Support)
    looked_after = models.BooleanField(default=False)
    has_specific_allocation = models.BooleanField("funded by a specific allocation outside this process", default=False)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "position"], name="pupil_position_once")]

    def __str__(self) -> str:
        return f"Pupil {self.position}"


class FundingLine(models.Model):
    """How one part of the funding asked for was worked out (FORM-08): quantity × weeks × rate, in pounds."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    costing = models.ForeignKey(CostingItem, null=True, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=120)
    unit = models.CharField(max_length=60, blank=True)
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    weeks = models.DecimalField(max_digits=5, decimal_places=1)
    rate = models.DecimalField("rate, pounds", max_digits=10, decimal_places=2)
    total = models.DecimalField("total, pounds", max_digits=12, decimal_places=2)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(total__gt=0), name="funding_line_total_is_positive"),
        ]

    def __str__(self) -> str:
        return self.item
