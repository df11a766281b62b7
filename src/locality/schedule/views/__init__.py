"""The pages that plan meetings, and the calendars that follow them."""

from locality.schedule.views.answers import calendar_address, calendar_feed, meeting_answer, meeting_file
from locality.schedule.views.meetings import meeting_add, meeting_move, meetings
from locality.schedule.views.numbers import meeting_numbers
from locality.schedule.views.year import meeting_drop, meeting_year, meeting_year_plan

__all__ = [
    "calendar_address",
    "calendar_feed",
    "meeting_add",
    "meeting_answer",
    "meeting_drop",
    "meeting_file",
    "meeting_move",
    "meeting_numbers",
    "meeting_year",
    "meeting_year_plan",
    "meetings",
]
