"""The subjects of the emails from a live meeting."""

from locality.schedule.models import Meeting
from locality.values.dates import show_day


def reopened(meeting: Meeting) -> str:
    """To chair and clerks: it is open again to correct it."""
    return f"Reopened for corrections: {meeting.community.name} meeting on {show_day(meeting.day)}"
