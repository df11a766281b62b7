"""What the chair or the community found missing, for the school that mends it."""

from dataclasses import dataclass, replace
from datetime import datetime

from locality.communities.models import School
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.requests import steps_of
from locality.resource_requests.workflow import E


@dataclass(frozen=True)
class Missing:
    """The note on what is missing: who wrote it, when, and in what words."""

    heading: str
    who: str
    at: datetime
    text: str
    version_number: int
    """The version that came back."""


def what_is_missing(rfr: ResourceRequest) -> Missing | None:
    """The latest note of a request that came back. One query where it did, none where it never was submitted."""
    if rfr.submitted_at is None:
        return None
    back = [step for step in steps_of.read(rfr.pk) if step.event in {E.RETURN, E.DEFER}]
    if not back:
        return None
    last = back[-1]
    if last.event == E.RETURN:
        return Missing("What the chair asked you to change", last.by.name, last.at, last.note, last.version_number)
    made = rfr.decision
    needed = made.needed if made and made.outcome == Decision.Outcome.DEFERRED else last.note
    return Missing("What your community needs to know", last.by.name, last.at, needed, last.version_number)


def asked_before(rfr: ResourceRequest) -> Missing | None:
    """For who reads a request again: what was asked of the school when an earlier version came back."""
    found = what_is_missing(rfr)
    if found is None or found.version_number >= rfr.version_number:
        return None
    return replace(found, heading=asked_of(rfr.school))


def asked_of(school: School) -> str:
    """The heading of the note for who is not of the school that it was written to."""
    return f"What {school.name} was asked to change"
