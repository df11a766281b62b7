"""The papers of a meeting, each with its own sending: what is added late makes nothing else late (CLK-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from locality.meetings.models import Distribution, Paper


@dataclass(frozen=True)
class Sending:
    """When a paper went out, and whether that was late; no moment while it waits to be sent."""

    at: datetime | None
    is_late: bool
    is_addition: bool
    """Whether it went out after the first sending, or is to."""


def sending_of(paper: Paper, sent: Sequence[Distribution]) -> Sending:
    """The sending a paper went out with: the first after it was attached. `sent` holds them in order."""
    for place, each in enumerate(sent):
        if each.sent_at >= paper.added_at:
            return Sending(each.sent_at, each.is_late, place > 0)
    return Sending(None, is_late=False, is_addition=bool(sent))
