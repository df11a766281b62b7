"""What becomes of requests when the meeting they were to reach is cancelled."""

from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.resource_requests.actions.steps import goes_to, locked, tell_audiences, without_names
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import waiting_for_meeting
from locality.resource_requests.queries.who_is_told import school_audience
from locality.resource_requests.workflow import Kept, S
from locality.schedule.models import Meeting
from locality.schedule.queries import following_of
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


@transaction.atomic
def follow_cancelled(meeting: Meeting, *, by: User, at: datetime) -> list[ResourceRequest]:
    """Put each request that a cancelled meeting was to discuss on the next one after it, and tell its school.

    They were submitted in time once, so the next meeting's deadline is not asked again. Where none is planned they wait.
    """
    following = following_of(meeting, day_of(at))
    moved = []
    for each in waiting_for_meeting(meeting):
        rfr = locked(each)
        goes_to(rfr, following, Kept.MEETING_CANCELLED, note=meeting.cancelled_because, by=by, at=at)
        record(
            "resource_request.meeting_cancelled",
            rfr,
            by=by,
            at=at,
            before={"meeting": meeting.day.isoformat()},
            after={"meeting": following.day.isoformat() if following else ""},
        )
        goes = (
            f"It goes to the meeting of {show_day(following.day)}." if following else "No other meeting is planned yet."
        )
        tell_audiences(
            [school_audience(rfr, day_of(at))],
            rfr,
            kind="meeting_cancelled",
            subject="its meeting was cancelled",
            lines=[f"The meeting of {show_day(meeting.day)} was cancelled. {goes} You need to do nothing."],
            at=at,
        )
        moved.append(rfr)
    return moved


@transaction.atomic
def put_off(rfr: ResourceRequest, *, to: Meeting, why: str, by: User, at: datetime) -> ResourceRequest:
    """Move an accepted request from its meeting's agenda to a later one, with a reason its school reads (CHA-2).

    Raises NotPossible where it is not accepted, or the other meeting is not to come, or not after its own.
    """
    rfr = locked(rfr)
    if rfr.state != S.ACCEPTED:
        raise NotPossible("Only a request that is on the agenda can be put off.")
    if to.community_id != rfr.community_id or not to.is_to_come or to.day < day_of(at):
        raise NotPossible("Choose a meeting of this community that is still to come.")
    if not why.strip():
        raise NotPossible("Say why the request is put off: its school reads it.")
    if rfr.meeting and to.day <= rfr.meeting.day:
        raise NotPossible(f"Choose a meeting after {show_day(rfr.meeting.day)}, from which the request is put off.")
    why = without_names(rfr, why)
    before = rfr.meeting.day.isoformat() if rfr.meeting else ""
    goes_to(rfr, to, Kept.PUT_OFF, note=why.strip(), by=by, at=at)
    record(
        "resource_request.put_off",
        rfr,
        by=by,
        at=at,
        before={"meeting": before},
        after={"meeting": to.day.isoformat(), "why": why[:300]},
    )
    tell_audiences(
        [school_audience(rfr, day_of(at))],
        rfr,
        kind="put_off",
        subject=f"put off to {show_day(to.day)}",
        lines=[f"Your request will be discussed on {show_day(to.day)}.", why.strip()],
        at=at,
    )
    return rfr
