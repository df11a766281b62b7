"""Offices that people hold, and invitations to hold one."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.communities.models.authority import Authority
from locality.communities.models.logged import LoggedByName
from locality.communities.models.places import Area, Community
from locality.communities.models.schools import School
from locality.communities.workflow import S

_PLACES = ("school", "community", "area")


def _place_matches_scope() -> Q:
    """One place at most; an office with none is for the whole authority, or the installation when that is empty too."""
    none = {f"{place}__isnull": True for place in _PLACES}
    condition = Q(**none)
    for place in _PLACES:
        condition |= Q(**{**none, f"{place}__isnull": False})
    return condition


class Office(LoggedByName, models.Model):
    """What one person does for one school, community, area or authority, in a period."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(max_length=40)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="offices")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="offices")
    community = models.ForeignKey(Community, null=True, blank=True, on_delete=models.PROTECT, related_name="offices")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="offices")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    deputises_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies")
    delegated_authority_by = models.CharField("delegated authority confirmed by", max_length=120, blank=True)
    delegated_authority_on = models.DateField("delegated authority confirmed on", null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("role", "start")
        indexes: ClassVar = [
            models.Index(fields=["person", "end"], name="offices_of_person"),
            models.Index(fields=["community", "role"], name="offices_of_community"),
            models.Index(fields=["school", "role"], name="offices_of_school"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_place_matches_scope(), name="office_has_one_place"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=models.F("start")), name="office_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(delegated_authority_on__isnull=True, delegated_authority_by="")
                | (Q(delegated_authority_on__isnull=False) & ~Q(delegated_authority_by="")),
                name="delegated_authority_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.place}"

    @property
    def place(self) -> School | Community | Area | Authority | None:
        """What the office is for; None for the installation."""
        return self.school or self.community or self.area or self.authority

    @property
    def may_vote(self) -> bool:
        """A representative votes once the school has confirmed their delegated authority (MEM-3)."""
        return self.delegated_authority_on is not None


class Invitation(LoggedByName, models.Model):
    """An offer of an office, sent by e-mail; the address of the link is known only to the person invited."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="invitations")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Community, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=_place_matches_scope(), name="invitation_has_one_place"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, invited {self.invited_at:%Y-%m-%d}"

    def state_at(self, now: datetime) -> S:
        """Where it stands: a state of `workflow.INVITATIONS`."""
        if self.accepted_at or self.withdrawn_at:
            return S.ACCEPTED if self.accepted_at else S.WITHDRAWN
        return S.ENDED if self.expires_at <= now else S.WAITING

    @property
    def place(self) -> School | Community | Area | Authority | None:
        """What the office offered is for."""
        return self.school or self.community or self.area or self.authority
