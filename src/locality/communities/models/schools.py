"""Schools as the DfE's register tells of them, with their trust or federation."""

from typing import ClassVar

from django.db import models

from locality.communities.models.authority import Authority
from locality.communities.models.logged import LoggedByName
from locality.communities.models.places import Community, District


class Trust(models.Model):
    """An academy trust, known by its group number: its name changes over time."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="trusts")
    uid = models.CharField("group number", max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "uid"], name="trust_once")]

    def __str__(self) -> str:
        return self.name


class Federation(models.Model):
    """Maintained schools under one governing body."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="federations")
    uid = models.CharField("group number", max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "uid"], name="federation_once")]

    def __str__(self) -> str:
        return self.name


class School(LoggedByName, models.Model):
    """A school that goes on: when it converts it gets a new URN, and keeps its history here."""

    class Phase(models.TextChoices):
        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all_through", "All-through"
        POST_16 = "post_16", "16 plus"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        UNKNOWN = "unknown", "Not known"

    class Kind(models.TextChoices):
        """What a school is for this product: only mainstream schools may ask for resource (RFR-1)."""

        MAINSTREAM = "mainstream", "Mainstream school"
        SPECIAL = "special", "Special school"
        PRU = "pru", "Pupil referral unit or alternative provision"
        INDEPENDENT = "independent", "Independent school"
        NURSERY = "nursery", "Nursery school"
        SERVICE = "service", "Service"
        OTHER = "other", "Other establishment"

    ONLY_SUPPORTS: ClassVar = (Kind.SPECIAL, Kind.PRU, Kind.NURSERY, Kind.SERVICE)
    FIRST_SERVICE = 10_000_000
    """A service is in no register: its number is our own, from here on, where no URN can ever be."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        PROPOSED_TO_CLOSE = "proposed_to_close", "Open, but proposed to close"
        PROPOSED_TO_OPEN = "proposed_to_open", "Proposed to open"
        CLOSED = "closed", "Closed"

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="schools")
    urn = models.PositiveIntegerField("URN", unique=True)
    establishment_number = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=200)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.UNKNOWN)
    type_name = models.CharField("type of establishment", max_length=80, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    is_academy = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    district_name = models.CharField(max_length=80, blank=True)  # as the register has it
    community = models.ForeignKey(Community, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    federation = models.ForeignKey(Federation, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    easting = models.PositiveIntegerField("easting, metres", null=True, blank=True)
    northing = models.PositiveIntegerField("northing, metres", null=True, blank=True)

    class Meta:
        ordering = ("name", "urn")
        indexes: ClassVar = [
            models.Index(fields=["authority", "status", "name"], name="schools_by_authority"),
            models.Index(fields=["community", "name"], name="schools_by_community"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The name with town and number, by which it is told apart from others of the same name; a service's name is its own."""
        if self.is_service:
            return self.name
        return f"{self.name}{f', {self.town}' if self.town else ''} (URN {self.urn})"

    @property
    def laestab(self) -> str:
        """The authority's number and the school's own, such as 886/2345."""
        return f"{self.authority.la_code}/{self.establishment_number}" if self.establishment_number else ""

    @property
    def only_supports(self) -> bool:
        """Whether it is in no community and asks for nothing, but can offer its support to schools that are."""
        return self.kind in self.ONLY_SUPPORTS

    @property
    def is_service(self) -> bool:
        """Whether it is no school but a service that the council has added, such as one for speech and language (ADR 0035)."""
        return self.kind == self.Kind.SERVICE

    @property
    def is_open(self) -> bool:
        """Whether the school teaches pupils: open, or open but proposed to close."""
        return self.status in {self.Status.OPEN, self.Status.PROPOSED_TO_CLOSE}


class PastRegistration(models.Model):
    """A URN that a school had before it converted."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="past_registrations")
    urn = models.PositiveIntegerField("URN", unique=True)
    name = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-until",)

    def __str__(self) -> str:
        return f"{self.name} ({self.urn})"
