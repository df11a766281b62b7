"""What the chair summed up at a meeting before its decision is recorded: an upper app says so once, in its `AppConfig.ready`.

The record of a meeting is known above; here it is only asked, so that nobody writes a second summary beside it.
"""

from collections.abc import Callable

from locality.resource_requests.models import ResourceRequest

Ask = Callable[[ResourceRequest], str]

_asked: list[Ask] = []


def when_a_summary_is_needed(ask: Ask) -> None:
    """Let an upper app say what was summed up of a request at its meeting."""
    if ask not in _asked:
        _asked.append(ask)


def summed_up(rfr: ResourceRequest) -> str:
    """The summary that the record of the meeting has, without pupils' names; empty where nobody wrote one."""
    return next(filter(None, (ask(rfr) for ask in _asked)), "")
