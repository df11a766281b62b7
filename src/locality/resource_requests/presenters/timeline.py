"""The life of a request in plain sentences, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from locality.resource_requests.events import KEPT, MACHINE
from locality.resource_requests.models import Step
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.workflow import Kept, Shown
from locality.schedule.queries import days_before_moves
from locality.values.dates import show_day


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline."""

    text: str
    who: str
    at: datetime
    note: str
    version: int


def timeline(steps: Iterable[Step], reader: Reader, *, own_school: bool) -> list[Moment]:
    """What happened, newest first. What a school does before it submits is shown to itself alone."""
    found, steps = [], list(steps)
    days = days_then(steps)
    for step in steps:
        if text := what_happened(step, own_school=own_school, day=days.get(step.pk)):
            found.append(Moment(text, step.by.name, step.at, reader.text(step.note), step.version_number))
    return found[::-1]


def days_then(steps: Iterable[Step]) -> dict[int, date]:
    """The day that the meeting of each step had when it was taken: it may have been moved since. One query at most."""
    to_tell = [each for each in steps if each.meeting]
    moves = days_before_moves({each.meeting.pk for each in to_tell if each.meeting}) if to_tell else {}
    found = {}
    for each in to_tell:
        if each.meeting:
            later = (day for at, day in moves.get(each.meeting.pk, ()) if at > each.at)
            found[each.pk] = next(later, each.meeting.day)
    return found


def what_happened(step: Step, *, own_school: bool, day: date | None = None) -> str:
    """What the step's person did, in words that follow their name; nothing where it is the school's own business.

    `day`: of its meeting, as it was then (`days_then`).
    """
    if step.event == Kept.MEETING_CANCELLED and step.meeting is None:
        return "cancelled the meeting. The request will wait until another is planned"
    row = KEPT[Kept(step.event)] if step.event in KEPT else MACHINE.row(step.event)
    meeting = f"the meeting on {show_day(day or step.meeting.day)}" if step.meeting else ""
    match row.shown:
        case Shown.TO_SCHOOL:
            return row.done if own_school else ""
        case Shown.TO_MEETING:
            return f"{row.done} {meeting}".rstrip()
        case Shown.FOR_MEETING:
            return f"{row.done} for {meeting}" if meeting else row.done
        case Shown.TO_ALL:
            return row.done
