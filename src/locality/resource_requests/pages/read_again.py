"""What a chair reads before deciding about a request, and again when it came back."""

from typing import Any

from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.opening import read_version, saw_note
from locality.resource_requests.presenters.compare import compare
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.returned import asked_before
from locality.resource_requests.presenters.worth_a_look import worth_a_look
from locality.resource_requests.queries.requests import version_numbered


def read_again(viewer: Viewer, rfr: ResourceRequest) -> dict[str, Any]:
    """The answers; of a request that came back and was submitted again, first what was asked, and what changed since."""
    if rfr.version is None:
        return {}
    reader = read_version(viewer, rfr, rfr.version, "page")
    rows = school_section(rfr, rfr.version, reader)
    found: dict[str, Any] = {"rows": rows, "to_look_at": worth_a_look(rfr.version, reader)}
    asked = asked_before(rfr) if rfr.version_number > 1 else None
    earlier = version_numbered(rfr, asked.version_number) if asked else None
    if asked is None or earlier is None:
        return found
    saw_note(viewer, rfr, reader, asked)
    before = school_section(rfr, earlier, read_version(viewer, rfr, earlier, "page"))
    return found | {"asked": asked, "asked_text": reader.text(asked.text), "changes": compare(before, rows)}
