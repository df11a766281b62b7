"""What else happens when an invitation is taken up: an upper app says so once, in its `AppConfig.ready`.

The office is given here; what a person was invited to beside it (an adviser to a meeting) is known above.
"""

from collections.abc import Callable
from datetime import datetime

from locality.accounts.models import User

Follow = Callable[[User, datetime], None]

_follows: list[Follow] = []


def when_taken_up(follow: Follow) -> None:
    """Call this function, with the person and the moment, in the transaction in which an invitation is taken up."""
    if follow not in _follows:
        _follows.append(follow)


def tell_taken_up(person: User, at: datetime) -> None:
    """Tell the apps above that this person has taken up an invitation."""
    for follow in _follows:
        follow(person, at)
