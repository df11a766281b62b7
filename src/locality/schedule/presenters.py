"""Meetings as lists show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from locality.communities.deadlines import Deadlines
from locality.schedule.models import Meeting


@dataclass(frozen=True)
class MeetingRow:
    """One meeting with its deadlines (PRE-1 shows them at each date)."""

    meeting: Meeting
    submission: date
    submission_distance: str
    papers: date
    minutes: date


def meeting_rows(meetings: Iterable[Meeting], deadlines: Mapping[int, Deadlines], today: date) -> list[MeetingRow]:
    """Each meeting with the days by which requests, papers and minutes are due, by its authority's rules."""
    return [_row(meeting, deadlines[meeting.community.authority_id], today) for meeting in meetings]


def _row(meeting: Meeting, deadlines: Deadlines, today: date) -> MeetingRow:
    due = deadlines.submission(meeting.day)
    return MeetingRow(
        meeting=meeting,
        submission=due,
        submission_distance=deadlines.distance(due, today) if due >= today else "closed",
        papers=deadlines.papers(meeting.day),
        minutes=deadlines.minutes(meeting.day),
    )
