"""One message to an owner of several action points of a community, where each of them by itself would be one (POST-2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.meetings.models import ActionPoint
from locality.minutes.actions.follow_up import remind, remind_before
from locality.minutes.subjects import due_words
from locality.outbox.actions import put
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference
from locality.values.dates import show_day
from locality.values.working_days import day_of


def by_owner(points: Iterable[ActionPoint]) -> list[list[ActionPoint]]:
    """The action points of each owner in each community, in the order in which they came."""
    found: dict[tuple[int | None, int], list[ActionPoint]] = defaultdict(list)
    for each in points:
        found[each.owner_id, each.community_id].append(each)
    return list(found.values())


@transaction.atomic
def remind_together(points: Sequence[ActionPoint], *, at: datetime) -> None:
    """Tell one owner once that the days of these action points of one community are near."""
    open_ones = [each for each in _locked(points) if each.reminded_at is None]
    if len(open_ones) < 2:
        for each in open_ones:
            remind(each, at=at)
        return
    ActionPoint.objects.filter(pk__in=[each.pk for each in open_ones]).update(reminded_at=at)
    first = min(each.due_on for each in open_ones)
    _put(open_ones, f", the first {'by' if first >= day_of(at) else 'was due on'} {show_day(first)}", at=at)


@transaction.atomic
def remind_together_before(points: Sequence[ActionPoint], *, meeting: Meeting, at: datetime) -> None:
    """Ask one owner once to report on these action points before the meeting (MBR-4)."""
    open_ones = [each for each in _locked(points) if each.reminded_for_id != meeting.pk]
    if len(open_ones) < 2:
        for each in open_ones:
            remind_before(each, meeting=meeting, at=at)
        return
    ActionPoint.objects.filter(pk__in=[each.pk for each in open_ones]).update(reminded_for=meeting)
    before = f" before the meeting on {show_day(meeting.day)}"
    _put(open_ones, before, before, at=at)


def _locked(points: Sequence[ActionPoint]) -> list[ActionPoint]:
    """Those of them that are still open, soonest due first; always locked in the same order."""
    found = (
        ActionPoint.objects.select_for_update(of=("self",))
        .select_related("owner", "community", "meeting")
        .filter(pk__in=[each.pk for each in points], state=ActionPoint.State.OPEN, owner__isnull=False)
        .order_by("pk")
    )
    return sorted(found, key=lambda each: (each.due_on, each.pk))


def _put(points: Sequence[ActionPoint], when: str, before: str = "", *, at: datetime) -> None:
    """Which meeting, and when it is due: what was taken on is read in Locality alone, as it may concern a child."""
    first = points[0]
    if first.owner is None:
        return
    number = len(points)
    put(
        to=first.owner,
        kind="action_point.reminder",
        subject=f"{first.community.name}: report on your {number} action points{when}",
        lines=[
            f"You took on {number} action points at {first.community.name} meetings. "
            f"Please report your progress on each in Locality{before}.",
            *(f"{_which(each)} {due_words(each.due_on, day_of(at))}." for each in points),
        ],
        link=reverse("action_points"),
        reference=message_reference(max(points, key=lambda each: (each.meeting.day, each.meeting_id)).meeting_id),
        at=at,
    )


def _which(point: ActionPoint) -> str:
    if point.report_on:
        return f"The {point.community.name} area board report"
    return f"The action point from the meeting on {show_day(point.meeting.day)}"
