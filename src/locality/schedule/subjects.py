"""The subjects of the emails about a meeting's invitations: each says what happened, to whose meeting, and the day.

A subject is read alone in an inbox, so the community and the day are in each; that of a move has the old day too.
"""

from datetime import date

from locality.schedule.models import Meeting
from locality.values.dates import show_day, show_plain_day, show_time


def invitation(meeting: Meeting, *, adviser: bool = False) -> str:
    """To come: "Invitation: Cantlow 1 meeting, Thursday 24 December 2026, 15:30"."""
    to = "Invitation to advise" if adviser else "Invitation"
    return f"{to}: {meeting.community.name} meeting, {show_day(meeting.day)}, {show_time(meeting.starts)}"


def withdrawn(meeting: Meeting) -> str:
    """No longer to come."""
    return f"Invitation withdrawn: {meeting.community.name} meeting on {show_day(meeting.day)}"


def moved(meeting: Meeting, was: date) -> str:
    """Another day, with the one before it."""
    return f"Moved from {show_plain_day(was)}: {meeting.community.name} meeting on {show_day(meeting.day)}"


def another_time(meeting: Meeting) -> str:
    """Other times on the same day."""
    return f"New time: {meeting.community.name} meeting on {show_day(meeting.day)}, now {show_time(meeting.starts)}"


def another_place(meeting: Meeting) -> str:
    """Another venue or link, on the same day at the same time."""
    return f"New place: {meeting.community.name} meeting on {show_day(meeting.day)}"


def cancelled(meeting: Meeting) -> str:
    """It does not take place."""
    return f"Cancelled: {meeting.community.name} meeting on {show_day(meeting.day)}"
