"""Whose turn it is: kept apart, because going on and giving the word both end a turn."""

from datetime import datetime

from locality.meetings.models import Attendance, Contribution, Running


def finish_turn(running: Running, at: datetime, *, passed: bool = False) -> None:
    """Keep that who speaks now has had a turn, or passed it on."""
    if running.speaker and running.step and running.item:
        contribution = contribution_of(running, running.speaker, at)
        contribution.turn_at, contribution.passed = at, passed
        contribution.save()


def contribution_of(running: Running, attendance: Attendance, at: datetime) -> Contribution:
    """Somebody's part in the round that runs."""
    found, _ = Contribution.objects.get_or_create(
        item=running.item, step=running.step, round=running.round, attendance=attendance, defaults={"at": at}
    )
    return found
