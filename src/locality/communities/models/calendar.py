"""Days on which an authority does not work, and its school terms."""

from typing import ClassVar

from django.db import models

from locality.communities.models.authority import Authority
from locality.communities.models.logged import LoggedByName


class DayOff(LoggedByName, models.Model):
    """A bank holiday, or a closure day that the authority adds."""

    class Kind(models.TextChoices):
        BANK_HOLIDAY = "bank_holiday", "Bank holiday"
        CLOSURE = "closure", "Closure day"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="days_off")
    day = models.DateField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        ordering = ("day",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "day"], name="day_off_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"


class Term(LoggedByName, models.Model):
    """One of the six terms of a school year."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="terms")
    year_name = models.CharField("school year", max_length=9)
    number = models.PositiveSmallIntegerField("term")
    start = models.DateField()
    end = models.DateField()

    class Meta:
        ordering = ("start",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "year_name", "number"], name="term_once"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="term_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"Term {self.number}, {self.year_name}"
