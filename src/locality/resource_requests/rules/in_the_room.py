"""How many may take a position at the meeting that decides: an upper app says so once, in its `AppConfig.ready`.

The register of a meeting is known above; here it is only asked, before a count is recorded that nobody can have counted.
"""

from collections.abc import Callable
from dataclasses import dataclass

from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting


@dataclass(frozen=True)
class Most:
    """How many positions there can be at most, and why no more, as a sentence."""

    number: int
    because: str


Ask = Callable[[ResourceRequest, Meeting | None], Most]

_asked: list[Ask] = []


def when_positions_are_counted(ask: Ask) -> None:
    """Let an upper app say how many may take a position on a request at a meeting; without one nothing is refused."""
    if ask not in _asked:
        _asked.append(ask)


def why_not_so_many(rfr: ResourceRequest, meeting: Meeting | None, *counts: int | None) -> str:
    """What is wrong with these numbers of positions together, as a sentence; empty where they can be right."""
    total = sum(count or 0 for count in counts)
    if not total:
        return ""
    for ask in _asked:
        most = ask(rfr, meeting)
        if total > most.number:
            makes = f"That makes {total} {'position' if total == 1 else 'positions'}."
            return f"{makes} {most.because} {_mend(most.number)}"
    return ""


def _mend(most: int) -> str:
    if not most:
        return "Delete the numbers."
    return f"Enter no more than {most} in total, or delete the numbers if no one counted."
