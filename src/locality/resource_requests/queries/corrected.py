"""What else follows when a decision is corrected: an upper app says so once, in its `AppConfig.ready`.

The decision, its money and its messages are known here; the minutes that tell of it are known above.
"""

from collections.abc import Callable
from datetime import datetime

from locality.accounts.models import User
from locality.resource_requests.models import Decision

Follow = Callable[[Decision, User, datetime], None]
Say = Callable[[Decision], str]

_follows: list[tuple[Follow, Say]] = []


def when_corrected(follow: Follow, say: Say) -> None:
    """Call `follow` with the decision that now counts, who corrected it and when, in the transaction of the correction.

    `say` is asked before the button is pressed, with the decision that counts until then: what will follow, or nothing.
    """
    if (follow, say) not in _follows:
        _follows.append((follow, say))


def follow_correction(now: Decision, by: User, at: datetime) -> None:
    """Let the apps above follow a correction."""
    for follow, _ in _follows:
        follow(now, by, at)


def what_follows(decision: Decision) -> list[str]:
    """What a correction of this decision will do beyond the request, a sentence each."""
    return [said for _, say in _follows if (said := say(decision))]
