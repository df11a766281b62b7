"""Advisers invited to meetings."""

from django.db.models import QuerySet

from locality.accounts.models import User
from locality.meetings.models import Advising
from locality.schedule.models import Meeting


def advisings_of(meeting: Meeting) -> QuerySet[Advising]:
    """The invitations of a meeting that were not withdrawn, by name."""
    return (
        Advising.objects.filter(meeting=meeting, withdrawn_at=None)
        .select_related("person", "account", "meeting__community")
        .prefetch_related("items__resource_request")
        .order_by("name", "pk")
    )


def advisers_of(meeting: Meeting) -> list[User]:
    """The advisers who have an account, and are told what everyone invited is told."""
    return [each.person for each in advisings_of(meeting) if each.person and each.person.is_active]
