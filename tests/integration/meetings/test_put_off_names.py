"""A pupil of a request that a meeting put off without deciding is still named in nothing that was written there (RES-9)."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from locality.communities.models import School
from locality.live.actions import running
from locality.meetings.actions.agenda import draw_up, put_off
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import KnownPupil, ResourceRequest
from locality.values.working_days import day_of
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, person, request_in, ruling

pytestmark = pytest.mark.clause("RES-9")

STRANGER = "Ottoline Quillfeather"
SAID = f"{PUPIL} can join the group of Ottoline, said the SENCO; {STRANGER} goes there."


@pytest.fixture
def here(kent: Side, clock: Any) -> Room:
    """A meeting of this afternoon with two requests; the other school's lists the stranger."""
    clock("2026-11-24 10:00")
    found = room(kent)
    other = replace(kent, school=kent.other_school, people=kent.people | {"signatory": kent.people["other_signatory"]})
    request = request_in(other, "accepted", **{"pupil.1.name": STRANGER})
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=found.meeting)
    found.requests.append(request)
    draw_up(found.meeting, by=kent.people["chair"], at=timezone.now())
    return found


@pytest.mark.parametrize("how", ["put off", "not reached", "put off twice"])
def test_the_decision_on_another_request_names_no_pupil_of_one_that_was_put_off(
    kent: Side, here: Room, how: str
) -> None:
    by, now = kent.people["chair"], timezone.now()
    assert kent.meeting
    third = School.objects.create(
        authority=kent.authority, urn=999_001, establishment_number="2999", district=kent.school.district,
        name="Third School", phase="primary", kind="mainstream", community=kent.community, type_name="Community school",
    )  # fmt: skip
    kent.people["third"] = person(kent, "representative", start=day_of(now), slug="third", school=third)
    if how != "not reached":
        put_off(here.item(1), to=kent.meeting, why="No time", by=acting(by), at=now)
    deciding.decide(
        here.requests[0],
        ruling(summary=SAID, details=SAID),
        by=acting(kent.people["clerk"]),
        at=now,
        meeting=here.meeting,
    )
    if how == "not reached":
        here.begin()
        running.end(here.meeting, by=acting(by), at=now)
    if how == "put off twice":
        later = type(kent.meeting).objects.create(
            community=kent.community, day=kent.meeting.day.replace(day=kent.meeting.day.day + 7), starts="15:00",
            ends="16:00", venue="The hall",
        )  # fmt: skip
        draw_up(kent.meeting, by=by, at=now)
        put_off(
            items_of(kent.meeting).get(resource_request=here.requests[1]), to=later, why="Again", by=acting(by), at=now
        )
    here.requests[1].refresh_from_db()
    assert here.requests[1].meeting != here.meeting
    for who, reads in {
        "clerk": SAID,
        "signatory": f"{PUPIL} can join the group of a pupil, said the SENCO; a pupil goes there.",
        "third": "Pupil A can join the group of a pupil, said the SENCO; a pupil goes there.",
    }.items():
        desk = Desk(kent.people[who])
        for name in ("request", "request_print"):
            assert reads in text_of(desk.get(name, here.requests[0].reference)), (who, name)


def test_the_meetings_own_texts_name_her_no_more(kent: Side, here: Room) -> None:
    """Also once her school has left the community, whose pupils every meeting of it hides."""
    assert kent.meeting
    put_off(here.item(1), to=kent.meeting, why="No time", by=acting(kent.people["chair"]), at=timezone.now())
    for community in (kent.community, kent.neighbour):
        School.objects.filter(pk=kent.other_school.pk).update(community=community)
        masks = MeetingMasks(here.meeting)
        for request in (None, here.requests[0].pk):
            hidden = masks.of(request)(f"{STRANGER} and Ottoline")
            assert hidden == "A pupil and a pupil", (community, request)
    assert KnownPupil.objects.filter(name=STRANGER).exists()
