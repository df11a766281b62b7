"""Meetings: the list with its deadlines, and adding one."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.schedule.actions.arranging_meetings import add_meeting
from locality.schedule.models import Meeting
from locality.values.dates import show_short_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.world import Side, acting

KEY = re.compile(r'name="form_key" value="([^"]+)"')


def client_of(side: Side, role: str) -> Client:
    client = Client()
    client.force_login(side.people[role])
    return client


def test_a_community_meets_once_a_day(kent: Side) -> None:
    assert kent.meeting is not None
    with pytest.raises(NotPossible, match="already has a meeting"):
        add_meeting(
            community=kent.community,
            day=kent.meeting.day,
            starts=time(9),
            ends=time(10),
            venue="The hall",
            by=acting(kent.people["clerk"]),
            at=timezone.now(),
        )
    assert not Event.objects.filter(action="meeting.add").exists()


@pytest.mark.clause("PRE-2")
def test_the_list_shows_each_meetings_deadlines_to_those_of_the_community(kent: Side, elsewhere: Side) -> None:
    assert kent.meeting is not None
    from locality.communities.deadlines import deadlines_of

    due = deadlines_of(kent.authority, on=day_of(timezone.now())).submission(kent.meeting.day)
    for role in ("clerk", "chair", "signatory", "representative", "hnf_officer", "locality_team"):
        page = client_of(kent, role).get(reverse("meetings")).content.decode()
        assert show_short_day(due) in page, role
        assert elsewhere.community.name not in page
    assert client_of(kent, "area_board_member").get(reverse("meetings")).status_code == 403


def test_a_list_that_holds_a_meeting_of_today_calls_none_of_it_to_come(kent: Side, clock: Any) -> None:
    """Today's may be held, and its minutes sent: the list is of what is not past."""
    assert kent.meeting is not None
    clock(f"{kent.meeting.day} 18:00")
    Meeting.objects.filter(pk=kent.meeting.pk).update(state="minuted")
    page = client_of(kent, "clerk").get(reverse("meetings")).content.decode()
    assert "1 meeting from today" in page
    assert "to come" not in page


def _data(side: Side, **changes: object) -> dict[str, object]:
    day = day_of(timezone.now()) + timedelta(days=40)
    return {
        "community": side.community.pk, "day-day": day.day, "day-month": day.month, "day-year": day.year,
        "starts": "15:30", "ends": "17:30", "venue": "The library", "online_link": "",
    } | changes  # fmt: skip


def test_the_clerk_adds_a_meeting(kent: Side, elsewhere: Side) -> None:
    client = client_of(kent, "clerk")
    path = reverse("meeting_add")

    def send(data: dict[str, object]) -> int:
        key = KEY.search(client.get(path).content.decode())
        assert key
        return client.post(path, data | {"form_key": key[1]}).status_code

    before = Meeting.objects.count()
    wrong: tuple[dict[str, object], ...] = (
        {"ends": "15:00"}, {"venue": ""}, {"day-year": 2001}, {"day-month": "smarch"}, {"starts": "tea time"},
        {"community": elsewhere.community.pk}, {"community": kent.neighbour.pk}, {"online_link": "javascript:alert(1)"},
    )  # fmt: skip
    for change in wrong:
        assert send(_data(kent, **change)) == 400, change
    assert Meeting.objects.count() == before
    assert send(_data(kent)) == 302
    assert send(_data(kent)) == 400
    assert Meeting.objects.count() == before + 1
