"""A school year's meetings: proposed by a pattern, moved one by one, then published together (PRE-1, FRQ-1)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Community
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.schedule.actions.arranging_meetings import link_of, locked, log_planning, place_of, save_meeting
from locality.schedule.actions.inviting import invite
from locality.schedule.actions.steps import take_meeting
from locality.schedule.models import Meeting
from locality.schedule.rules import Proposal, why_not_so
from locality.schedule.workflow import E, S
from locality.values.periods import Period
from locality.values.refusals import NotPossible, refuse
from locality.values.working_days import day_of


@transaction.atomic
def propose_year(
    *,
    community: Community,
    period: Period,
    proposals: Iterable[Proposal],
    starts: time,
    ends: time,
    venue: str,
    online_link: str,
    by: Viewer,
    at: datetime,
) -> list[Meeting]:
    """Keep proposed dates of a period; what was proposed in it before and not published is replaced.

    Months in which the community already has a planned meeting are left alone. Past days are left out.
    """
    allow(by, Permission.MEETINGS_MANAGE, community=community)
    for why in why_not_so(starts, ends, venue, online_link):
        refuse(why)
    place, link = place_of(community, venue), link_of(community, online_link)
    in_period = Meeting.objects.filter(community=community, day__gte=period.start, day__lte=period.end or period.start)
    in_period.filter(state=S.PROPOSED).delete()
    taken = {(day.year, day.month) for day in in_period.exclude(state=S.CANCELLED).values_list("day", flat=True)}
    kept = [
        save_meeting(
            Meeting(
                community=community,
                day=each.day,
                starts=starts,
                ends=ends,
                venue=place,
                online_link=link,
                state=S.PROPOSED,
                note=each.why[:300],
                added_by=by.user,
                changed_at=at,
            )
        )
        for each in proposals
        if each.day and each.day > day_of(at) and (each.day.year, each.day.month) not in taken
    ]
    record(
        "meeting.propose_year",
        community,
        by=by.user,
        at=at,
        after={"days": [meeting.day.isoformat() for meeting in kept]},
    )
    return kept


@transaction.atomic
def drop_proposal(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Take a date out of the proposed year; nobody was invited to it. Raises NotPossible."""
    meeting = locked(meeting)
    allow(by, Permission.MEETINGS_MANAGE, community=meeting.community)
    if meeting.state != S.PROPOSED:
        raise NotPossible("People are invited to this meeting already: cancel it instead.")
    log_planning("meeting.drop", meeting, by=by.user, at=at)
    meeting.delete()


@transaction.atomic
def publish(meetings: Sequence[Meeting], *, by: Viewer, at: datetime) -> list[Meeting]:
    """Plan the proposed dates and send the invitations. Pressed twice, the second time does nothing."""
    for each in meetings:
        allow(by, Permission.MEETINGS_MANAGE, community=each.community)
    published = []
    for each in sorted(meetings, key=lambda meeting: meeting.pk):
        meeting = locked(each)
        if meeting.state != S.PROPOSED:
            continue
        meeting.changed_at = at
        meeting.note = ""
        take_meeting(meeting, E.PUBLISH, by=by.user, at=at)
        log_planning("meeting.publish", meeting, by=by.user, at=at)
        invite(meeting, at=at)
        published.append(meeting)
    return published
