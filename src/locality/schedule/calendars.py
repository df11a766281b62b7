"""Meetings as entries of a calendar: what everybody may know of them. What upper apps add to a person's own calendar."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse

from locality.communities.scope import Viewer
from locality.documents.calendars import Occasion
from locality.schedule.models import Meeting
from locality.schedule.workflow import S

Fill = Callable[[Viewer], Iterable[Occasion]]

_fills: list[Fill] = []


def fill_feed_with(fill: Fill) -> None:
    """Ask this function what else belongs into a person's calendar: an upper app says so once, in its `AppConfig.ready`."""
    if fill not in _fills:
        _fills.append(fill)


def other_occasions(viewer: Viewer) -> list[Occasion]:
    """What a person's calendar has beside their meetings."""
    return [occasion for fill in _fills for occasion in fill(viewer)]


def occasion_of(meeting: Meeting) -> Occasion:
    """The meeting as a calendar holds it; its address opens only for those who may see it."""
    return Occasion(
        uid=f"{meeting.uid}@locality",
        sequence=meeting.sequence,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        title=f"Community meeting: {meeting.community.name}",
        changed_at=meeting.changed_at or meeting.added_at,
        place=meeting.place,
        address=settings.BASE_URL.rstrip("/") + reverse("meetings"),
        cancelled=meeting.state == S.CANCELLED,
    )
