"""Meetings as lists show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines
from locality.communities.models import Community
from locality.communities.scope import Viewer
from locality.schedule.models import Meeting
from locality.schedule.rules import FEWEST, holidays_in, why_not_on
from locality.values.dates import show_day, show_time
from locality.values.periods import Period
from locality.values.sentences import count


@dataclass(frozen=True)
class MeetingRow:
    """One meeting with its deadlines (PRE-1 shows them at each date)."""

    meeting: Meeting
    submission: date
    submission_distance: str
    papers: date
    minutes: date
    belongs: bool
    """Whether the reader may follow the community's business, and not just this meeting as its adviser."""

    @property
    def where(self) -> str:
        """The venue, or that one joins online, or both; nothing where neither is known yet."""
        online = "online" if self.meeting.online_link else ""
        return ", or ".join(part for part in (self.meeting.venue, online) if part)


def meeting_rows(meetings: Iterable[Meeting], deadlines: Mapping[int, Deadlines], viewer: Viewer) -> list[MeetingRow]:
    """Each meeting with the days by which requests, papers and minutes are due, by its authority's rules."""
    return [_row(meeting, deadlines[meeting.community.authority_id], viewer) for meeting in meetings]


def _row(meeting: Meeting, deadlines: Deadlines, viewer: Viewer) -> MeetingRow:
    today = viewer.today
    due = deadlines.submission(meeting.day)
    return MeetingRow(
        meeting=meeting,
        submission=due,
        submission_distance=_distance(due, deadlines, today),
        papers=deadlines.papers(meeting.day),
        minutes=deadlines.minutes(meeting.day),
        belongs=viewer.can(Permission.MEETINGS_SEE, community=meeting.community),
    )


def _distance(due: date, deadlines: Deadlines, today: date) -> str:
    if due < today:
        return "closed"
    return deadlines.distance(due, today) if deadlines.is_counted(due, today) else ""


def moved_words(before: Meeting, now: Meeting) -> str:
    """What a move changed, with the old day where it was that; nothing where all is as it was."""
    if before.day != now.day:
        return f"You’ve moved the meeting from {show_day(before.day)} to {show_day(now.day)}."
    if (before.starts, before.ends) != (now.starts, now.ends):
        return f"You’ve changed the time of the meeting: {show_time(now.starts)} to {show_time(now.ends)}."
    return "" if (before.venue, before.online_link) == (now.venue, now.online_link) else "You’ve changed the place."


def shortage_sentences(shortages: Sequence[tuple[Community, str, int]]) -> list[str]:
    """That a community has fewer meetings planned in a school year than it should have, one sentence each (FRQ-1)."""
    return [
        f"{community.name} has {count(number, 'meeting')} planned in {year}. It should have at least {FEWEST}."
        for community, year, number in shortages
    ]


def why_too_few(proposed: int) -> str:
    """That fewer dates are proposed than a community meets in a school year; nothing where they are enough (FRQ-1)."""
    if proposed >= FEWEST:
        return ""
    dates = "1 date is" if proposed == 1 else f"{proposed} dates are"
    return f"{dates} proposed. A community meets at least {FEWEST} times in a school year."


@dataclass(frozen=True)
class ProposalRow:
    """A proposed date with its deadlines, and what to check before it is published."""

    meeting: Meeting
    submission: date
    papers: date
    minutes: date
    warnings: list[str]


def proposal_rows(
    meetings: Iterable[Meeting],
    deadlines: Deadlines,
    terms: Sequence[Period],
    clashes: Mapping[date, Sequence[str]],
    named: Mapping[date, str],
) -> list[ProposalRow]:
    """Each proposed date with the three days that follow from it; a window that spans a holiday is said (PRE-1).

    `named` says what days off are called: a bank holiday is called so.
    """
    return [_proposal(meeting, deadlines, terms, clashes, named) for meeting in meetings]


def _proposal(
    meeting: Meeting,
    deadlines: Deadlines,
    terms: Sequence[Period],
    clashes: Mapping[date, Sequence[str]],
    named: Mapping[date, str],
) -> ProposalRow:
    submission, minutes = deadlines.submission(meeting.day), deadlines.minutes(meeting.day)
    windows = (
        ("the submission deadline and the meeting", submission, meeting.day),
        ("the meeting and its minutes deadline", meeting.day, minutes),
    )
    spans = ((name, holidays_in(start, end, terms, deadlines.calendar)) for name, start, end in windows)
    where = why_not_on(meeting.day, terms, deadlines.calendar, {}, named)
    return ProposalRow(
        meeting=meeting,
        submission=submission,
        papers=deadlines.papers(meeting.day),
        minutes=minutes,
        warnings=[
            *([f"This day is {where}."] if where else []),
            *([f"{meeting.note}."] if meeting.note else []),
            *(f"{busy}." for busy in clashes.get(meeting.day, ())),
            *(f"{words[:1].upper()}{words[1:]} between {name}." for name, words in spans if words),
        ],
    )
