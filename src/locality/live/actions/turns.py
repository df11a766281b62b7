"""Whose turn it is: kept apart, because going on and giving the word both end a turn."""

from datetime import datetime

from locality.meetings.models import Contribution, LiveMeeting, RegisterRow
from locality.meetings.queries.live import Round


def finish_turn(running: LiveMeeting, at: datetime, *, passed: bool = False) -> None:
    """Keep that who speaks now has had a turn, or passed it on."""
    if running.speaker and running.step and running.item:
        contribution = contribution_of(Round(running.item, running.step, running.round), running.speaker, at)
        contribution.turn_at, contribution.passed = at, passed
        contribution.save()


def contribution_of(where: Round, attendance: RegisterRow, at: datetime) -> Contribution:
    """Somebody's part in a round."""
    found, _ = Contribution.objects.get_or_create(
        item=where.item, step=where.step, round=where.number, attendance=attendance, defaults={"at": at}
    )
    return found
