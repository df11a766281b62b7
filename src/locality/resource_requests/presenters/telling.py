"""Whom a button will tell, in words, before it is pressed."""

from collections.abc import Iterable

from locality.communities.scope import Viewer
from locality.resource_requests.audiences import Audience, audiences
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import E

NOBODY = {E.HAND_OVER: "nobody: the area has no officer yet. The council’s locality team names one"}
"""What it means that an event tells nobody, where somebody should have been told."""


def tells(event: E, request: ResourceRequest, viewer: Viewer) -> str:
    """Such as "the chair of Weald North; the clerk of Weald North". Nobody is said too."""
    found = audiences(event, request, on=viewer.today, but=viewer.user)
    return named(found) if found else NOBODY.get(event, named(()))


def named(found: Iterable[Audience]) -> str:
    """The groups told, in words."""
    return "; ".join(audience.label for audience in found) or "nobody"
