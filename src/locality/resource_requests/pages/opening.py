"""What every page of a request begins with: it is found for the viewer, its sights are recorded, its head is made."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.audit.actions import record_sight
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.scope import Viewer
from locality.design.refusals import or_404
from locality.resource_requests.models import ResourceRequest, Version
from locality.resource_requests.presenters.returned import Missing
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.queries.requests import (
    find_for,
    meeting_ahead,
    reader_of,
)
from locality.resource_requests.queries.where_it_stands import ToPay, reads_as, where_it_stands
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.interests import why_closed
from locality.resource_requests.rules.permitted import holds, own_school_reader
from locality.resource_requests.states import WITH_SCHOOL

OWN = "Only people at the school that leads this request can see its draft."


def found_request(viewer: Viewer, reference: str) -> ResourceRequest:
    """The request of the address if the viewer may see it; otherwise it is not known to exist.

    To whoever is out of the room for it, it is closed until they are called back (DUR-1).
    """
    rfr = or_404(find_for(viewer, reference), "We cannot find this request, or you do not have access to it.")
    if why := why_closed(rfr, viewer.user, viewer.today):
        raise PermissionDenied(why.sentence)
    return rfr


def read_version(viewer: Viewer, rfr: ResourceRequest, version: Version, via: str) -> Reader:
    """The viewer's reader of a version; a sight of pupils' identity is recorded (RES-9)."""
    reader = reader_of(viewer, rfr, version)
    saw(viewer, rfr, via, reader.names_shown)
    return reader


def saw(viewer: Viewer, rfr: ResourceRequest, via: str, pupils: int) -> None:
    """Record that the viewer saw so many pupils by name, if any."""
    if pupils:
        record_sight(
            by=viewer.user,
            at=timezone.now(),
            subject_type="resource_request",
            subject_id=rfr.reference,
            subject=rfr.reference,
            authority_id=rfr.authority_id,
            via=via,
            pupils=pupils,
        )


def saw_note(viewer: Viewer, rfr: ResourceRequest, reader: Reader, note: Missing) -> None:
    """Record that a note names a pupil to the viewer, where the form beside it names none."""
    if not reader.names_shown:
        saw(viewer, rfr, "page", reader.named_in([note.text]))


def opening(rfr: ResourceRequest, viewer: Viewer, *, to_pay: ToPay | None = None) -> tuple[Deadlines, dict[str, Any]]:
    """What heads every page of a request: reference, state in the reader's word, the one sentence."""
    deadlines = deadlines_of(rfr.authority, on=viewer.today)
    own = own_school_reader(viewer)
    ahead = (
        meeting_ahead(rfr, viewer.today, deadlines) if rfr.state in WITH_SCHOOL and not is_exceptional(rfr) else None
    )
    return deadlines, {
        "found": rfr,
        "label": rfr.school_label if own else rfr.officer_label,
        "standing": where_it_stands(rfr, deadlines, viewer.today, reads_as(viewer, rfr), ahead=ahead, to_pay=to_pay),
    }


def own_request(viewer: Viewer, reference: str) -> ResourceRequest:
    """A request of the viewer's own school: others may read what was submitted, never the draft."""
    rfr = or_404(find_for(viewer, reference), "We cannot find this request, or you do not have access to it.")
    if not holds(viewer, Permission.REQUEST_SEE, rfr):
        raise PermissionDenied(OWN)
    return rfr
