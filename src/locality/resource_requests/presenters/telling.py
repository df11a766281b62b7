"""Whom a button will tell, in words, before it is pressed."""

from locality.communities.scope import Viewer
from locality.resource_requests.audiences import audiences
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import E


def tells(event: E, request: ResourceRequest, viewer: Viewer) -> str:
    """Such as "the chair of Weald North; the clerk of Weald North". Nobody is said too."""
    found = [audience.label for audience in audiences(event, request, on=viewer.today, but=viewer.user)]
    return "; ".join(found) if found else "nobody"
