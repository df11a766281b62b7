"""The subjects of the emails about minutes and action points: whose meeting, of which day, and what to do or what happened.

Nothing that somebody typed is in one: an action point can name a child.
"""

from datetime import date

from locality.schedule.models import Meeting
from locality.values.dates import show_day, show_plain_day


def to_check(meeting: Meeting, due: date | None) -> str:
    """To the chair. `due`: by when the minutes go out; none once that has passed, or for a correction."""
    by = f" by {show_plain_day(due)}" if due else ""
    return f"Please check the {_minutes(meeting)}{by}"


def ready_to_send(meeting: Meeting) -> str:
    """To the clerk: the chair has checked them."""
    return f"{_minutes(meeting)}: ready to distribute"


def changes_asked_for(meeting: Meeting) -> str:
    """To the clerk: the chair wants something changed."""
    return f"{_minutes(meeting)}: the chair has asked for changes"


def decision_corrected(meeting: Meeting) -> str:
    """To the clerk: what was with the chair is to be checked again."""
    return f"{_minutes(meeting)}: a decision was corrected"


def sent(meeting: Meeting, *, corrected: bool) -> str:
    """To everybody of the community."""
    return f"{'Corrected ' if corrected else ''}{_minutes(meeting)}"


def action_point_due(community: str, due: date, today: date) -> str:
    """To its owner, as its day comes near."""
    return f"{community}: your action point {due_words(due, today)}"


def board_report_due(community: str, due: date, today: date) -> str:
    """To its clerk: nobody wrote this one, so what it is can be said."""
    return f"{community}: the area board report {due_words(due, today)}"


def board_report_before(meeting: Meeting) -> str:
    """To its clerk, before the meeting that hears of it."""
    return f"{meeting.community.name}: prepare the area board report before {show_day(meeting.day)}"


def due_words(due: date, today: date) -> str:
    """By when something is due, or that its day has passed."""
    return f"was due on {show_day(due)}" if due < today else f"is due by {show_day(due)}"


def action_point_before(meeting: Meeting) -> str:
    """To its owner, before the meeting that hears of it."""
    return f"{meeting.community.name}: report on your action point before {show_day(meeting.day)}"


def _minutes(meeting: Meeting) -> str:
    return f"{meeting.community.name} minutes of {show_plain_day(meeting.day)}"
