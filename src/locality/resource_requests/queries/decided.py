"""What else follows when a request is decided: an upper app says so once, in its `AppConfig.ready`.

The decision, its money and its messages are known here; what comes of the support is known above.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from locality.communities.scope import Viewer
from locality.resource_requests.models import Decision, ResourceRequest

Follow = Callable[[ResourceRequest, Decision, Viewer, datetime], Sequence[str]]

_follows: list[Follow] = []


def when_decided(follow: Follow) -> None:
    """Call `follow` with the request, the decision that now counts, who recorded it and when, in the same transaction.

    It answers with what the school's email about the decision is to say of it, a sentence each.
    """
    if follow not in _follows:
        _follows.append(follow)


def follow_decided(rfr: ResourceRequest, decision: Decision, by: Viewer, at: datetime) -> list[str]:
    """Let the apps above follow a decision, which is on the request already: what its school's email is to say of that."""
    return [sentence for follow in _follows for sentence in follow(rfr, decision, by, at)]
