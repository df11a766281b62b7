"""What can happen to a community's meetings, each one function, whole or not at all."""

from locality.schedule.actions.inviting import (
    answer,
    end_feed,
    follow_people,
    invite_adviser,
    make_feed,
    uninvite_adviser,
)
from locality.schedule.actions.meetings import add_meeting, cancel_meeting, move_meeting
from locality.schedule.actions.year import drop_proposal, propose_year, publish

__all__ = [
    "add_meeting",
    "answer",
    "cancel_meeting",
    "drop_proposal",
    "end_feed",
    "follow_people",
    "invite_adviser",
    "make_feed",
    "move_meeting",
    "propose_year",
    "publish",
    "uninvite_adviser",
]
