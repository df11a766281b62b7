"""The periods for which communities are given money."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from locality.audit.subjects import Subject
from locality.budgets.workflow import YearIs
from locality.values.periods import Period


class FundingYear(models.Model):
    """A period with a name, such as September to August. Those of one authority never overlap (trigger).

    Once closed, no entry is added to its ledgers, and it is not opened again (trigger).
    """

    authority = models.ForeignKey("communities.Authority", on_delete=models.PROTECT, related_name="funding_years")
    name = models.CharField(max_length=60)
    start = models.DateField("first day")
    end = models.DateField("last day")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-start",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "name"], name="funding_year_name_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="funding_year_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="funding_year_closed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        """Its days, both ends included."""
        return Period(self.start, self.end)

    @property
    def is_closed(self) -> bool:
        """Whether its ledgers are locked."""
        return self.closed_at is not None

    @property
    def state(self) -> YearIs:
        """Where it stands: a state of `workflow.YEARS`."""
        return YearIs.CLOSED if self.is_closed else YearIs.OPEN

    def is_running(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.period.contains(day)

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("funding_year", self.pk, self.name, self.authority_id)
