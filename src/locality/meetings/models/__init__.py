"""The life of a meeting: agenda, papers, who came, what was said and decided, minutes, and what follows."""

from locality.meetings.models.advising import Advising
from locality.meetings.models.agenda import AgendaItem, DiscussionStep, TemplateItem
from locality.meetings.models.attendance import NonAttendance
from locality.meetings.models.follow_up import ActionPoint, Progress
from locality.meetings.models.live import (
    Attendance,
    Conflict,
    Contribution,
    Dispute,
    ItemRecord,
    Position,
    Running,
)
from locality.meetings.models.minutes import Minutes
from locality.meetings.models.papers import Distribution, Opening, Paper, PrivateNote

__all__ = [
    "ActionPoint",
    "Advising",
    "AgendaItem",
    "Attendance",
    "Conflict",
    "Contribution",
    "DiscussionStep",
    "Dispute",
    "Distribution",
    "ItemRecord",
    "Minutes",
    "NonAttendance",
    "Opening",
    "Paper",
    "Position",
    "PrivateNote",
    "Progress",
    "Running",
    "TemplateItem",
]
