"""The chair's review: accept for the agenda, admit a late one, or return it (CHA-1, PRE-2)."""

from datetime import datetime

from django.db import transaction

from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import begin_event
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import meeting_to_accept_for
from locality.resource_requests.workflow import E
from locality.schedule.models import Meeting
from locality.schedule.queries import earlier_meetings_missed
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


@transaction.atomic
def accept(rfr: ResourceRequest, *, by: Viewer, at: datetime, seen: str | None = None) -> ResourceRequest:
    """Put the request on the agenda of the meeting it reaches; a deferred one goes to the next. Raises NotPossible."""
    happening = begin_event(rfr, E.ACCEPT, by=by, at=at, seen=seen)
    rfr = happening.rfr
    today = day_of(at)
    rfr.meeting = meeting_to_accept_for(rfr, today)
    if rfr.meeting is None:
        raise NotPossible("There is no future meeting for this request. Add a meeting first.")
    happening.take()
    happening.tell()
    return rfr


@transaction.atomic
def admit(
    rfr: ResourceRequest, meeting: Meeting, *, reason: str, by: Viewer, at: datetime, seen: str | None = None
) -> ResourceRequest:
    """Let a late request into an earlier meeting whose submission deadline it missed (PRE-2). Raises NotPossible."""
    happening = begin_event(rfr, E.ADMIT, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if rfr.submitted_at is None or not reason.strip():
        raise NotPossible("Enter why you are accepting this request late.")
    today = day_of(at)
    missed = earlier_meetings_missed(rfr.community, day_of(rfr.submitted_at), deadlines_of(rfr.authority, on=today))
    if meeting.pk not in {each.pk for each in missed if each.day >= today}:
        raise NotPossible("Select a future meeting of this community.")
    rfr.meeting = meeting
    rfr.late_reason = reason
    happening.take(note=reason)
    happening.tell()
    return rfr


@transaction.atomic
def return_to_school(
    rfr: ResourceRequest, *, missing: str, by: Viewer, at: datetime, seen: str | None = None
) -> ResourceRequest:
    """Send the request back with what is missing; the school changes and resubmits it (CHA-1)."""
    happening = begin_event(rfr, E.RETURN, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if not missing.strip():
        raise NotPossible("Enter what is missing.")
    happening.take(note=missing)
    happening.tell()
    return rfr
