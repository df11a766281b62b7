"""Telling the chair of a school that sends nobody (CLK-3)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Community
from locality.communities.queries import holders, rules_on
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.meetings import subjects
from locality.meetings.models import NonAttendance
from locality.meetings.queries.attendance import seats_of
from locality.meetings.rules.attendance import absence_runs, to_raise
from locality.outbox.actions import put
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference
from locality.values.refusals import NotPossible
from locality.values.sentences import count
from locality.values.working_days import day_of


@transaction.atomic
def raise_non_attendance(community: Community, *, school: int, by: Viewer, at: datetime) -> NonAttendance:
    """Tell the community's chair, with a link to the record of attendance; once for each run of absences.

    Raises NotPossible where the school was represented lately, or the chair was told.
    """
    allow(by, Permission.MEETING_CLERK, community=community)
    today = day_of(at)
    Community.objects.select_for_update(of=("self",)).get(pk=community.pk)
    after = rules_on(community.authority, today).absences_raised_after
    runs = to_raise(absence_runs(seats_of(community, on=today)), after)
    run = next((each for each in runs if each.school == school), None)
    if run is None:
        raise NotPossible(
            f"Someone represented the school at one of the last {after} meetings, or this was raised already. "
            "Check the record of attendance."
        )
    since = Meeting.objects.select_related("community").get(pk=run.since)
    raised = NonAttendance.objects.create(
        school_id=school, since=since, meetings=run.meetings, told_by=by.user, told_at=at
    )
    for person in holders(Permission.MEETING_LEAD, community=community, on=today):
        put(
            to=person,
            kind="meeting.non_attendance",
            subject=subjects.non_attendance(run.school_name, run.meetings, community.name),
            lines=[
                f"No one has represented {run.school_name} at the last {count(run.meetings, 'meeting')}. "
                f"{by.user.name} has raised this with you.",
                "Please speak to the school. We have not emailed the school. "
                "You can see who came in the record of attendance.",
            ],
            link=reverse("attendance_record", args=[community.pk]),
            reference=message_reference(since.pk),
            at=at,
        )
    record(
        "meeting.non_attendance", since, by=by.user, at=at, after={"school": run.school_name, "meetings": run.meetings}
    )
    return raised
