"""Who is invited to the county's meetings to come, and the next agenda of the personas' community, with an adviser."""

import random
from datetime import datetime, timedelta

from locality.accounts.models import User
from locality.communities.models import Community
from locality.meetings.actions.advisers import invite
from locality.meetings.actions.agenda import draw_up
from locality.schedule.models import Invitee
from locality.schedule.queries import people_of, upcoming
from locality.values.working_days import day_of

ASKED = timedelta(days=20)
COMING, NOT_COMING = 0.6, 0.7


def invite_to_meetings(communities: list[Community], now: datetime) -> None:
    """Everyone is invited to the meetings to come, and some have answered for the next one. No message is made of it."""
    today, rows = day_of(now), []
    chance = random.Random(53)  # noqa: S311 - made-up data, the same at every start
    for community in communities:
        people = people_of(community, on=today)
        for number, meeting in enumerate(upcoming(community, today).order_by("day")):
            rows += [
                Invitee(
                    meeting=meeting,
                    person=person,
                    invited_at=now - ASKED,
                    answer=(answer := _answer(chance) if number == 0 else ""),
                    answered_at=now - ASKED / 2 if answer else None,
                )
                for person in people
            ]
    Invitee.objects.bulk_create(rows)


def _answer(chance: random.Random) -> str:
    drawn = chance.random()
    return "yes" if drawn < COMING else "no" if drawn < NOT_COMING else ""


def prepare_next(community: Community, *, chair: User, clerk: User, adviser: User, now: datetime) -> None:
    """The next meeting has its agenda, and an adviser for one of its items."""
    meeting = upcoming(community, day_of(now)).order_by("day").first()
    if meeting is None:
        return
    items = draw_up(meeting, by=chair, at=now)
    item = next((each for each in items if each.resource_request_id), items[0])
    invite(meeting, email=adviser.email, name=adviser.name, expertise="special_school", items=[item], by=clerk, at=now)
