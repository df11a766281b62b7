"""The county from above: areas, their districts, and the communities of schools in them."""

from typing import ClassVar

from django.db import models

from locality.communities.models.authority import Authority
from locality.communities.models.logged import LoggedByName


class Area(LoggedByName, models.Model):
    """A part of the county with its own High Needs Funding officer and area board (FORM-14)."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(max_length=60)
    officer_name = models.CharField("High Needs Funding officer", max_length=120, blank=True)
    officer_email = models.EmailField("High Needs Funding officer contact", blank=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "name"], name="area_once")]

    def __str__(self) -> str:
        return self.name


class District(LoggedByName, models.Model):
    """A district or borough: where a school stands."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "name"], name="district_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_id(self) -> int:
        """Its area's."""
        return self.area.authority_id


class Community(LoggedByName, models.Model):
    """A group of mainstream schools that decides together (CTX-1)."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="communities")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="communities")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="communities")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=110)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "communities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "name"], name="community_name_once"),
            models.UniqueConstraint(fields=["authority", "slug"], name="community_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name
