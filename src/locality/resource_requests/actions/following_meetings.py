"""What becomes of requests when the meeting they were to reach is cancelled."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.resource_requests.actions.mailing import More, tell_audiences
from locality.resource_requests.actions.steps import goes_to, locked, without_names
from locality.resource_requests.events import KEPT
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import waiting_for_meeting
from locality.resource_requests.queries.who_is_told import school_audience
from locality.resource_requests.workflow import Kept, S
from locality.schedule.models import Meeting
from locality.schedule.queries import following_of
from locality.values.dates import show_day, show_short_day
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
        words = {"old": show_day(meeting.day), "short_old": show_short_day(meeting.day)} | _goes(following)
        _tell_school(rfr, Kept.MEETING_CANCELLED, words, at=at)
        moved.append(rfr)
    return moved


@transaction.atomic
def put_off(rfr: ResourceRequest, *, to: Meeting, why: str, by: User, at: datetime) -> ResourceRequest:
    """Move an accepted request from its meeting's agenda to a later one, with a reason its school reads (CHA-2).

    Raises NotPossible where it is not accepted, or the other meeting is not to come, or not after its own.
    """
    rfr = locked(rfr)
    if rfr.state != S.ACCEPTED:
        raise NotPossible("You can only move a request that is on the agenda.")
    if to.community_id != rfr.community_id or not to.is_to_come or to.day < day_of(at):
        raise NotPossible("Select a future meeting of this community.")
    if not why.strip():
        raise NotPossible("Enter why you are moving the request. The school will see this.")
    if rfr.meeting and to.day <= rfr.meeting.day:
        raise NotPossible(
            f"Select a meeting after {show_day(rfr.meeting.day)}, when this request is on the agenda now."
        )
    why = without_names(rfr, why)
    was = rfr.meeting
    before = was.day.isoformat() if was else ""
    goes_to(rfr, to, Kept.PUT_OFF, note=why.strip(), by=by, at=at)
    record(
        "resource_request.put_off",
        rfr,
        by=by,
        at=at,
        before={"meeting": before},
        after={"meeting": to.day.isoformat(), "why": why[:300]},
    )
    _tell_school(rfr, Kept.PUT_OFF, {"old": show_day(was.day) if was else ""}, at=at, lines=[why.strip()])
    return rfr


def _goes(following: Meeting | None) -> dict[str, str]:
    """Where the request of a cancelled meeting goes, in the words of its letter."""
    if following is None:
        return {"goes": "will wait for another", "goes_then": "will wait until another meeting is planned"}
    moves = "moves to"
    return {
        "goes": f"{moves} {show_short_day(following.day)}",
        "goes_then": f"{moves} the meeting on {show_day(following.day)}",
    }


def _tell_school(
    rfr: ResourceRequest, kept: Kept, words: dict[str, str], *, at: datetime, lines: Sequence[str] = ()
) -> None:
    mail = KEPT[kept].mail
    if mail:
        told = [school_audience(rfr, day_of(at))]
        tell_audiences(told, rfr, kind=kept, mail=mail, at=at, more=More(words, lines))
