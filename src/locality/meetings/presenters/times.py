"""The times of a live meeting as its page says them: what an item or a step takes, and when the meeting ended."""

from dataclasses import dataclass
from datetime import datetime

from locality.meetings.models import LiveMeeting
from locality.meetings.rules.timers import left_words, state_of
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_moment, show_time
from locality.values.working_days import day_of


@dataclass(frozen=True)
class Timer:
    """A timer that the page lets run on: `limit` and `seconds` used in seconds."""

    name: str
    limit: int
    seconds: int
    words: str
    state: str


def timer_of(name: str, minutes: int, seconds: int) -> Timer:
    """The timer of what may take so many minutes and has taken so many seconds."""
    return Timer(name, minutes * 60, seconds, left_words(minutes, seconds), state_of(minutes, seconds))


@dataclass(frozen=True)
class Ended:
    """The end of a meeting: in words as a sentence goes on, empty before it; and what was corrected after it."""

    words: str = ""
    is_open_again: bool = False
    """Whether it is open again to correct what was kept: no time runs."""
    corrected_at: datetime | None = None
    """Until when it was open again; known while its minutes are not out."""


def ended_of(meeting: Meeting, running: LiveMeeting) -> Ended:
    """When the meeting ended, with the day where that is not its own."""
    at, since = running.ended_at, meeting.state_since
    if at is None:
        return Ended()
    return Ended(
        words=f"at {show_time(at)}" if day_of(at) == meeting.day else f"on {show_moment(at)}",
        is_open_again=meeting.state == S.RUNNING,
        corrected_at=since if meeting.state == S.HELD and since and since > at else None,
    )
