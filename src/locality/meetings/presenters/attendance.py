"""The record of attendance as a table: a row for each school, a column for each meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locality.communities.models import School
from locality.communities.naming import named_apart
from locality.meetings.models import RegisterRow
from locality.meetings.rules.attendance import Run
from locality.schedule.models import Meeting

HERE = {RegisterRow.State.PRESENT, RegisterRow.State.LEFT}


@dataclass(frozen=True)
class Cell:
    """A school at one meeting: who came, or that nobody did, or that it was not a member then."""

    words: str
    absent: bool


@dataclass(frozen=True)
class RecordRow:
    """One school."""

    school: int
    name: str
    cells: tuple[Cell, ...]
    missed: int
    told: bool
    note: str


def record_rows(meetings: Sequence[Meeting], register: Iterable[RegisterRow], runs: Iterable[Run]) -> list[RecordRow]:
    """The schools that have a row in any of these registers, by name."""
    schools: dict[int, School] = {}
    seats: dict[tuple[int, int], list[RegisterRow]] = {}
    for each in register:
        if each.school:
            schools[each.school.pk] = each.school
            seats.setdefault((each.school.pk, each.meeting_id), []).append(each)
    by_school = {run.school: run for run in runs}
    found = []
    for school, name in named_apart(schools.values()).items():
        run = by_school.get(school)
        cells = tuple(_cell(seats.get((school, meeting.pk), [])) for meeting in meetings)
        missed, told = (run.meetings, run.told) if run else (0, False)
        found.append(RecordRow(school, name, cells, missed, told, _note(missed, told=told)))
    return found


def _cell(seats: Sequence[RegisterRow]) -> Cell:
    if not seats:
        return Cell("Not a member", absent=False)
    here = [each.name for each in seats if each.state in HERE]
    if here:
        return Cell(", ".join(here), absent=False)
    sorry = any(each.state == RegisterRow.State.APOLOGIES for each in seats)
    return Cell("Apologies" if sorry else "Not represented", absent=True)


def _note(missed: int, *, told: bool) -> str:
    if missed == 0:
        return ""
    running = "The last meeting" if missed == 1 else f"{missed} meetings in a row"
    if told:
        return f"{running}. The chair knows"
    return running
