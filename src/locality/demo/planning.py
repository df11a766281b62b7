"""Who is invited to the county's meetings to come, and today’s meeting of the personas’ community, ready to begin."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from locality.accounts.models import User
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Community
from locality.demo.acting import acting
from locality.meetings.actions.advisers import invite
from locality.meetings.actions.agenda import draw_up, set_times
from locality.meetings.actions.papers import distribute
from locality.schedule.models import Invitee, Meeting
from locality.schedule.queries import people_of, upcoming
from locality.values.working_days import day_of

ASKED = timedelta(days=20)
MINUTES = 25  # for each request of today’s meeting
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


def prepare_today(community: Community, *, chair: User, clerk: User, adviser: User, now: datetime) -> None:
    """Today's meeting has its agenda, an adviser for one of its items, and its papers out: its chair can begin it."""
    today = day_of(now)
    meeting = Meeting.objects.get(community=community, day=today)
    calendar = deadlines_of(community.authority, on=today).calendar
    drawn = _at(calendar.before(today, 6), 14)
    items = draw_up(meeting, by=chair, at=drawn)
    set_times(
        meeting,
        {item.pk: MINUTES for item in items if item.resource_request_id},
        by=acting(chair, drawn),
        at=drawn,
    )
    first = next(item for item in items if item.resource_request_id)
    invite(
        meeting,
        email=adviser.email,
        name=adviser.name,
        expertise="special_school",
        items=[first],
        by=acting(clerk, drawn),
        at=drawn,
    )
    distribute(
        meeting,
        what="",
        by=acting(clerk, _at(calendar.before(today, 5), 9)),
        at=_at(calendar.before(today, 5), 9),
    )


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
