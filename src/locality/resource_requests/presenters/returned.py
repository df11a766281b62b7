"""What the chair or the community found missing, for the school that mends it."""

from dataclasses import dataclass
from datetime import datetime

from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries import steps_of
from locality.resource_requests.workflow import E, S


@dataclass(frozen=True)
class Missing:
    """The note on what is missing: who wrote it, when, and in what words."""

    heading: str
    who: str
    at: datetime
    text: str


def what_is_missing(request: ResourceRequest) -> Missing | None:
    """The latest note of a request that came back. One query where it did, none where it never was submitted."""
    if request.submitted_at is None:
        return None
    back = [step for step in steps_of(request) if step.event in {E.RETURN, E.DEFER}]
    if not back:
        return None
    last = back[-1]
    if last.event == E.RETURN:
        return Missing("What the chair asks you to mend", last.by.name, last.at, last.note)
    needed = request.decision.needed if request.decision and request.state == S.DEFERRED else last.note
    return Missing("What the community needs to know", last.by.name, last.at, needed)
