"""Opening a meeting for whoever may."""

from django.http import Http404

from locality.communities.scope import Viewer
from locality.meetings.queries.access import find_taken_part_in
from locality.schedule.models import Meeting
from locality.schedule.queries import find_meeting


def seen_meeting(viewer: Viewer, pk: int) -> Meeting:
    """A meeting that the person may see. Raises Http404 for any other."""
    return _there(find_meeting(viewer, pk))


def shared_meeting(viewer: Viewer, pk: int) -> Meeting:
    """A meeting that the person takes part in. Raises Http404 for any other."""
    return _there(find_taken_part_in(viewer, pk))


def _there(meeting: Meeting | None) -> Meeting:
    if meeting is None:
        message = "No meeting of this number is this person’s to open."
        raise Http404(message)
    return meeting
