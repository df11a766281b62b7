"""Meetings as entries of a calendar: what everybody may know of them."""

from django.conf import settings
from django.urls import reverse

from locality.documents.calendars import Occasion
from locality.schedule.models import Meeting
from locality.schedule.workflow import S


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
