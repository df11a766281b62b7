"""Schools besides the asking one that have something to gain from a request, and those whose members decided it (DOI-4).

Upper rooms say once, in their `AppConfig.ready`, what only they know: which school gives support, and who was in the room.
"""

from collections.abc import Callable, Mapping
from datetime import date

from locality.resource_requests.models import ResourceRequest

Interested = Callable[[ResourceRequest, date], Mapping[int, str]]
"""Of a request on a day: schools by their ids, each with what it does, in words that follow its name."""

Decided = Callable[[ResourceRequest], frozenset[int]]
"""The schools whose members gave a position on a request, by their ids."""

ASKS_TOO = "asks with it"
_interested: list[Interested] = []
_decided: list[Decided] = []


def also_interested(ask: Interested) -> None:
    """Let an upper room name schools too."""
    if ask not in _interested:
        _interested.append(ask)


def when_positions_are_of_schools(ask: Decided) -> None:
    """Let an upper room say whose members gave a position."""
    if ask not in _decided:
        _decided.append(ask)


def schools_interested(rfr: ResourceRequest, today: date) -> dict[int, str]:
    """The partners of a joint request, and what upper rooms name; without the asking school. A fixed number of queries."""
    found = dict.fromkeys(rfr.partners.values_list("pk", flat=True), ASKS_TOO)
    for ask in _interested:
        found = {**ask(rfr, today), **found}
    found.pop(rfr.school_id, None)
    return found


def schools_that_decided(rfr: ResourceRequest) -> frozenset[int]:
    """The schools whose members gave a position on a request."""
    return frozenset[int]().union(*(ask(rfr) for ask in _decided))
