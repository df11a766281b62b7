"""A meeting's rows as everybody reads them: copies whose typed texts name no pupil, for pages and documents (RES-9)."""

from collections.abc import Iterable
from copy import copy
from typing import NoReturn, TypeVar

from django.db.models import Model

from locality.meetings.models import (
    ActionPoint,
    Advising,
    AgendaItem,
    Contribution,
    Dispute,
    Distribution,
    Interest,
    Minutes,
    Paper,
    Progress,
    RegisterRow,
)
from locality.meetings.queries.names import MeetingMasks, masks_of
from locality.schedule.models import Meeting

Row = TypeVar("Row", bound=Model)


def item_as_read(item: AgendaItem, masks: MeetingMasks) -> AgendaItem:
    """An item of the agenda, with its text and why it was put off."""
    found = _copy(item, masks, item, "text", "put_off_because")
    found.title = masks.title(item)
    return found


def items_as_read(items: Iterable[AgendaItem], masks: MeetingMasks) -> list[AgendaItem]:
    """Items of one meeting."""
    return [item_as_read(each, masks) for each in items]


def meeting_as_read(meeting: Meeting, masks: MeetingMasks) -> Meeting:
    """The meeting itself: its place, what differs in it, and why it was cancelled."""
    return _copy(meeting, masks, None, "venue", "note", "cancelled_because")


def paper_as_read(paper: Paper, masks: MeetingMasks) -> Paper:
    """A paper: what it is, and the name of its file."""
    found = _copy(paper, masks, paper.item, "title", "file_name")
    if paper.item:
        found.item = item_as_read(paper.item, masks)
    return found


def sent_as_read(sent: Iterable[Distribution], masks: MeetingMasks) -> list[Distribution]:
    """What was sent, with what was new each time."""
    return [_copy(each, masks, None, "what") for each in sent]


def attendance_as_read(attendance: RegisterRow, masks: MeetingMasks) -> RegisterRow:
    """A row of the register."""
    found = _copy(attendance, masks, None)
    found.name = masks.name(attendance)
    return found


def adviser_as_read(advising: Advising, masks: MeetingMasks) -> Advising:
    """An adviser, whose name was typed with the invitation."""
    return _copy(advising, masks, None, "name")


def register_as_read(register: Iterable[RegisterRow], masks: MeetingMasks) -> list[RegisterRow]:
    """The register of one meeting."""
    return [attendance_as_read(each, masks) for each in register]


def conflicts_as_read(conflicts: Iterable[Interest], masks: MeetingMasks) -> list[Interest]:
    """Interests declared at one meeting, with whose they are and in which item."""
    found = []
    for each in conflicts:
        shown = _copy(each, masks, each.item, "interest")
        shown.item, shown.attendance = item_as_read(each.item, masks), attendance_as_read(each.attendance, masks)
        found.append(shown)
    return found


def contributions_as_read(given: Iterable[Contribution], item: AgendaItem, masks: MeetingMasks) -> list[Contribution]:
    """What was said on one item."""
    found = []
    for each in given:
        shown = _copy(each, masks, item, "text")
        shown.attendance = attendance_as_read(each.attendance, masks)
        found.append(shown)
    return found


def disputes_as_read(disputes: Iterable[Dispute], masks: MeetingMasks) -> list[Dispute]:
    """Disputes of one meeting."""
    found = []
    for each in disputes:
        shown = _copy(each, masks, each.item, "parties", "text", "chairs_decision")
        shown.item = item_as_read(each.item, masks)
        found.append(shown)
    return found


def versions_as_read(versions: Iterable[Minutes], masks: MeetingMasks) -> list[Minutes]:
    """Versions of one meeting's minutes, with what they correct and what the chair wanted changed."""
    return [_copy(each, masks, None, "correction", "wanted") for each in versions]


def points_of_meeting_as_read(points: Iterable[ActionPoint], masks: MeetingMasks) -> list[ActionPoint]:
    """What was taken on at one meeting."""
    return [_point(each, masks) for each in points]


def points_as_read(points: Iterable[ActionPoint]) -> list[ActionPoint]:
    """What was taken on at any meetings, each hidden by its own; as many queries as for one meeting."""
    rows = list(points)
    masks = masks_of(each.meeting for each in rows)
    return [_point(each, masks[each.meeting_id]) for each in rows]


def progress_as_read(progress: Iterable[Progress], point: ActionPoint) -> list[Progress]:
    """What was reported on one action point."""
    masks = MeetingMasks(point.meeting)
    return [_copy(each, masks, point.item, "text") for each in progress]


def _point(point: ActionPoint, masks: MeetingMasks) -> ActionPoint:
    if point.report_on:  # the product's own words
        return point
    found = _copy(point, masks, point.item, "text", "last_report")
    if point.owner_id is None:
        found.owner_name = masks.of(None)(point.owner_name)
    return found


def _copy(row: Row, masks: MeetingMasks, item: AgendaItem | None, *names: str) -> Row:
    """A copy to be shown. Saving it would keep the mask as what was typed, so it can't be saved.

    Where none of these texts was typed, nobody's name is read.
    """
    found = copy(row)
    for name in names:
        if text := getattr(row, name, ""):
            setattr(found, name, masks.of_item(item)(text))
    setattr(found, "save", _refuse_to_save)  # noqa: B010 - the class keeps its own
    return found


def _refuse_to_save(*_: object, **__: object) -> NoReturn:
    raise TypeError("A row as everybody reads it is never saved: its texts are not those that were typed.")
