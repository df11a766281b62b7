"""Adding, moving and cancelling meetings; whoever is invited is told with an update for their calendar (CLK-1)."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.hiding import without_pupils
from locality.communities.models import Community
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.masking.links import parts_of
from locality.schedule.actions.inviting import invite, tell_cancelled, tell_moved
from locality.schedule.actions.steps import check_meeting, keep_step, take_meeting
from locality.schedule.guards import HAS_BEGUN
from locality.schedule.models import Meeting
from locality.schedule.rules import why_not_day, why_not_so
from locality.schedule.workflow import MACHINE, E, Kept, S
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, refuse
from locality.values.whole import whole
from locality.values.working_days import day_of

_BETWEEN = "; "
"""What no name goes across."""


@transaction.atomic
def add_meeting(
    *,
    community: Community,
    day: date,
    starts: time,
    ends: time,
    venue: str = "",
    online_link: str = "",
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Plan a meeting and invite the community to it. Raises NotPossible where it already meets that day."""
    allow(by, Permission.MEETINGS_MANAGE, community=community)
    refuse(why_not_day(day, day_of(at)))
    for why in why_not_so(starts, ends, venue, online_link):
        refuse(why)
    meeting = save_meeting(
        Meeting(
            community=community,
            day=day,
            starts=starts,
            ends=ends,
            venue=place_of(community, venue),
            online_link=link_of(community, online_link),
            added_by=by.user,
            changed_at=at,
        )
    )
    keep_step(meeting, Kept.ADD, "", by=by.user, at=at)
    log_planning("meeting.add", meeting, by=by.user, at=at)
    invite(meeting, at=at)
    return meeting


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    day: date,
    starts: time,
    ends: time,
    venue: str,
    online_link: str,
    by: Viewer,
    at: datetime,
) -> Meeting:
    """Give a meeting another time or place. Answers already given are asked anew when its time changes.

    Raises NotPossible for a meeting that is past or cancelled, where the community already meets that day, and where
    something keeps the meeting on its own.
    """
    meeting = locked(meeting)
    allow(by, Permission.MEETINGS_MANAGE, community=meeting.community)
    _check(meeting, E.MOVE, at)
    refuse(why_not_day(day, day_of(at)))
    for why in why_not_so(starts, ends, venue, online_link):
        refuse(why)
    when, where = (day, starts, ends), (place_of(meeting.community, venue), link_of(meeting.community, online_link))
    was = (meeting.day, meeting.starts, meeting.ends)
    if was == when and (meeting.venue, meeting.online_link) == where:
        return meeting
    before = _told(meeting)
    take_meeting(meeting, E.MOVE, by=by.user, at=at, to=day)
    meeting.day, meeting.starts, meeting.ends = when
    meeting.venue, meeting.online_link = where
    meeting.note = ""
    if meeting.is_to_come:
        meeting.sequence += 1
        meeting.changed_at = at
    save_meeting(meeting)
    log_planning("meeting.move", meeting, by=by.user, at=at, before=before)
    if meeting.is_to_come:
        tell_moved(meeting, was=was, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, why: str, by: Viewer, at: datetime) -> Meeting:
    """Cancel a planned meeting; it leaves people's calendars. Raises NotPossible."""
    meeting = locked(meeting)
    allow(by, Permission.MEETINGS_MANAGE, community=meeting.community)
    _check(meeting, E.CANCEL, at)
    if not why.strip():
        raise NotPossible("Enter why you are cancelling the meeting.")
    before = {"state": meeting.state}
    meeting.cancelled_because = whole(without_pupils(why.strip(), [meeting.community]), 300)
    meeting.sequence += 1
    meeting.changed_at = at
    take_meeting(meeting, E.CANCEL, by=by.user, at=at, note=meeting.cancelled_because)
    log_planning("meeting.cancel", meeting, by=by.user, at=at, before=before)
    tell_cancelled(meeting, at=at)
    return meeting


def place_of(community: Community, venue: str) -> str:
    """Where a meeting is, as it goes into messages, calendars and the log: it names no pupil (RES-9)."""
    return whole(without_pupils(venue, [community]), 200)


def link_of(community: Community, link: str) -> str:
    """The link to join online as it goes into messages and calendars (RES-9). Raises NotPossible, at `online_link`."""
    parts = parts_of(link)
    masked = without_pupils(_BETWEEN.join(part.text for part in parts), [community]).split(_BETWEEN)
    if parts and any(part.names_somebody(read) for part, read in zip(parts, masked, strict=True)):
        raise NotPossible("The link has a pupil’s name in it. Enter a link without names.", "online_link")
    return link


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("community__area").get(pk=meeting.pk)


def save_meeting(meeting: Meeting) -> Meeting:
    """Save a meeting. Raises NotPossible where the community already meets that day."""
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        if "one_meeting_a_day" not in str(error) and "UNIQUE" not in str(error):
            raise
        raise NotPossible(_taken(meeting.community, meeting.day)) from error
    return meeting


def why_taken(meeting: Meeting, day: date) -> str:
    """Why a meeting can't be on a day that has another one of its community, as a sentence; empty where it can."""
    others = Meeting.objects.filter(community=meeting.community, day=day).exclude(state=S.CANCELLED)
    return _taken(meeting.community, day) if others.exclude(pk=meeting.pk).exists() else ""


def _taken(community: Community, day: date) -> str:
    return f"{community.name} already has a meeting on {show_day(day)}. Enter another date."


def log_planning(
    action: str, meeting: Meeting, *, by: User, at: datetime, before: dict[str, str] | None = None
) -> None:
    """The event in the log."""
    record(action, meeting, by=by, at=at, before=before, after={**_told(meeting), "state": meeting.state})


def _told(meeting: Meeting) -> dict[str, str]:
    return {
        "day": meeting.day.isoformat(),
        "starts": f"{meeting.starts:%H:%M}",
        "ends": f"{meeting.ends:%H:%M}",
        "place": meeting.place,
    }


def _check(meeting: Meeting, event: E, at: datetime) -> None:
    if meeting.state == S.CANCELLED:
        raise NotPossible("This meeting was cancelled. Add another one instead.")
    if not MACHINE.is_possible(meeting.state, E.MOVE):
        raise NotPossible(HAS_BEGUN)
    check_meeting(meeting, event, at=at)
