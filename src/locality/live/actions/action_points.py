"""What people take on at a meeting (MBR-4, SFA-3)."""

from datetime import date, datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import lock_running_meeting, refuse_other_register, refuse_outside
from locality.meetings.actions.items import lock_item
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import ActionPoint, AgendaItem, RegisterRow
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.whole import whole
from locality.values.working_days import day_of


@transaction.atomic
def add_action_point(
    meeting: Meeting, *, item: AgendaItem | None, text: str, owner: RegisterRow, due_on: date, by: Viewer, at: datetime
) -> ActionPoint:
    """Note what somebody at the meeting will do, and by when. Raises NotPossible."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    refuse_other_register(owner, meeting)
    lock_running_meeting(meeting)
    item = lock_item(item, meeting) if item else None
    refuse_outside(item, by.user)
    if not text.strip():
        raise NotPossible("Enter what needs to be done.")
    if due_on < day_of(at):
        raise NotPossible("Enter a due date that is today or later.")
    text = MeetingMasks(meeting).of_item(item)(text)
    point = ActionPoint.objects.create(
        community=meeting.community,
        meeting=meeting,
        item=item,
        text=whole(text.strip(), 500),
        owner=owner.person,
        owner_name=owner.name,
        due_on=due_on,
        added_by=by.user,
        added_at=at,
    )
    due = due_on.isoformat()
    log_meeting("meeting.action_point", meeting, by=by.user, at=at, after={"due": due}, typed={"owner": owner.name})
    return point
