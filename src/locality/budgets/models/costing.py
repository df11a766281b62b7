"""The council's costings reference: what a unit of support costs (COST-1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from locality.audit.subjects import Subject


class CostingItem(models.Model):
    """A rate of an item from a day on. Rows are never changed (trigger): a later row, or a later day, takes over.

    Empty until the council loads its rates.
    """

    authority = models.ForeignKey("communities.Authority", on_delete=models.PROTECT, related_name="costings")
    item = models.CharField(max_length=120)
    unit = models.CharField(max_length=60)
    rate = models.DecimalField("rate, pounds for one unit", max_digits=10, decimal_places=2)
    valid_from = models.DateField()

    class Meta:
        ordering = ("item", "unit", "-valid_from", "-id")
        indexes: ClassVar = [models.Index(fields=["authority", "item", "unit", "valid_from"], name="costings_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rate__gt=0), name="costing_rate_is_positive"),
            models.CheckConstraint(condition=~Q(item="") & ~Q(unit=""), name="costing_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.unit}"

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("costing", self.pk, f"{self.item}, {self.unit}", self.authority_id)
