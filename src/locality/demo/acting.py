"""Somebody of the made-up county who acts, with the offices they hold on the day."""

from datetime import datetime

from locality.accounts.models import User
from locality.communities.queries import viewer_of
from locality.communities.scope import Viewer
from locality.values.working_days import day_of


def acting(person: User, at: datetime) -> Viewer:
    """The person as an action takes them, at a moment that may be long ago."""
    return viewer_of(person, day_of(at))
