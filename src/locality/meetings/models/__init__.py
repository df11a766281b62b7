"""The life of a meeting: agenda, papers, who came, what was said and decided, minutes, and what follows."""

from locality.meetings.models.advising import Advising
from locality.meetings.models.agenda import AgendaItem, DiscussionStep, TemplateItem
from locality.meetings.models.attendance import NonAttendance
from locality.meetings.models.follow_up import ActionPoint, Progress
from locality.meetings.models.live import (
    Contribution,
    Dispute,
    Interest,
    ItemRecord,
    LiveMeeting,
    Position,
    RegisterRow,
)
from locality.meetings.models.minutes import Minutes
from locality.meetings.models.papers import Distribution, Opening, Paper, PrivateNote

__all__ = [
    "ActionPoint",
    "Advising",
    "AgendaItem",
    "Contribution",
    "DiscussionStep",
    "Dispute",
    "Distribution",
    "Interest",
    "ItemRecord",
    "LiveMeeting",
    "Minutes",
    "NonAttendance",
    "Opening",
    "Paper",
    "Position",
    "PrivateNote",
    "Progress",
    "RegisterRow",
    "TemplateItem",
]
