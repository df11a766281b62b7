"""Advisers invited to meetings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from locality.accounts.models import User
from locality.meetings.models import Advising, AgendaItem
from locality.meetings.rules.advisers import why_not_invite
from locality.schedule.models import Meeting


def advisings_of(meeting: Meeting) -> QuerySet[Advising]:
    """The invitations of a meeting that were not withdrawn, by name."""
    return (
        Advising.objects.filter(meeting=meeting, withdrawn_at=None)
        .select_related("person", "account", "meeting__community")
        .prefetch_related("items__resource_request")
        .order_by("name", "pk")
    )


@dataclass(frozen=True)
class Losing:
    """An adviser of items that leave the agenda: these, and the others that they are invited to and which stay."""

    advising: Advising
    gone: list[AgendaItem]
    left: list[AgendaItem]


def losing(meeting: Meeting, items: Collection[AgendaItem], *, at: datetime) -> list[Losing]:
    """The advisers who are invited to some of these items of a meeting, and not to the whole of it; by name.

    Once it has begun nobody is sent away.
    """
    gone = {each.pk for each in items}
    found: list[Losing] = []
    if not gone or why_not_invite(meeting, at=at):
        return found
    for advising in advisings_of(meeting).filter(whole_meeting=False, items__in=gone).distinct():
        theirs = sorted(advising.items.all(), key=lambda each: (each.position, each.pk))
        left = [each for each in theirs if each.pk not in gone and not each.put_off_because]
        found.append(Losing(advising, [each for each in theirs if each.pk in gone], left))
    return found


def advisers_of(meeting: Meeting) -> list[User]:
    """The advisers who have an account, and are told what everyone invited is told."""
    return [each.person for each in advisings_of(meeting) if each.person and each.person.is_active]
