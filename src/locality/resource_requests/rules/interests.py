"""What an interest keeps a person from: upper apps say so once, in their `AppConfig.ready` (DUR-1).

Meetings know who declared what, and support whose school gives it. Here it is only asked, before a decision is recorded and
while one is made.
"""

from collections.abc import Callable
from datetime import date

from locality.accounts.models import User
from locality.resource_requests.models import ResourceRequest
from locality.values.refusals import Refusal
from locality.values.working_days import day_of

Decides = Callable[[ResourceRequest, int | None, User, str], Refusal | None]
"""From a request, the meeting that decides it, who records the decision, and its method if known: why not, or nothing."""

Closes = Callable[[ResourceRequest, User, date], Refusal | None]
"""From a request that was decided today, and who would read it: why it is closed to them for now, or nothing."""

_decides: list[Decides] = []
_closes: list[Closes] = []


def when_interests_are_declared(decides: Decides, closes: Closes | None = None) -> None:
    """Ask these functions too."""
    if decides not in _decides:
        _decides.append(decides)
        if closes:
            _closes.append(closes)


def why_not_decide(rfr: ResourceRequest, meeting_id: int | None, person: User, method: str = "") -> Refusal | None:
    """Why this person can't record what the meeting decides, as a sentence; nothing where no interest stands against it."""
    if meeting_id is None:
        return None
    return next(filter(None, (ask(rfr, meeting_id, person, method) for ask in _decides)), None)


def why_closed(rfr: ResourceRequest, person: User, today: date) -> Refusal | None:
    """Why somebody who is out of the room can't read yet what was decided there; nothing asked of older decisions."""
    if rfr.decision is None or day_of(rfr.decision.recorded_at) != today:
        return None
    return next(filter(None, (ask(rfr, person, today) for ask in _closes)), None)
