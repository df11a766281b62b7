"""What a kept form of a meeting belongs to: the meeting, and the item."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from locality.communities.access import viewer_of_request
from locality.communities.scope import Viewer
from locality.design.typed import ROW
from locality.meetings.queries.access import items_closed_to, items_open_to, meetings_run_by
from locality.meetings.queries.agenda import numbers_of, shown_in
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.schedule.queries import meetings_for
from locality.values.dates import show_day

_PEOPLE = ("owner", "who")
"""Fields in which somebody of the register is chosen."""


def said_of_meeting(request: HttpRequest, name: str, parts: Mapping[str, Any]) -> str:
    """ "Item 2, Reading support: Ashford 1 meeting, Thursday 3 December 2026"; titles as everybody reads them."""
    if not name.startswith("meeting_") or "pk" not in parts or name == "meeting_year_plan":
        return ""
    viewer = viewer_of_request(request)
    meeting = meetings_for(viewer).filter(pk=parts["pk"]).first()
    if meeting is None:
        return ""
    item = _item(viewer, meeting, parts.get("item"))
    where = f"{meeting.community.name} meeting, {show_day(meeting.day)}"
    return f"{item}: {where}" if item else where


def person_called(request: HttpRequest, name: str, parts: Mapping[str, Any], field: str, chosen: str) -> str:
    """Whom a form of the live meeting named, to who guides it: the register holds them. And which item a row was of."""
    if field not in (*_PEOPLE, ROW) or not name.startswith("meeting_") or "pk" not in parts or not chosen.isdecimal():
        return ""
    viewer = viewer_of_request(request)
    meeting = meetings_run_by(viewer).filter(pk=parts["pk"]).first()
    if field == ROW:
        return _item(viewer, meeting, int(chosen)) if meeting else ""
    row = meeting.attendances.filter(pk=chosen).first() if meeting else None
    return row.name if row else ""


def _item(viewer: Viewer, meeting: Meeting, pk: int | None) -> str:
    """An item that is this person's to see."""
    opened = items_open_to(viewer, meeting) if pk else set()
    if pk is None or pk in items_closed_to(viewer, meeting) or (opened is not None and pk not in opened):
        return ""
    items = list(shown_in(meeting))
    found = next(((number, item) for number, item in zip(numbers_of(items), items, strict=True) if item.pk == pk), None)
    return f"Item {found[0]}, {MeetingMasks(meeting).title(found[1])}" if found else ""
