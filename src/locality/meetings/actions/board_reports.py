"""Once a quarter the clerk prepares the report for the area board, with the chair (AGE-3)."""

from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.communities.queries import holders
from locality.meetings.models import ActionPoint
from locality.schedule.models import Meeting
from locality.values.dates import show_months
from locality.values.working_days import day_of


@transaction.atomic
def ask_for_board_report(meeting: Meeting, *, by: User | None = None, at: datetime) -> ActionPoint | None:
    """Give the clerk the report on the quarter of a meeting as an action point of it: once a quarter, whoever asks again.

    Without a clerk in office nothing is asked yet. `by` is who ended the meeting; without, the worker asks.
    """
    community = meeting.community
    clerks = holders(Permission.MEETING_CLERK, on=day_of(at), community=community)
    if not clerks:
        return None
    clerk = by if by in clerks else clerks[0]
    deadlines = deadlines_of(community.authority, on=meeting.day)
    quarter = deadlines.quarter(meeting.day)
    due = max(deadlines.board_report(meeting.day), meeting.day)
    point, is_new = ActionPoint.objects.get_or_create(
        community=community,
        report_on=quarter.start,
        defaults={
            "meeting": meeting,
            "text": f"Prepare the area board report, {show_months(quarter)}",
            "owner": clerk,
            "owner_name": clerk.name,
            "due_on": due,
            "added_by": by or clerk,
            "added_at": at,
        },
    )
    if is_new:
        record("meeting.board_report", meeting, by=by, at=at, after={"owner": clerk.name, "due": due.isoformat()})
    return point
