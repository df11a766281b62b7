"""A school moves to another community: the invitations to meetings go with it at once, before any job runs."""

import pytest
from django.utils import timezone

from locality.outbox.models import Message
from locality.schedule.actions.inviting import invite
from locality.schedule.models import Invitee, Meeting
from tests.integration.meetings.live import room
from tests.world import Side, add_meeting, move_school

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CLK-1")]


def invited_to(meeting: Meeting) -> set[str]:
    return set(Invitee.objects.filter(meeting=meeting).values_list("person__name", flat=True))


def test_whoever_represents_it_is_invited_where_it_belongs_now(kent: Side) -> None:
    here, now = room(kent), timezone.now()
    member, ahead, there = (
        here.members[0],
        add_meeting(kent.community, now, in_working_days=20),
        add_meeting(kent.neighbour, now),
    )
    for meeting in (ahead, there, here.meeting, kent.meeting):
        assert meeting
        invite(meeting, at=now)
    assert (member.name in invited_to(ahead), member.name in invited_to(there)) == (True, False)
    Message.objects.all().delete()
    school = member.offices.get().school
    assert school
    move_school(school, kent.neighbour, by=kent.people["locality_team"])
    assert (member.name in invited_to(ahead), member.name in invited_to(there)) == (False, True)
    assert member.name not in invited_to(here.meeting), "today’s, which has not begun either"
    told = set(Message.objects.filter(to=member).values_list("kind", flat=True))
    assert told == {"meeting.cancel", "meeting.request"}
    assert not Message.objects.exclude(to=member).exists(), "nobody else is told"
    assert not Message.objects.filter(reference=f"meeting-{here.meeting.pk}").exists(), "it has started by the clock"
    here.begin()
    assert member.name not in set(here.meeting.attendances.values_list("name", flat=True))
